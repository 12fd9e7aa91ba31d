import { keyringUnavailable } from '../../scripts/private-keyring.mjs';
import { providerIn } from '../../tests/helpers/sandbox-provider.ts';
import { measureIn, startProviders } from '../children.ts';
import { printTable } from '../table.ts';
import type { LoginTask, MeasuredLogin } from './measure-login.ts';

/**
 * What a log-in costs beyond the provider's own time: ledger, keychain, checks. Uses a real keyring if there is one.
 */
export async function benchLogin(): Promise<{ login: MeasuredLogin }> {
  const providers = await startProviders({ accountsPerProvider: 500 });
  const realKeychain = keyringUnavailable() === null;
  const task: LoginTask = { service: providerIn(providers, 'sendgrid'), rounds: 101, realKeychain };
  try {
    const login = await measureIn<MeasuredLogin>(new URL('measure-login.ts', import.meta.url), task, {
      withKeyring: realKeychain,
    });
    printTable(
      `A log-in, median of ${task.rounds}${realKeychain ? '' : ' (keychain in memory: this machine has no keyring)'}`,
      ['', 'ms'],
      [
        ['from Enter to the browser being asked', login.logInMs.toFixed(2)],
        ["of it the provider's own", login.providerMs.toFixed(2)],
        ['ours', login.overheadMs.toFixed(2)],
      ],
    );
    return { login };
  } finally {
    providers.stop();
  }
}
