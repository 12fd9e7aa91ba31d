import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { AccountRow } from '../../../shared/account.ts';
import type { SearchAnswer } from '../../../shared/contract.ts';
import type { Problem } from '../../../shared/problems.ts';
import { latchkey } from '../../api.ts';
import { useAnnouncement } from '../../hooks/use-announcement.ts';
import { keepOrder, putFirst } from './settled-rows.ts';

/** While a sync stores page after page, rows on screen are brought up to date no more often than this. */
const refreshMs = 150;

/** An answer as it is on the screen. */
export interface ShownAnswer extends SearchAnswer {
  /** Accounts that were pinned when the list settled: one unpinned since keeps its place until the next list. */
  pinnedFirst: ReadonlySet<string>;
}

export interface Search {
  text: string;
  /** The newest answer; to an older text while `waiting`. */
  answer: ShownAnswer | null;
  /** The list does not answer the text yet: no row of it may be acted upon. */
  waiting: boolean;
  problem: Problem | null;
  /** Sets the text and asks anew. `first`: the account to be put first. */
  ask: (text: string, first?: string | null) => void;
  /** Shows a change at once, before main has told of it. */
  alter: (accountId: string, change: Partial<AccountRow>) => void;
}

const settled = (answer: SearchAnswer): ShownAnswer => ({
  ...answer,
  pinnedFirst: new Set(answer.rows.filter((row) => row.pinned).map((row) => row.accountId)),
});

/** Text in, rows out. Results settle once per keystroke; answers to an older text are dropped. */
export function useSearch(visible: boolean): Search {
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState<ShownAnswer | null>(null);
  const [waiting, setWaiting] = useState(true);
  const [problem, setProblem] = useState<Problem | null>(null);
  const newest = useRef(0);
  const refresh = useRef<ReturnType<typeof setTimeout>>(undefined);

  const ask = (wanted: string, first: string | null = null): void => {
    newest.current += 1;
    const number = newest.current;
    setText(wanted);
    setWaiting(true);
    void latchkey.searchAccounts({ text: wanted }).then((reply) => {
      if (number !== newest.current) return;
      setWaiting(false);
      setProblem(reply.ok ? null : reply.problem);
      // SECURITY: no answer, no rows: those still there would be other customers' than the text names.
      setAnswer(reply.ok ? settled({ ...reply.value, rows: putFirst(reply.value.rows, first) }) : null);
    });
  };

  const bringUpToDate = useEffectEvent(() => {
    // Hidden, nobody's hand is there to be disturbed: the new order may as well be in place for the next time.
    if (!visible) return ask(text);
    const number = newest.current;
    void latchkey.searchAccounts({ text }).then((reply) => {
      if (number !== newest.current || !reply.ok) return;
      const fresh = reply.value;
      setAnswer((shown) => (shown ? { ...shown, ...fresh, rows: keepOrder(shown.rows, fresh.rows) } : settled(fresh)));
    });
  });

  useAnnouncement('accountsChanged', () => {
    refresh.current ??= setTimeout(() => {
      refresh.current = undefined;
      bringUpToDate();
    }, refreshMs);
  });

  const start = useEffectEvent(() => ask(''));
  useEffect(() => {
    start();
    return () => clearTimeout(refresh.current);
  }, []);

  return {
    text,
    answer,
    waiting,
    problem,
    ask,
    alter: (accountId, change) =>
      setAnswer(
        (shown) =>
          shown && {
            ...shown,
            rows: shown.rows.map((row) => (row.accountId === accountId ? { ...row, ...change } : row)),
          },
      ),
  };
}
