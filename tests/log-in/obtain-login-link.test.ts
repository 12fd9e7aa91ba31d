import { expect, test } from 'vitest';
import { type LoginLinkDeps, obtainLoginLink } from '../../src/main/log-in/obtain-login-link.ts';
import type { Provider } from '../../src/main/providers/provider.ts';
import { providerOf } from '../../src/main/providers/registry.ts';
import { ok } from '../../src/shared/result.ts';
import { account, connection } from '../helpers/accounts.ts';
import { fakeClients } from '../helpers/fake-clients.ts';

const inAMinute = new Date(Date.now() + 60_000).toISOString();

/** A log-in that notes its steps in their order. */
function logIn(change: Partial<LoginLinkDeps['ledger']> = {}) {
  const steps: string[] = [];
  const provider: Provider = {
    ...(providerOf('sendgrid') as Provider),
    async makeLoginLink() {
      steps.push('link asked for');
      return ok({ url: 'http://127.0.0.1/in', expiresAt: inAMinute });
    },
  };
  const deps: LoginLinkDeps = {
    accounts: { get: () => account() },
    clients: fakeClients(provider, connection(), () => steps.push('key asked for')),
    guards: { question: () => null },
    ledger: {
      begin: () => {
        steps.push('row written');
        return 1;
      },
      finish: (_rowId, outcome) => void steps.push(outcome),
      ...change,
    },
    who: 'sam',
    now: Date.now,
    health: { noteOutcome: () => {} },
  };
  const delivery = {
    how: 'open' as const,
    deliver: async () => {
      steps.push('delivered');
      return ok(null);
    },
  };
  const request = { accountId: account().accountId, target: null, reason: '', confirmed: [] };
  return { steps, answer: obtainLoginLink(deps, request, delivery) };
}

test('the key is read while the row is written, and the provider is asked when both are done', async () => {
  const { steps, answer } = logIn();
  expect(await answer).toMatchObject({ ok: true, value: { delivered: true } });
  expect(steps).toEqual(['key asked for', 'row written', 'link asked for', 'delivered', 'opened']);
});

test('if the row cannot be written, the provider is not asked, even with the key at hand', async () => {
  const { steps, answer } = logIn({
    begin: () => {
      throw new Error('the disk is full');
    },
  });
  await expect(answer).rejects.toThrow('the disk is full');
  await new Promise((resume) => setImmediate(resume));
  expect(steps).toEqual(['key asked for']);
});
