import type { AccountRow, CustomerName } from '../../../shared/account.ts';
import { type Change, given, inOrder, noChange, request, set } from './change.ts';
import type { EventOf } from './launcher-events.ts';
import type { LauncherState } from './launcher-state.ts';
import { decline } from './logging-in.ts';
import { refuse } from './notices.ts';
import { alterRow } from './searching.ts';

// An import or a sync gives customers other names. What the bar says of one must go on to name the one that the list names.
// The customer may be in no row: the user types on while a log-in works.

/** Of whom the bar speaks, or will once something more pressing is over. */
const namedInBar = ({
  attempt,
  done,
  failure,
  inFlight,
  namingRow,
  waiting,
}: LauncherState): readonly CustomerName[] => [
  ...[attempt?.row, failure?.row, namingRow].flatMap((row) => row ?? []),
  ...[done, inFlight].flatMap((logIn) => (logIn ? { accountId: logIn.accountId, name: logIn.accountName } : [])),
  ...(waiting?.select && waiting.name !== null ? [{ accountId: waiting.select, name: waiting.name }] : []),
];

/** Follows each refresh of the rows. */
export const readNamesInBar: Change = given((state) => {
  const accountIds = [...new Set(namedInBar(state).map(({ accountId }) => accountId))];
  return accountIds.length === 0 ? noChange : request({ do: 'read-names', accountIds });
});

export const onNamesRead = (reply: EventOf<'names-read'>['reply']): Change =>
  reply.ok ? inOrder(...reply.value.map(nameAnew)) : noChange;

const nameAnew = ({ accountId, name }: CustomerName): Change =>
  given((state) => {
    const former = namedInBar(state).find((one) => one.accountId === accountId && one.name !== name);
    if (!former) return noChange;
    const { namingRow, waiting } = state;
    return inOrder(
      showChange(accountId, { name, match: null }),
      set({
        namingRow: namingRow?.accountId === accountId ? { ...namingRow, name } : namingRow,
        waiting: waiting?.select === accountId && waiting.name !== null ? { ...waiting, name } : waiting,
      }),
    );
  });

/** Shows a change of a row wherever its customer is named. */
export const showChange = (accountId: string, change: Partial<AccountRow>): Change =>
  given(({ attempt }) => {
    const { name } = change;
    const former = attempt?.stage.at === 'question' && attempt.row.accountId === accountId ? attempt.row.name : null;
    const isAsked = former !== null && name !== undefined && name !== former;
    return inOrder(
      alterRow(accountId, change),
      // SECURITY: a question was about the former name, and may not be true of this one. Enter asks anew.
      isAsked ? inOrder(decline, refuse(`${former} is now called ${name}: press Enter again`)) : noChange,
    );
  });
