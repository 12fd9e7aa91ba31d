import { expect } from 'vitest';
import { fault } from '../helpers/fault.ts';
import { type Fault, only, type ProviderName } from '../helpers/provider-server.ts';
import { withKeyring } from '../helpers/real-keychain.ts';
import { bothProviders, type Trial } from '../helpers/trial.ts';

// Faults that take time: real deadlines, and processes that are killed and started again.

fault('a body that never ends: slow, or huge', { tags: ['network-deadline', 'network-cap'] }, async (trial) => {
  await trial.start();
  await trial.connectAll();
  const pass = (): void => {
    trial.provider.fault = null;
  };
  for (const provider of bothProviders) {
    // Not SendGrid's 303: only its headers are read, so its body cannot be too large.
    const huge: Fault = () => ({
      status: provider === 'sendgrid' ? 200 : 201,
      body: { token: trial.provider.issue(provider, '1').code, more: 'x'.repeat(1_100_000) },
    });
    const bring = (): void => {
      trial.provider.fault = only(provider, 'login', huge);
    };
    const expected = { problem: { kind: 'reply-unreadable', why: 'too-large' }, step: 'try-again' } as const;
    await trial.survives(provider, { bring, pass }, expected);
  }
  const trickling: Fault = (_asked, response) => {
    response.writeHead(201, { 'content-type': 'application/json' });
    const drip = setInterval(() => response.write(' '), 200);
    response.on('close', () => clearInterval(drip));
    return 'taken';
  };
  const bring = (): void => {
    trial.provider.fault = only('brevo', 'login', trickling);
  };
  // After 15 s; a busy machine notices it later.
  const afterSeconds = expect.toSatisfy((seconds: number) => seconds >= 15 && seconds < 30);
  await trial.survives('brevo', { bring, pass }, { problem: { kind: 'timeout', afterSeconds }, step: 'try-again' });
});

fault('the keyring hangs', { tags: ['keychain-waiting'] }, (trial) =>
  withKeyring(trial, async (keyring) => {
    await trial.survives(
      'sendgrid',
      {
        bring: () => process.kill(keyring.pid, 'SIGSTOP'),
        act: async () => {
          const entered = trial.logIn('sendgrid');
          // The program is not frozen: it finds customers and answers windows.
          for (let asked = 0; asked < 50; asked += 1) expect(await trial.rowsOf('sendgrid')).toHaveLength(4);
          return entered;
        },
        // A late unlock still works, in the same process, which waited all the time.
        pass: () => process.kill(keyring.pid, 'SIGCONT'),
      },
      { problem: { kind: 'keychain-waiting' }, step: 'try-again' },
    );
  }),
);

/**
 * After the kill and a restart, nothing that was acknowledged is lost, and an outcome that cannot be known is unknown.
 */
async function restartsAfterKill(
  trial: Trial,
  provider: ProviderName,
  before: Awaited<ReturnType<Trial['kept']>>,
  unknown: readonly string[],
): Promise<void> {
  trial.forgetRunner();
  trial.provider.fault = null;
  const runner = await trial.startInChild();
  const after = await trial.kept();
  expect(after.connections).toEqual(before.connections);
  expect(after.accounts).toEqual(before.accounts);
  expect(after.ledger.slice(0, before.ledger.length)).toEqual(before.ledger);
  expect(after.ledger.slice(before.ledger.length).map(({ accountId, outcome }) => `${outcome} ${accountId}`)).toEqual(
    unknown.map((accountId) => `unknown ${accountId}`),
  );
  expect((await runner.seen()).opened).toEqual([]);
  expect((await trial.state()).problems).toEqual([]);
  await trial.expectOrdinaryLogIn(provider);
}

fault('killed after the POST, and at other bad moments', { tags: ['storage-killed'] }, async (trial) => {
  for (const provider of ['sendgrid', 'brevo'] as const) {
    const runner = await trial.startInChild();
    if (trial.connected[provider] === undefined) await trial.connectAll([provider]);
    await trial.expectOrdinaryLogIn(provider);

    // The provider has the POST and has not replied.
    const before = await trial.kept();
    const { accountId } = await trial.firstRow(provider);
    trial.provider.fault = only(provider, 'login', async () => {
      await runner.kill();
      return 'taken' as const;
    });
    const asked = trial.provider.logInRequests;
    await expect(trial.logInTo(accountId)).rejects.toThrow();
    expect(trial.provider.logInRequests).toBe(asked + 1);
    await restartsAfterKill(trial, provider, before, [accountId]);
    await trial.quit();
  }

  // The link has arrived and is on its way to the browser.
  await trial.startInChild({ killed: 'on opening' });
  const beforeOpening = await trial.kept();
  const { accountId } = await trial.firstRow('sendgrid');
  await expect(trial.logInTo(accountId)).rejects.toThrow();
  await restartsAfterKill(trial, 'sendgrid', beforeOpening, [accountId]);

  // In the middle of a list: the old list is still complete, and the sync continues where it was.
  const beforeList = await trial.kept();
  const running = trial.runner;
  trial.provider.customers.brevo.push(
    ...Array.from({ length: 120 }, (_, n) => ({ remoteId: `${7_000 + n}`, name: `Number ${n}` })),
  );
  let pages = 0;
  trial.provider.fault = only('brevo', 'list', async () => {
    pages += 1;
    if (pages < 3) return 'ordinary';
    if ('kill' in running) await (running as { kill: () => Promise<void> }).kill();
    return 'taken';
  });
  await expect(trial.ask('syncAccounts', { connectionId: trial.connected.brevo ?? '' })).rejects.toThrow();
  await restartsAfterKill(trial, 'brevo', beforeList, []);
  await trial.get('syncAccounts', { connectionId: trial.connected.brevo ?? '' });
  const { connections } = await trial.state();
  expect(connections.find(({ provider }) => provider === 'brevo')?.health.accountCount).toBe(124);
});
