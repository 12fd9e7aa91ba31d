import { useState } from 'react';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';

export interface Action<I, V> {
  busy: boolean;
  /** The problem of the last call, if it failed. */
  problem: Problem | null;
  send: (input: I) => Promise<Result<V>>;
  forgetProblem: () => void;
}

/** One request to main made by a control: whether it is running, and what went wrong the last time. */
export function useAction<I, V>(ask: (input: I) => Promise<Result<V>>): Action<I, V> {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  return {
    busy,
    problem,
    async send(input) {
      setBusy(true);
      setProblem(null);
      const answer = await ask(input);
      setBusy(false);
      if (!answer.ok) setProblem(answer.problem);
      return answer;
    },
    forgetProblem: () => setProblem(null),
  };
}
