import type { AccountRow } from '../../../shared/account.ts';
import { openedWords } from '../words.ts';
import { type Change, given, inOrder, noChange, request, set } from './change.ts';
import type { EventOf } from './launcher-events.ts';
import { type AskedLogIn, type Attempt, isBusy } from './launcher-state.ts';
import { fail, say } from './notices.ts';

// A log-in from Enter to the browser, with everything that may come between.

/** Sends the request, unless another log-in is running. */
export const sendLogIn = (asked: AskedLogIn): Change =>
  given(({ attempt }) =>
    isBusy(attempt) ? noChange : inOrder(stageAt(asked, { at: 'working' }), request({ do: 'log-in', asked })),
  );

export const logIn = (row: AccountRow, how: AskedLogIn['how'], target: string | null): Change =>
  inOrder(
    set({ failure: null }),
    sendLogIn({ row, how, request: { accountId: row.accountId, target, reason: '', confirmed: [], chosen: 'text' } }),
  );

export const onLogInReply = ({ asked, reply }: EventOf<'log-in-answered'>): Change => {
  if (!reply.ok) {
    const { problem } = reply;
    if (problem.kind === 'reason-needed') return stageAt(asked, { at: 'reason' });
    if (problem.kind === 'admin-email-needed') return stageAt(asked, { at: 'admin-email', saving: false });
    return inOrder(set({ attempt: null }), fail(problem, asked.row, { do: 'log-in', asked }));
  }
  const { value } = reply;
  switch (value.result) {
    case 'ask':
      return stageAt(asked, { at: 'question', questions: value.questions });
    case 'opened':
      return inOrder(set({ attempt: null }), say(openedWords(value.accountName, value.connectionLabel)));
    // A copied link announces itself, with the time that it has left.
    case 'copied':
    case 'cancelled':
    case 'superseded':
      return set({ attempt: null });
  }
};

/** Sends the same again, with the question confirmed. */
export const acceptQuestion: Change = given(({ attempt }) => {
  if (attempt?.stage.at !== 'question') return noChange;
  const asked = askedOf(attempt);
  const confirmed = [...asked.request.confirmed, ...attempt.stage.questions.map(({ kind }) => kind)];
  return sendLogIn({ ...asked, request: { ...asked.request, confirmed } });
});

export const giveReason = (reason: string): Change =>
  given(({ attempt }) => {
    if (!attempt) return noChange;
    const asked = askedOf(attempt);
    return sendLogIn({ ...asked, request: { ...asked.request, reason } });
  });

export const giveAdminEmail = (email: string): Change =>
  given(({ attempt }) => {
    if (!attempt || isBusy(attempt)) return noChange;
    const asked = askedOf(attempt);
    return inOrder(
      stageAt(asked, { at: 'admin-email', saving: true }),
      request({ do: 'keep-admin-email', asked, email }),
    );
  });

export const onAdminEmailKept = ({ asked, reply }: EventOf<'admin-email-kept'>): Change =>
  inOrder(
    set({ attempt: null }),
    reply.ok ? sendLogIn(asked) : fail(reply.problem, asked.row, { do: 'ask-admin-email', asked }),
  );

export const askAdminEmail = (asked: AskedLogIn): Change => stageAt(asked, { at: 'admin-email', saving: false });

/** Drops what the prompt bar asks. A request that was sent cannot be taken back. */
export const decline: Change = given(({ attempt }) => (isBusy(attempt) ? noChange : set({ attempt: null })));

const stageAt = (asked: AskedLogIn, stage: Attempt['stage']): Change => set({ attempt: { ...asked, stage } });

const askedOf = ({ row, how, request: sent }: Attempt): AskedLogIn => ({ row, how, request: sent });
