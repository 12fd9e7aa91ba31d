import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { startPrivateKeyring } from '../../scripts/private-keyring.mjs';
import '../helpers/figures.ts';
import { faults } from '../helpers/faults.ts';
import { Trial } from '../helpers/trial.ts';

const notRun = faults[26].notRun();

test.skipIf(notRun)(
  'the program ends beside a keyring that hangs, within its own two seconds, and leaves no process behind',
  { tags: ['keychain-quit'] },
  async ({ task }) => {
    const keyring = await startPrivateKeyring();
    const trial = await Trial.prepare();
    try {
      const runner = await trial.startInChild({ keyringAddress: keyring.address });
      await trial.connectAll(['sendgrid']);
      process.kill(keyring.pid, 'SIGSTOP');
      const { accountId } = await trial.firstRow('sendgrid');
      const loggingIn = trial.logInTo(accountId).catch(() => null);
      // Until the keychain's process is stuck in its question.
      expect(await trial.rowsOf('sendgrid')).toHaveLength(4);
      const helpers = readFileSync(`/proc/${runner.pid}/task/${runner.pid}/children`, 'utf8').trim().split(' ');
      expect(helpers.map((pid) => readFileSync(`/proc/${pid}/cmdline`, 'latin1'))).toEqual([
        expect.stringContaining('keychain-process'),
      ]);
      const askedAt = performance.now();
      await runner.quit();
      task.meta.quitMs = Math.round(performance.now() - askedAt);
      console.info(`quitting beside a stopped keyring took ${task.meta.quitMs} ms`);
      trial.forgetRunner();
      // 0: everything that was to be ended had ended; 3: the program's own patience was over first.
      expect(await runner.exitCode).toBe(0);
      await loggingIn;
      await vi.waitFor(() => expect(helpers.filter(isAlive)).toEqual([]));
    } finally {
      await trial.end();
      await keyring.stop();
    }
  },
);

/** Whether it still does anything: one that has ended may stand in the table until somebody asks how it ended. */
function isAlive(pid: string): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}
