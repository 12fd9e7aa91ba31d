import type { LogInAnswer, LogInInFlight, LogInRequest, PendingLogIn } from '../../../shared/log-in.ts';
import { type Change, given, inOrder, noChange, request, set } from './change.ts';
import type { EventOf } from './launcher-events.ts';
import { type AskedLogIn, type Attempt, isBusy } from './launcher-state.ts';
import { clearNotice, fail, say } from './notices.ts';
import { flash } from './reading.ts';

// A log-in from Enter to the browser, with everything that may come between. SECURITY: the log-in that was asked for
// last is the only one that counts. Main supersedes the one before; an answer to that one changes nothing here.

/** What a key or a click asks for. */
export type Wish = Pick<AskedLogIn, 'row' | 'how'> & Pick<LogInRequest, 'target' | 'chosen'>;

/** Sends the request as a new attempt, whatever became of the one before. */
export const sendLogIn = (asked: AskedLogIn): Change =>
  inOrder(
    startAttempt(asked, { at: 'working', cancelling: false }),
    given(({ lastAttemptId }) => request({ do: 'log-in', attemptId: lastAttemptId, asked })),
  );

/**
 * A second wish for the customer who is being opened goes to main as well, which joins the two. SECURITY: the tray may have
 * asked for another customer a moment ago; then this one supersedes that one, although it seems to be under way here.
 */
export const logIn = ({ row, how, target, chosen }: Wish): Change =>
  given(({ attempt }) => {
    const isUnderWay =
      attempt?.stage.at === 'working' &&
      !attempt.stage.cancelling &&
      attempt.row.accountId === row.accountId &&
      attempt.how === how &&
      attempt.request.target === target;
    if (isUnderWay) return inOrder(flash, sendLogIn(askedOf(attempt)));
    const sent: LogInRequest = { accountId: row.accountId, target, reason: '', confirmed: [], chosen };
    return inOrder(set({ failure: null }), sendLogIn({ row, how, request: sent }));
  });

export const onLogInReply = ({ attemptId, asked, reply }: EventOf<'log-in-answered'>): Change =>
  given(({ attempt, done }) => {
    // An older one that was past its point of no return. A newer one that has ended says more.
    if (attempt?.attemptId !== attemptId) return reply.ok && done === null ? showDone(reply.value, asked) : noChange;
    const cancelling = attempt.stage.at === 'working' && attempt.stage.cancelling;
    if (!reply.ok) {
      const { problem } = reply;
      if (cancelling) return inOrder(endAttempt, fail(problem, asked.row, { do: 'log-in', asked }));
      if (problem.kind === 'reason-needed') return askReason(asked, attemptId);
      if (problem.kind === 'admin-email-needed') return stageAt({ at: 'admin-email', saving: false });
      return inOrder(endAttempt, fail(problem, asked.row, { do: 'log-in', asked }));
    }
    const { value } = reply;
    switch (value.result) {
      case 'ask':
        return cancelling
          ? inOrder(endAttempt, say(notOpened))
          : stageAt({ at: 'question', questions: value.questions });
      case 'opened':
        return inOrder(
          endAttempt,
          cancelling ? say(tooLateWords(value.accountName)) : noChange,
          showDone(value, asked, attempt.row),
        );
      case 'cancelled':
        return inOrder(endAttempt, say(notOpened));
      case 'copied':
        return inOrder(endAttempt, showDone(value, asked, attempt.row));
      // The prompt bar shows what superseded this one.
      case 'superseded':
        return endAttempt;
    }
  });

/** Shows what a log-in that was asked for elsewhere, e.g. in the tray, wants from the user, or why it failed. */
export const takeOverLogIn = ({ row, how, request: sent, outcome }: PendingLogIn): Change => {
  const asked: AskedLogIn = { row, how, request: sent };
  const reply: EventOf<'log-in-answered'>['reply'] =
    'questions' in outcome
      ? { ok: true, value: { result: 'ask', questions: outcome.questions } }
      : { ok: false, problem: outcome.problem };
  return inOrder(
    startAttempt(asked, { at: 'working', cancelling: false }),
    given(({ lastAttemptId: attemptId }) => onLogInReply({ type: 'log-in-answered', attemptId, asked, reply })),
  );
};

/** A log-in of the tray failed while the user does something else: what they do goes on. */
export const onFailedElsewhere = ({ row, how, request: sent, outcome }: PendingLogIn): Change =>
  'problem' in outcome ? fail(outcome.problem, row, { do: 'log-in', asked: { row, how, request: sent } }) : noChange;

/** Takes back the log-in in flight, if it is not too late, and one that waits for its rows. */
export const cancelLogIn: Change = given(({ attempt }) => {
  if (attempt?.stage.at === 'admin-email') return inOrder(endAttempt, say(notOpened));
  return inOrder(
    set({ queued: [] }),
    attempt?.stage.at === 'working' ? stageAt({ at: 'working', cancelling: true }) : noChange,
    request({ do: 'cancel-log-in', attemptId: attempt?.attemptId ?? null }),
  );
});

export const onCancelReply = ({ attemptId, reply }: EventOf<'cancel-answered'>): Change =>
  given(({ attempt }) => {
    // Another customer was asked for since: the cancel was not about this one.
    if (attempt && attempt.attemptId !== attemptId) return noChange;
    if (!reply.ok) {
      const row = attempt?.row ?? null;
      return inOrder(
        attempt?.stage.at === 'working' ? stageAt({ at: 'working', cancelling: false }) : noChange,
        fail(reply.problem, row, { do: 'cancel-log-in' }),
      );
    }
    const { result, accountName } = reply.value;
    switch (result) {
      case 'cancelled':
        return inOrder(endAttempt, say(notOpened));
      case 'too-late':
        return say(tooLateWords(accountName ?? 'The customer'));
      // The answer to the attempt itself is on its way and says what became of it.
      case 'nothing':
        return noChange;
    }
  });

/** Sends the same again, with all its questions confirmed. */
export const acceptQuestion: Change = given(({ attempt }) => {
  if (attempt?.stage.at !== 'question') return noChange;
  const asked = askedOf(attempt);
  const confirmed = [...asked.request.confirmed, ...attempt.stage.questions.map(({ kind }) => kind)];
  return sendLogIn({ ...asked, request: { ...asked.request, confirmed } });
});

/** The field is there at once, and what it suggests a moment later. */
const askReason = ({ row: { accountId } }: AskedLogIn, attemptId: number): Change =>
  inOrder(stageAt({ at: 'reason', suggested: null }), request({ do: 'suggest-reasons', attemptId, accountId }));

/** Suggestions are a help: without them, the user types. */
export const onReasonsSuggested = ({ attemptId, reply }: EventOf<'reasons-suggested'>): Change =>
  given(({ attempt }) =>
    attempt?.attemptId === attemptId && attempt.stage.at === 'reason' && reply.ok
      ? stageAt({ at: 'reason', suggested: reply.value })
      : noChange,
  );

export const giveReason = (reason: string): Change =>
  given(({ attempt }) => {
    if (attempt?.stage.at !== 'reason') return noChange;
    const asked = askedOf(attempt);
    return sendLogIn({ ...asked, request: { ...asked.request, reason } });
  });

export const giveAdminEmail = (email: string): Change =>
  given(({ attempt }) => {
    if (attempt?.stage.at !== 'admin-email' || attempt.stage.saving) return noChange;
    return inOrder(
      stageAt({ at: 'admin-email', saving: true }),
      request({ do: 'keep-admin-email', attemptId: attempt.attemptId, asked: askedOf(attempt), email }),
    );
  });

export const onAdminEmailKept = ({ attemptId, asked, reply }: EventOf<'admin-email-kept'>): Change =>
  given(({ attempt }) => {
    // SECURITY: the user has cancelled, or asked for another customer since.
    if (attempt?.attemptId !== attemptId) return noChange;
    return reply.ok
      ? sendLogIn(asked)
      : inOrder(endAttempt, fail(reply.problem, asked.row, { do: 'ask-admin-email', asked }));
  });

export const askAdminEmail = (asked: AskedLogIn): Change => startAttempt(asked, { at: 'admin-email', saving: false });

/** Drops what the prompt bar asks. A log-in that works goes on. */
export const decline: Change = inOrder(
  set({ namingRow: null }),
  given(({ attempt }) => (isBusy(attempt) ? noChange : endAttempt)),
);

const notOpened = 'Not opened';

const tooLateWords = (accountName: string): string => `${accountName} was already opened`;

/** Main is at work for another log-in, or for none any more. What was said of an earlier one is over. */
export const onInFlight = (inFlight: LogInInFlight | null): Change =>
  given(({ attempt }) => {
    if (!inFlight) return set({ inFlight: null });
    const isOwn = attempt?.stage.at === 'working';
    return inOrder(set({ inFlight, done: null }), isOwn ? noChange : clearNotice);
  });

const endAttempt: Change = set({ attempt: null });

const startAttempt = (asked: AskedLogIn, stage: Attempt['stage']): Change =>
  given(({ lastAttemptId }) => {
    const attemptId = lastAttemptId + 1;
    // "Not opened" was about the one before.
    return inOrder(clearNotice, set({ lastAttemptId: attemptId, attempt: { ...asked, attemptId, stage }, done: null }));
  });

const stageAt = (stage: Attempt['stage']): Change =>
  given(({ attempt }) => (attempt ? set({ attempt: { ...attempt, stage } }) : noChange));

/** How long it comes before a link that waits. */
const doneIsNewMs = 4_000;

/** The bar shows what was opened, unless the launcher has hidden. A copied link is shown with the time that it has left. */
const showDone = (answer: LogInAnswer, asked: AskedLogIn, { accountId, idTail, name } = asked.row): Change =>
  given(({ visible }) => {
    const isShown = answer.result === 'opened' || (answer.result === 'copied' && answer.replaces !== null);
    if (!visible || !isShown) return noChange;
    // The customer was renamed while the log-in was under way.
    const accountName = name === asked.row.name ? answer.accountName : name;
    return inOrder(
      set({ done: { ...answer, accountName, accountId, idTail }, doneIsNew: true }),
      request({ do: 'start-timer', timer: 'done', afterMs: doneIsNewMs }),
    );
  });

const askedOf = ({ row, how, request: sent }: Attempt): AskedLogIn => ({ row, how, request: sent });
