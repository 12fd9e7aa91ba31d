import { expect, test } from 'vitest';
import { amount, repeated, seedOf } from '../helpers/model/effort.ts';
import { expectUnbroken } from '../helpers/model/report.ts';
import { runStories } from '../helpers/model/run-stories.ts';
import { StoreStage } from '../helpers/model/store-stage.ts';

// The model of docs/testing.md: hurried people at the launcher, with slow providers. The launcher's store and the main
// process are real.

/** Parts of the runs, so that one of them says soon that something is wrong. */
const parts = 3;

test.for(Array.from({ length: parts }, (_, nth) => nth))(
  'whatever a hurried person does, only the right customer is opened: part %i',
  { tags: ['model'], timeout: 30 * 60_000 },
  async (nth, { task }) => {
    const { length, runs } = amount;
    const figures = await runStories({
      start: () => StoreStage.start(),
      runs: Math.ceil(runs / parts),
      length,
      seed: seedOf(nth),
      only: repeated.run,
    });
    const violations = figures.broken ? 1 : 0;
    task.meta.model = { runs: figures.runs, steps: figures.steps, violations };
    expectUnbroken(figures);
    if (repeated.run === undefined) expect(figures.runs).toBe(Math.ceil(runs / parts));
  },
);
