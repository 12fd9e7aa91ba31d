import type { AccountRow } from '../../../shared/account.ts';
import type { AppState } from '../../../shared/contract.ts';
import { type Item, itemsOf } from './items.ts';
import type { LauncherState } from './launcher-state.ts';
import { indexOf } from './selection.ts';

/** The launcher's state with everything derived from it. The components render it, and `decide` decides by it. */
export interface LauncherView extends LauncherState {
  app: AppState;
  items: readonly Item[];
  /** Of the highlighted line; -1 if there is none. */
  index: number;
  item: Item | null;
  /** The highlighted line, if it is an account. */
  row: AccountRow | null;
  /** The landing target that was typed after the name. */
  typedTarget: string | null;
}

/** Null until main has sent its state. */
export function viewOf(state: LauncherState): LauncherView | null {
  const { app, search, selection } = state;
  if (!app) return null;
  const items = search.answer ? itemsOf(search.answer, app) : [];
  const index = indexOf(selection, items);
  const item = items[index] ?? null;
  const row = item?.type === 'account' ? item.row : null;
  return { ...state, app, items, index, item, row, typedTarget: search.answer?.target ?? null };
}
