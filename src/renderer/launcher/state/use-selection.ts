import { useState } from 'react';
import type { Item } from './items.ts';
import type { Move } from './launcher-keys.ts';

/** How far Page Up and Page Down go: about what is on screen. */
const pageSize = 8;

export interface Selection {
  /** -1: none. */
  index: number;
  item: Item | null;
  move: (to: Move) => void;
  select: (key: string) => void;
  /** The first row, or (`none`) no row until the user moves. */
  reset: (to: 'first' | 'none') => void;
}

/** The highlighted line: the first, until the user moves; then that very line, wherever it is. */
export function useSelection(items: readonly Item[]): Selection {
  const [choice, setChoice] = useState<{ key: string } | 'first' | 'none'>('first');
  // A chosen line that is not there selects nothing: Enter must never take another one in its place.
  const index =
    choice === 'none'
      ? -1
      : choice === 'first'
        ? items.length > 0
          ? 0
          : -1
        : items.findIndex(({ key }) => key === choice.key);

  const move = (to: Move): void => {
    const last = items.length - 1;
    const next = {
      next: index >= last ? 0 : index + 1,
      previous: index <= 0 ? last : index - 1,
      first: 0,
      last,
      'page-down': Math.min(last, index + pageSize),
      'page-up': Math.max(0, index - pageSize),
    }[to];
    const item = items[next];
    if (item) setChoice({ key: item.key });
  };

  return {
    index,
    item: items[index] ?? null,
    move,
    select: (key) => setChoice({ key }),
    reset: setChoice,
  };
}
