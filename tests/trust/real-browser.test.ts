import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { leaksIn } from '../helpers/canaries.ts';
import { processes } from '../helpers/processes.ts';
import { Trial } from '../helpers/trial.ts';
import { chromiumExecutable } from '../standin/chromium.ts';

test.skipIf(process.platform !== 'linux')(
  'a real browser that is started with the address comes to the customer, and no command line has the link (needs Linux)',
  { tags: ['opening-not-public', 'hand-over-exact'], timeout: 5 * 60_000 },
  async () => {
    const profile = mkdtempSync(join(tmpdir(), 'latchkey-browser-'));
    const trial = await Trial.prepare();
    const ending: (() => Promise<unknown>)[] = [];
    try {
      const desktop = await trial.start();
      await trial.connectAll(['brevo']);
      const row = await trial.firstRow('brevo');
      await trial.runner.bend({ browserVisits: false });
      const given = desktop.nextAddress();
      const answer = trial.logInTo(row.accountId);
      // As the system starts it.
      const args = ['--headless', '--no-sandbox', '--disable-gpu', '--remote-debugging-port=0'];
      const browser = spawn(chromiumExecutable(false), [...args, `--user-data-dir=${profile}`, await given], {
        stdio: 'ignore',
      });
      ending.push(async () => browser.kill('SIGKILL') && (await once(browser, 'exit')));
      expect(await answer).toMatchObject({ ok: true, value: { result: 'opened', accountName: row.name } });
      const sinks = processes();
      expect(sinks.get(`${browser.pid} cmdline`)?.toString()).toContain(await given);
      const { codeCanary } = trial.provider;
      expect(leaksIn(sinks, [codeCanary])).toEqual([]);
      await trial.expectNothingLeaked();
      // The scan finds a link that is in a command line.
      const { link } = trial.provider.issue('brevo', row.remoteId);
      const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log("up")', link]);
      ending.push(async () => other.kill('SIGKILL') && (await once(other, 'exit')));
      await once(other.stdout, 'data');
      const found = leaksIn(processes(), [codeCanary]).map(({ sink }) => sink);
      expect(found).toContain(`${other.pid} cmdline`);
    } finally {
      for (const end of ending) await end();
      await trial.end();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }
  },
);
