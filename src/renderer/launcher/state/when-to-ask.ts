import type { AccountRow } from '../../../shared/account.ts';
import type { AppState } from '../../../shared/contract.ts';
import { factsOf } from './items.ts';

// How long a row must be highlighted before its provider is asked: moving past it must not spend rate budget.

/** The state may be asked about before the log-in. */
const restMs = 300;
/** Without the pane the user does not wait for it, and the hand may only be pausing. */
const restWithoutPaneMs = 600;
/** What the list does not say is only looked at. */
const restForMoreMs = 1_000;

/** Whether the provider has to be asked for the state of this row's customer. */
export const lacksState = (row: AccountRow | null, app: AppState): boolean =>
  row?.kind === 'customer' && row.state === null && factsOf(row, app)?.statesNeedDetails === true;

export function restOf(row: AccountRow, app: AppState, withPane: boolean): number {
  if (!withPane) return restWithoutPaneMs;
  return factsOf(row, app)?.statesNeedDetails ? restMs : restForMoreMs;
}
