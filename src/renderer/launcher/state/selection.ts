import type { Item } from './items.ts';
import type { Move } from './launcher-keys.ts';
import type { Choice } from './launcher-state.ts';

/** How far Page Up and Page Down go: about what is on screen. */
const pageSize = 8;

/** Where the highlighted line is; -1: nowhere. */
export function indexOf(choice: Choice, items: readonly Item[]): number {
  if (choice === 'none') return -1;
  if (choice === 'first') return items.length > 0 ? 0 : -1;
  // A chosen line that is not there selects nothing: Enter must never take another one in its place.
  return items.findIndex(({ key }) => key === choice.key);
}

/** The line that a move leads to; the arrows go round the ends. */
export function moved(items: readonly Item[], index: number, to: Move): Item | undefined {
  const last = items.length - 1;
  const target = {
    next: index >= last ? 0 : index + 1,
    previous: index <= 0 ? last : index - 1,
    first: 0,
    last,
    'page-down': Math.min(last, index + pageSize),
    'page-up': Math.max(0, index - pageSize),
  }[to];
  return items[target];
}
