import { test } from 'vitest';
import { type FaultNumber, faults } from './faults.ts';
import { Trial, type TrialOptions } from './trial.ts';

/**
 * One row of the fault matrix, as one test, under a title that the scorecard finds by its number. At its end nothing may
 * have leaked. Skipped only for the reason that `faults` names, which makes it "not run" and never a pass.
 */
export function fault(
  number: FaultNumber,
  run: (trial: Trial) => Promise<void>,
  options: (TrialOptions & { timeoutMs?: number }) | (() => Promise<TrialOptions & { timeoutMs?: number }>) = {},
): void {
  const { words, notRun } = faults[number];
  const register = notRun() ? test.skip : test.concurrent;
  register(
    `fault ${number}: ${words}`,
    async () => {
      const trial = await Trial.prepare(typeof options === 'function' ? await options() : options);
      try {
        await run(trial);
        await trial.expectNothingLeaked();
      } finally {
        await trial.end();
      }
    },
    60_000,
  );
}
