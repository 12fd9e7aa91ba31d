import type { AppState } from '../../../shared/contract.ts';
import { sentenceFor } from '../../../shared/problem-sentences.ts';
import type { Problem } from '../../../shared/problems.ts';
import { type Change, given, set } from './change.ts';

// Connections that need attention. Each is said once, above the status bar; from the next opening on, a mark in the status bar
// stands for it, and leaves the room to the customers.

export interface Trouble {
  /** The same as long as it is the same trouble. */
  key: string;
  connectionId: string;
  label: string;
  problem: Problem;
}

/** Offline is said once, in the status bar. */
export const troublesOf = ({ connections, online }: AppState): readonly Trouble[] =>
  connections.flatMap(({ connectionId, label, health: { status, problem } }) =>
    status === 'attention' && problem && (online || problem.kind !== 'offline')
      ? [{ key: `${connectionId} ${problem.kind}`, connectionId, label, problem }]
      : [],
  );

/** Those that only another key helps, or the first one: no sync does. */
export const keyTroublesOf = (app: AppState): readonly Trouble[] =>
  troublesOf(app).filter(({ problem }) => sentenceFor(problem).step === 'replace-key');

const keysOf = (app: AppState | null): ReadonlySet<string> => new Set(app ? troublesOf(app).map(({ key }) => key) : []);

/** The launcher hides: what was on the screen was seen. */
export const seeTroubles: Change = given(({ app, visible, seenTroubles }) =>
  set({ seenTroubles: visible ? keysOf(app) : seenTroubles }),
);

/** A trouble that is over will be said again if it comes again. */
export const forgetTroubles: Change = given(({ app, seenTroubles }) => {
  const still = keysOf(app);
  return set({ seenTroubles: new Set([...seenTroubles].filter((key) => still.has(key))) });
});

/** The mark in the status bar was pressed: say them again. */
export const sayTroubles: Change = set({ seenTroubles: new Set() });
