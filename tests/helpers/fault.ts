import { test } from 'vitest';
import { type FaultWords, faultNumber, faults } from './faults.ts';
import type { RequirementId } from './requirements.ts';
import { Trial, type TrialOptions } from './trial.ts';

/** Long enough for a machine with much else to do. */
const patienceMs = 5 * 60_000;

interface FaultOptions {
  /** The requirements that this fault helps to prove. */
  tags?: RequirementId[];
  trial?: TrialOptions | (() => Promise<TrialOptions>);
  /** Runs beside no other test of its file: it needs much of the machine. */
  alone?: true;
}

/**
 * One row of the fault matrix, as one test. At its end nothing may have leaked. It is skipped only for the reason that
 * `faults` names, which makes it "not run" and never a pass.
 */
export function fault(
  words: FaultWords,
  { tags = [], trial: options = {}, alone }: FaultOptions,
  run: (trial: Trial) => Promise<void>,
): void {
  const number = faultNumber(words);
  const register = faults[number].notRun() ? test.skip : alone ? test : test.concurrent;
  register(
    `fault ${number}: ${words}`,
    { tags: ['fault', ...tags], meta: { fault: number }, timeout: patienceMs },
    async () => {
      const trial = await Trial.prepare(typeof options === 'function' ? await options() : options);
      try {
        await run(trial);
        await trial.expectNothingLeaked();
      } finally {
        await trial.end();
      }
    },
  );
}
