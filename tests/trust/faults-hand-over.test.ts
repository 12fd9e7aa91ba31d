import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { eventually } from '../helpers/eventually.ts';
import { fault } from '../helpers/fault.ts';
import { navigate } from '../helpers/navigate.cjs';
import { processes } from '../helpers/processes.ts';
import { bothProviders } from '../helpers/trial.ts';
import { windowWish } from '../helpers/wanted.ts';
import { WindowBrowser } from '../helpers/window-browser.ts';

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

fault(
  'the browser of a customer’s own window never comes',
  { tags: ['own-window-folder'], alone: true },
  async (trial) => {
    const browser = new WindowBrowser();
    await trial.start({ environment: { ...trial.runOptions().environment, ...browser.environment } });
    await trial.connectAll();
    const windows = join(trial.folder, 'windows');
    const isStarted = (): boolean => [...processes().values()].some((bytes) => bytes.includes(`=${windows}/`));
    const { accountId } = await trial.firstRow('brevo');
    await trial.survives(
      'brevo',
      {
        bring: () => browser.behave('slow'),
        pass: () => browser.behave('ordinary'),
        async act() {
          const answer = trial.ask('logIn', windowWish({ accountId }));
          await eventually(() => expect(isStarted()).toBe(true));
          vi.advanceTimersByTime(60_000);
          return answer;
        },
      },
      { problem: { kind: 'browser-never-asked' }, step: 'try-again' },
    );
    // What was started is ended, and does not come later.
    await eventually(() =>
      expect({ runs: isStarted(), left: readdirSync(windows) }).toEqual({ runs: false, left: [] }),
    );
    browser.end(trial.folder);
  },
);
