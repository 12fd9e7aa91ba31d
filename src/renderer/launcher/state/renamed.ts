import { type AccountRow, type NamedCustomer, saysOther } from '../../../shared/account.ts';
import type { AppState } from '../../../shared/contract.ts';
import { type Change, given, inOrder, noChange, request, set } from './change.ts';
import { changedWords, noteChanged } from './changed-rows.ts';
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
}: LauncherState): readonly Pick<NamedCustomer, 'accountId' | 'name'>[] => [
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

const nameAnew = (now: NamedCustomer): Change =>
  given((state) => {
    const { accountId, name } = now;
    const isNamedOtherwise = namedInBar(state).some((one) => one.accountId === accountId && one.name !== name);
    const hasOtherEmail = [state.attempt?.row, state.failure?.row].some(
      (row) => row?.accountId === accountId && saysOther(row, now),
    );
    if (!isNamedOtherwise && !hasOtherEmail) return noChange;
    const { namingRow, waiting } = state;
    return inOrder(
      showChange(accountId, isNamedOtherwise ? { ...now, match: null } : now),
      set({
        namingRow: namingRow?.accountId === accountId ? { ...namingRow, ...now } : namingRow,
        waiting: waiting?.select === accountId && waiting.name !== null ? { ...waiting, name } : waiting,
      }),
    );
  });

/** Shows a change of a row wherever its customer is named. What the row says then must be read first. */
export const showChange = (accountId: string, change: Partial<AccountRow>): Change =>
  given(({ search }) => {
    const row = search.answer?.rows.find((one) => one.accountId === accountId);
    const isOther = row !== undefined && saysOther(row, { ...row, ...change });
    return inOrder(isOther ? noteChanged([row]) : noChange, showOwnChange(accountId, change));
  });

/** The same for a change that the user has just written. */
export const showOwnChange = (accountId: string, change: Partial<AccountRow>): Change =>
  given(({ attempt }) => {
    const former = attempt?.stage.at === 'question' && attempt.row.accountId === accountId ? attempt.row : null;
    const isOther = former !== null && saysOther(former, { ...former, ...change });
    return inOrder(
      alterRow(accountId, change),
      // SECURITY: a question was about the former name, and may not be true of this one. Enter asks anew.
      isOther
        ? inOrder(decline, refuse(`${changedWords(former, { ...former, ...change })}: press Enter again`))
        : noChange,
    );
  });

/** SECURITY: a question names the connection as it was labelled when it was asked. */
export const dropQuestionOfOldLabel = (before: AppState | null): Change =>
  given(({ app, attempt }) => {
    if (attempt?.stage.at !== 'question') return noChange;
    const labelIn = (state: AppState | null): string | undefined =>
      state?.connections.find(({ connectionId }) => connectionId === attempt.row.connectionId)?.label;
    const [former, now] = [labelIn(before), labelIn(app)];
    if (former === undefined || now === undefined || former === now) return noChange;
    return inOrder(decline, refuse(`${former} is now called ${now}: press Enter again`));
  });
