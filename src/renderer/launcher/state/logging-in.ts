import type { LogInAnswer, LogInInFlight, LogInRequest, PendingLogIn, Question } from '../../../shared/log-in.ts';
import { sentenceFor } from '../../../shared/problem-sentences.ts';
import type { Problem } from '../../../shared/problems.ts';
import { type Change, given, inOrder, noChange, request, set } from './change.ts';
import type { EventOf } from './launcher-events.ts';
import { type AskedLogIn, type Attempt, type DoneLogIn, isBusy, type Retry } from './launcher-state.ts';
import { clearNotice, fail, say } from './notices.ts';
import { closedByEnter, flash } from './reading.ts';

// A log-in from Enter to the browser, with everything that may come between. SECURITY: the log-in that was asked for
// last is the only one that counts. Main supersedes the one before; an answer to that one changes nothing here.

/** What a key or a click asks for. */
export type Wish = Pick<AskedLogIn, 'row' | 'how'> &
  Pick<LogInRequest, 'target' | 'page' | 'as' | 'chosen' | 'opensIn'>;

/** A wish that nothing was asked about yet. */
export const askedFor = ({ row, how, target, page, as, chosen, opensIn }: Wish): AskedLogIn => ({
  row,
  how,
  request: {
    accountId: row.accountId,
    target,
    ...(page === undefined ? {} : { page }),
    ...(as === undefined ? {} : { as }),
    ...(opensIn === undefined ? {} : { opensIn }),
    reason: '',
    confirmed: [],
    chosen,
  },
});

/** Sends the request as a new attempt, whatever became of the one before. */
export const sendLogIn = (asked: AskedLogIn): Change => send(withoutSpentYes(asked));

/**
 * SECURITY: a yes to a replaced session is sent once, as the answer to its question. Main remembers it for half an hour, and
 * would take an old one for a new one.
 */
const withoutSpentYes = ({ request: sent, ...asked }: AskedLogIn): AskedLogIn => ({
  ...asked,
  request: { ...sent, confirmed: sent.confirmed.filter((kind) => kind !== 'replaces-session') },
});

const send = (asked: AskedLogIn): Change =>
  inOrder(
    startAttempt(asked, { at: 'working', cancelling: false }),
    given(({ lastAttemptId }) => request({ do: 'log-in', attemptId: lastAttemptId, asked })),
  );

/**
 * A second wish for the customer who is being opened goes to main as well, which joins the two. SECURITY: the tray may have
 * asked for another customer a moment ago; then this one supersedes that one, although it seems to be under way here.
 */
export const logIn = (wish: Wish): Change =>
  given(({ attempt }) => {
    const isUnderWay =
      attempt?.stage.at === 'working' &&
      !attempt.stage.cancelling &&
      attempt.row.accountId === wish.row.accountId &&
      attempt.how === wish.how &&
      attempt.request.opensIn === wish.opensIn &&
      attempt.request.target === wish.target &&
      attempt.request.page === wish.page &&
      attempt.request.as === wish.as;
    if (isUnderWay) return inOrder(flash, sendLogIn(askedOf(attempt)));
    return inOrder(set({ failure: null }), sendLogIn(askedFor(wish)));
  });

/** How a log-in that failed is tried again. The same email, user or page would be refused again: another one is asked for. */
function retryOf(problem: Problem, asked: AskedLogIn): Retry {
  const { step } = sentenceFor(problem);
  if (problem.kind === 'admin-refused' || step === 'give-admin-email') return { do: 'ask-admin-email', asked };
  if (step === 'choose-page') return { do: 'ask-landing', asked, about: 'page' };
  if (step === 'choose-user') return { do: 'ask-landing', asked, about: 'user' };
  return { do: 'log-in', asked };
}

export const onLogInReply = ({ attemptId, asked, reply }: EventOf<'log-in-answered'>): Change =>
  given(({ attempt, done }) => {
    // An older one that was past its point of no return. A newer one that has ended says more.
    if (attempt?.attemptId !== attemptId) return reply.ok && done === null ? showDone(reply.value, asked) : noChange;
    const cancelling = attempt.stage.at === 'working' && attempt.stage.cancelling;
    if (!reply.ok) {
      const { problem } = reply;
      if (!cancelling && problem.kind === 'reason-needed') return askReason(asked, attemptId);
      if (!cancelling && problem.kind === 'admin-email-needed') return inOrder(stageAt(emailAsked), listAdminUsers);
      // The customer may have been renamed since it was asked for.
      return inOrder(endAttempt, fail(problem, attempt.row, retryOf(problem, askedOf(attempt))));
    }
    const { value } = reply;
    switch (value.result) {
      case 'ask':
        return cancelling ? inOrder(endAttempt, say(notOpened)) : askQuestions(value.questions);
      case 'opened':
        return inOrder(
          endAttempt,
          cancelling ? say(tooLateWords(value.accountName)) : noChange,
          showDone(value, asked, attempt.row),
          // A quick second Enter was pressed before the user could see that the first had done it.
          closedByEnter,
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

/** What the user reads in the question is what the yes is about. */
const askQuestions = (questions: readonly Question[]): Change =>
  given(({ attempt }) => {
    const changed = questions.find(({ kind }) => kind === 'changed');
    const now = changed?.kind === 'changed' ? changed.now : {};
    return inOrder(
      set({ attempt: attempt && { ...attempt, row: { ...attempt.row, ...now } } }),
      stageAt({ at: 'question', questions }),
    );
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
  'problem' in outcome ? fail(outcome.problem, row, retryOf(outcome.problem, { row, how, request: sent })) : noChange;

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
  const asked = withoutSpentYes(askedOf(attempt));
  const answered = attempt.stage.questions.map(({ kind }) => kind);
  const confirmed = [...new Set([...asked.request.confirmed, ...answered])];
  return send({ ...asked, request: { ...asked.request, confirmed } });
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
      stageAt({ ...attempt.stage, saving: true }),
      request({ do: 'keep-admin-email', attemptId: attempt.attemptId, asked: askedOf(attempt), email }),
    );
  });

export const onAdminEmailKept = ({ attemptId, reply }: EventOf<'admin-email-kept'>): Change =>
  given(({ attempt }) => {
    // SECURITY: the user has cancelled, or asked for another customer since.
    if (attempt?.attemptId !== attemptId) return noChange;
    const asked = askedOf(attempt);
    return reply.ok
      ? sendLogIn(asked)
      : inOrder(endAttempt, fail(reply.problem, asked.row, { do: 'ask-admin-email', asked }));
  });

const emailAsked = { at: 'admin-email', saving: false } as const;

export const askAdminEmail = (asked: AskedLogIn): Change => inOrder(startAttempt(asked, emailAsked), listAdminUsers);

const listAdminUsers: Change = given(({ attempt }) =>
  attempt
    ? request({ do: 'list-admin-users', attemptId: attempt.attemptId, connectionId: attempt.row.connectionId })
    : noChange,
);

/** They are a help: without them, the user types. */
export const onAdminUsersListed = ({ attemptId, reply }: EventOf<'admin-users-listed'>): Change =>
  given(({ attempt }) =>
    attempt?.attemptId === attemptId && attempt.stage.at === 'admin-email' && !attempt.stage.saving && reply.ok
      ? stageAt({ ...attempt.stage, users: reply.value })
      : noChange,
  );

/** Drops what the prompt bar asks. A log-in that works goes on. */
export const decline: Change = inOrder(
  set({ namingRow: null, closing: null }),
  given(({ attempt }) => (isBusy(attempt) ? noChange : endAttempt)),
);

const notOpened = 'Not opened';

const tooLateWords = (accountName: string): string => `${accountName} was already opened`;

/** Main is at work for another log-in, or for none any more. What was said of an earlier one is over. */
export const onInFlight = (inFlight: LogInInFlight | null): Change =>
  given(({ attempt }) => {
    if (!inFlight) return set({ inFlight: null });
    const isOwn = attempt?.stage.at === 'working';
    return inOrder(set({ inFlight, done: null }), isOwn ? noChange : inOrder(clearNotice, set({ failure: null })));
  });

const endAttempt: Change = set({ attempt: null });

export const startAttempt = (asked: AskedLogIn, stage: Attempt['stage']): Change =>
  given(({ lastAttemptId }) => {
    const attemptId = lastAttemptId + 1;
    // "Not opened" was about the one before.
    return inOrder(clearNotice, set({ lastAttemptId: attemptId, attempt: { ...asked, attemptId, stage }, done: null }));
  });

export const stageAt = (stage: Attempt['stage']): Change =>
  given(({ attempt }) => (attempt ? set({ attempt: { ...attempt, stage } }) : noChange));

/** How long it comes before a link that waits. */
const doneIsNewMs = 4_000;

/** The bar shows what was opened, unless the launcher has hidden. A copied link is shown with the time that it has left. */
const showDone = (answer: LogInAnswer, asked: AskedLogIn, { accountId, idTail, name } = asked.row): Change =>
  given(({ done, visible }) => {
    const isShown = answer.result === 'opened' || (answer.result === 'copied' && answer.replaces !== null);
    // What must be read was announced a moment before.
    const mustBeRead = done?.accountId === accountId && done.mustBeRead;
    if (!isShown || !(visible || mustBeRead)) return noChange;
    // The customer was renamed while the log-in was under way.
    const accountName = name === asked.row.name ? answer.accountName : name;
    const { page, as } = asked.request;
    return setDone({ ...answer, accountName, accountId, idTail, mustBeRead, page, as });
  });

const setDone = (done: DoneLogIn): Change =>
  inOrder(set({ done, doneIsNew: true }), request({ do: 'start-timer', timer: 'done', afterMs: doneIsNewMs }));

/** SECURITY: no session is replaced silently, also if the launcher is hidden, or had no part in it. */
export const onSessionReplaced = ({ accountName, connectionLabel, how, ...logIn }: LogInInFlight): Change =>
  given(({ search }) => {
    const { accountId, page, as, replaces } = logIn;
    const row = search.answer?.rows.find((one) => one.accountId === accountId);
    const facts = { accountId, accountName, page, as, replaces, idTail: row?.idTail ?? null, mustBeRead: true };
    return setDone(how === 'open' ? { ...facts, result: 'opened', connectionLabel } : { ...facts, result: 'copied' });
  });

export const askedOf = ({ row, how, request: sent }: Attempt): AskedLogIn => ({ row, how, request: sent });
