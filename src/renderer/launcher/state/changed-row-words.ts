import { changedWords } from './changed-rows.ts';
import type { Decision } from './decision.ts';
import type { Command } from './launcher-keys.ts';
import type { LauncherView } from './view.ts';

/** Why a press must not act on its row yet; null if it may. `done`: what it does. */
export function changedRowWords(view: LauncherView, command: Command, done: readonly Decision[]): string | null {
  const { changedRows, items, row } = view;
  const chosen = done.find((one) => one.do === 'select')?.key;
  const item = items.find(({ key }) => key === chosen);
  const meant = chosen === undefined ? row : item?.type === 'account' ? item.row : null;
  const former = meant && (changedRows.painted[meant.accountId] ?? changedRows.coming[meant.accountId]);
  if (!former) return null;
  const isEnter = command.do === 'log-in' || command.do === 'copy-link';
  return `${changedWords(former, meant)}: press ${isEnter ? 'Enter' : 'it'} again`;
}
