import type { Item } from './items.ts';
import type { Move } from './launcher-keys.ts';
import type { Selection } from './launcher-state.ts';

/** How far Page Up and Page Down move: about one screen. */
const pageSize = 8;

/** The index of the highlighted line; -1 if there is none. */
export function indexOf(selection: Selection, items: readonly Item[]): number {
  if (selection === 'none') return -1;
  if (selection === 'first') return items[0] && mayBeFirst(items[0]) ? 0 : -1;
  // If the chosen line is gone, select nothing: Enter must never take another one in its place.
  return items.findIndex(({ key }) => key === selection.key);
}

/** SECURITY: Enter must not choose among the customers that a ticket's text names. If nothing is found, it must say so. */
const mayBeFirst = (item: Item): boolean =>
  item.type === 'account'
    ? item.isGuess !== true
    : item.type === 'window' || (item.group === null && item.key !== 'sync' && item.key !== 'give-key');

/** Whether the highlighted line was chosen by the user. The first row for a text was not. */
export const isByHand = (selection: Selection): boolean => typeof selection === 'object' && selection.byHand;

/** The line that a move leads to. The arrows wrap around. */
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
