import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startPrivateKeyring } from '../../scripts/private-keyring.mjs';
import { eventually } from '../helpers/eventually.ts';
import '../helpers/figures.ts';
import { faults } from '../helpers/faults.ts';
import { Trial } from '../helpers/trial.ts';

const notRun = faults[26].notRun();

test.skipIf(notRun)(
  'the program ends within its own two seconds while the keyring hangs, and leaves no process behind',
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
      // This wait ends when the keychain process is blocked in its call.
      expect(await trial.rowsOf('sendgrid')).toHaveLength(4);
      const helpers = readFileSync(`/proc/${runner.pid}/task/${runner.pid}/children`, 'utf8').trim().split(' ');
      expect(helpers.map((pid) => readFileSync(`/proc/${pid}/cmdline`, 'latin1'))).toEqual([
        expect.stringContaining('keychain-process'),
      ]);
      const askedAt = performance.now();
      await runner.quit();
      task.meta.quitMs = Math.round(performance.now() - askedAt);
      console.info(`quitting while the keyring hangs took ${task.meta.quitMs} ms`);
      trial.forgetRunner();
      // 0: everything ended in time. 3: the program's own timeout came first.
      expect(await runner.exitCode).toBe(0);
      await loggingIn;
      await eventually(() => expect(helpers.filter(isAlive)).toEqual([]));
    } finally {
      await trial.end();
      await keyring.stop();
    }
  },
);

/**
 * Whether the process still runs. A process that has ended stays in the table as a zombie until its parent reads its
 * exit code.
 */
function isAlive(pid: string): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}
