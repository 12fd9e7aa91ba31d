import { afterAll, beforeAll, expect, vi } from 'vitest';
import { fault } from '../helpers/fault.ts';
import { navigate } from '../helpers/navigate.cjs';
import { bothProviders } from '../helpers/trial.ts';

// A test of its own: the clock is every test's in this file.
beforeAll(() => {
  // Time passes by itself as well, so that everything else goes on.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
});
afterAll(() => {
  vi.useRealTimers();
});

fault('the browser never asks for the link', { tags: ['hand-over-once', 'hand-over-ends'] }, async (trial) => {
  const desktop = await trial.start();
  await trial.connectAll();
  for (const provider of bothProviders) {
    await trial.survives(
      provider,
      {
        bring: () => trial.runner.bend({ browserVisits: false }),
        pass: () => trial.runner.bend({ browserVisits: true }),
        async act() {
          const address = desktop.nextAddress();
          const answer = trial.logIn(provider);
          await address;
          vi.advanceTimersByTime(60_000);
          const ended = await answer;
          // It comes after all.
          expect(await navigate(await address)).toBeNull();
          return ended;
        },
      },
      { problem: { kind: 'browser-never-asked' }, step: 'try-again' },
    );
  }
});
