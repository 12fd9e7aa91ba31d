import type { AccountRow } from '../../../shared/account.ts';
import type { AppState } from '../../../shared/contract.ts';
import { readSearchText, type SearchText, typedLanding, type UnclearLanding } from '../../../shared/search-filters.ts';
import { type Item, itemsOf } from './items.ts';
import type { LauncherState, ShownAnswer } from './launcher-state.ts';
import { indexOf } from './selection.ts';

/** The launcher's state with everything derived from it. The components render it, and `decide` decides by it. */
export interface LauncherView extends LauncherState {
  app: AppState;
  items: readonly Item[];
  /** See `ShownAnswer`; 0 without an answer. */
  listId: number;
  /** Of the highlighted line; -1 if there is none. */
  index: number;
  item: Item | null;
  /** The highlighted line, if it is an account. */
  row: AccountRow | null;
  /** The preview pane is on the screen. */
  previewOpen: boolean;
  /** What the text in the field says: its filters, and what may follow. */
  typed: SearchText;
  /** The landing target that was typed after the name. */
  typedTarget: string | null;
  /** The page in the text, by its address or by the name of a saved page, and the user. */
  typedPage: string | null;
  typedUser: string | null;
  /** Why the text does not say where a log-in leads; null if it does. */
  unclear: UnclearLanding | null;
}

const noItems: readonly Item[] = [];
const known = new WeakMap<ShownAnswer, { app: AppState; items: readonly Item[] }>();

/** The same array until the answer or main's state changes, so that a list that stays as it is, is not rendered again. */
function itemsIn(answer: ShownAnswer, app: AppState): readonly Item[] {
  const found = known.get(answer);
  if (found?.app === app) return found.items;
  const items = itemsOf(answer, app);
  known.set(answer, { app, items });
  return items;
}

/** Null until main has sent its state. */
export function viewOf(state: LauncherState): LauncherView | null {
  const { app, previewOver, roomy, search, selection } = state;
  if (!app) return null;
  const items = search.answer ? itemsIn(search.answer, app) : noItems;
  const index = indexOf(selection, items);
  const item = items[index] ?? null;
  const row = item?.type === 'account' ? item.row : null;
  const typed = readSearchText(search.text, app);
  const { page, as, unclear } = typedLanding(typed);
  const savedPage = search.answer?.page ?? null;
  const typedTarget = search.answer?.target ?? null;
  const isTwice = page !== null && (typedTarget !== null || (savedPage !== null && savedPage !== page));
  return {
    ...state,
    app,
    items,
    listId: search.answer?.listId ?? 0,
    index,
    item,
    row,
    previewOpen: app.connections.length > 0 && (roomy ? app.settings.previewPane : previewOver),
    typed,
    typedTarget,
    typedPage: page ?? savedPage,
    typedUser: as,
    unclear: unclear ?? (isTwice ? 'several-places' : null),
  };
}
