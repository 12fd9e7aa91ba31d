import { useRef, useState } from 'react';
import type { AccountRow } from '../../../shared/account.ts';
import type { GuardKind, Input } from '../../../shared/contract.ts';
import type { Problem } from '../../../shared/problems.ts';
import { latchkey } from '../../api.ts';
import type { Question } from '../words.ts';

/** A log-in under way, or what it waits for. One at a time. */
export interface Attempt {
  row: AccountRow;
  how: 'open' | 'copy';
  request: Input<'logIn'>;
  stage:
    | { at: 'working' }
    /** One line that a second Enter accepts. */
    | { at: 'question'; question: Question }
    | { at: 'reason' }
    | { at: 'admin-email' };
}

interface LogInDeps {
  /** The attempt ended in a problem; `retry` sends the same again. */
  failed: (problem: Problem, row: AccountRow, retry: () => void) => void;
  opened: (accountName: string, connectionLabel: string) => void;
}

export interface LogIn {
  attempt: Attempt | null;
  /** Does nothing while another attempt works. */
  begin: (row: AccountRow, how: 'open' | 'copy', target: string | null) => void;
  /** Goes on past the question. */
  accept: () => void;
  giveReason: (reason: string) => void;
  giveAdminEmail: (email: string) => void;
  /** Takes back a question; a request already sent cannot be taken back. */
  decline: () => void;
}

/** Enter, and everything that may come between it and the browser. */
export function useLogIn(deps: LogInDeps): LogIn {
  const [attempt, setAttempt] = useState<Attempt | null>(null);
  // Beside the state: a second Enter may come before the next render.
  const working = useRef(false);

  const send = (sent: Omit<Attempt, 'stage'>): void => {
    if (working.current) return;
    working.current = true;
    setAttempt({ ...sent, stage: { at: 'working' } });
    const { row, how, request } = sent;
    void ask(how, request).then((outcome) => {
      working.current = false;
      if (outcome.at === 'done') {
        setAttempt(null);
        if (outcome.opened) deps.opened(outcome.opened.accountName, outcome.opened.connectionLabel);
      } else if (outcome.at === 'failed') {
        setAttempt(null);
        deps.failed(outcome.problem, row, () => send(sent));
      } else setAttempt({ ...sent, stage: outcome });
    });
  };

  return {
    attempt,
    begin: (row, how, target) =>
      send({ row, how, request: { accountId: row.accountId, target, reason: '', confirmed: [] } }),
    accept: () => {
      if (attempt?.stage.at !== 'question') return;
      const confirmed: GuardKind[] = [...attempt.request.confirmed, attempt.stage.question.ask];
      send({ ...attempt, request: { ...attempt.request, confirmed } });
    },
    giveReason: (reason) => {
      if (!attempt) return;
      send({ ...attempt, request: { ...attempt.request, reason } });
    },
    giveAdminEmail: (adminEmail) => {
      if (!attempt || working.current) return;
      working.current = true;
      const { connectionId } = attempt.row;
      void latchkey.changeConnection({ connectionId, change: { adminEmail } }).then((answer) => {
        working.current = false;
        if (answer.ok) return send(attempt);
        setAttempt(null);
        deps.failed(answer.problem, attempt.row, () => setAttempt(attempt));
      });
    },
    decline: () => {
      if (!working.current) setAttempt(null);
    },
  };
}

type Outcome =
  | { at: 'done'; opened: { accountName: string; connectionLabel: string } | null }
  | { at: 'failed'; problem: Problem }
  | Exclude<Attempt['stage'], { at: 'working' }>;

async function ask(how: Attempt['how'], request: Input<'logIn'>): Promise<Outcome> {
  const answer = how === 'open' ? await latchkey.logIn(request) : await latchkey.copyLoginLink(request);
  if (!answer.ok) {
    if (answer.problem.kind === 'reason-needed') return { at: 'reason' };
    if (answer.problem.kind === 'admin-email-needed') return { at: 'admin-email' };
    return { at: 'failed', problem: answer.problem };
  }
  const { value } = answer;
  if ('opened' in value) return value.opened ? { at: 'done', opened: value } : { at: 'question', question: value };
  return value.copied ? { at: 'done', opened: null } : { at: 'question', question: value };
}
