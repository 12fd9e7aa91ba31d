import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { leaksIn } from '../helpers/canaries.ts';
import { processes } from '../helpers/processes.ts';
import { ProviderSessions } from '../helpers/provider-sessions.ts';
import { filesIn, Trial } from '../helpers/trial.ts';
import { windowWish } from '../helpers/wanted.ts';
import { WindowBrowser, windowsUnavailable } from '../helpers/window-browser.ts';

for (const installed of ['chromium', 'firefox'] as const)
  test.skipIf(windowsUnavailable(installed) !== null)(
    `a customer’s own window in ${installed} has neither link nor name in any command line or environment, and leaves neither link nor cookie`,
    { tags: ['own-window-not-public', 'own-window-folder'], timeout: 5 * 60_000 },
    async () => {
      const trial = await Trial.prepare();
      const browser = new WindowBrowser(null, { installed });
      try {
        await trial.start({ environment: { ...trial.runOptions().environment, ...browser.environment } });
        await trial.connectAll(['brevo']);
        const sessions = new ProviderSessions(trial.provider);
        const { accountId, remoteId } = await trial.firstRow('brevo');
        const request = windowWish({ accountId });
        expect(await trial.ask('logIn', { ...request, confirmed: [] })).toMatchObject({ value: { inWindow: true } });
        await sessions.haveWorkedOn([remoteId]);
        const { codeCanary, nameCanary } = trial.provider;
        expect(leaksIn(processes(), [codeCanary, nameCanary])).toEqual([]);
        // The scan finds a link: while the window is open, its history has it, as that of every browser.
        await vi.waitFor(
          () => expect(leaksIn(new Map(filesIn(join(trial.folder, 'windows'))), [codeCanary])).not.toEqual([]),
          { timeout: 5 * 60_000, interval: 1_000 },
        );
        await trial.get('closeAllWindows', {});
        expect(readdirSync(join(trial.folder, 'windows'))).toEqual([]);
        const left = new Map([...filesIn(trial.folder), ...filesIn(browser.folder)]);
        expect(leaksIn(left, [codeCanary])).toEqual([]);
        await trial.expectNothingLeaked();
      } finally {
        browser.end(trial.folder);
        await trial.end();
      }
    },
  );
