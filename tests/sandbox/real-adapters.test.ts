import { Agent } from 'undici';
import { afterAll, describe, expect, test } from 'vitest';
import { createHttp } from '../../src/main/http/http.ts';
import { RateBudget } from '../../src/main/http/rate-budget.ts';
import { brevo } from '../../src/main/providers/brevo/index.ts';
import type { Provider, ProviderCall } from '../../src/main/providers/provider.ts';
import { sendgrid } from '../../src/main/providers/sendgrid/index.ts';
import { troubledKeys } from '../../src/main/sandbox/sandbox.ts';
import { openSandbox } from '../helpers/open-sandbox.ts';

// Both sides were written from the vendors' documents, neither from the other: what they disagree on is a mistake.

const dispatcher = new Agent();
afterAll(() => dispatcher.close());

function callWith(provider: Provider, origin: string, key: string): ProviderCall {
  const about = { provider: provider.facts.shortName };
  const budget = new RateBudget({ defaultPerHour: null, parseRateLimitHeaders: provider.parseRateLimitHeaders });
  return {
    key,
    endpoint: { apiOrigin: origin, linkOrigins: [origin] },
    http: createHttp({ dispatcher, budget, about }),
    priority: 'log-in',
    signal: new AbortController().signal,
  };
}

describe.each([sendgrid, brevo])('the adapter for $facts.name in the sandbox', (provider) => {
  const pretended = provider.facts.provider as 'sendgrid' | 'brevo';

  test('reads the whole list, then logs in, once', async () => {
    const { sandbox } = await openSandbox({ accountsPerProvider: 1_234, now: Date.now });
    const call = callWith(provider, sandbox[pretended].origin, sandbox[pretended].key);
    expect(await provider.checkKey(call)).toMatchObject({ ok: true });
    const ids = new Set<string>();
    let cursor: string | null = null;
    do {
      const page = await provider.listAccounts(call, cursor);
      if (!page.ok) throw new Error(page.problem.kind);
      for (const account of page.value.accounts) ids.add(account.remoteId);
      cursor = page.value.next;
    } while (cursor !== null);
    expect(ids.size).toBe(1_234);

    for (const remoteId of [...ids].slice(0, 3)) {
      const [target = null] = provider.facts.targets.map(({ id }) => id);
      const link = await provider.makeLoginLink(call, remoteId, { target });
      if (!link.ok) throw new Error(link.problem.kind);
      const page = await fetch(link.value.url);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain(remoteId);
      expect((await fetch(link.value.url)).status).toBe(410);
    }
    expect(sandbox.counts()).toMatchObject({ logInRequests: 3, logIns: 3 });
  });

  test('reads the details of a customer, and finds that a stranger is gone', async () => {
    const { sandbox } = await openSandbox({ now: Date.now });
    const call = callWith(provider, sandbox[pretended].origin, sandbox[pretended].key);
    const list = await provider.listAccounts(call, null);
    const first = list.ok ? (list.value.accounts[0]?.remoteId ?? '') : '';
    expect(await provider.getDetails(call, first)).toMatchObject({ ok: true });
    if (provider.getProfile) {
      const profile = await provider.getProfile(call, first);
      expect(profile).toMatchObject({ ok: true, value: { name: 'Acme Corp', domain: 'acme-corp.example' } });
    }
    const nobody = pretended === 'brevo' ? '1000001' : `sg${'0'.repeat(32)}`;
    const gone = { ok: false, problem: { kind: 'account-gone' } };
    expect(await provider.makeLoginLink(call, nobody, { target: null })).toMatchObject(gone);
  });
});

test.each([
  [sendgrid, troubledKeys.sendgrid.notReseller, 'key-not-reseller'],
  [sendgrid, 'SG.wrong.key', 'key-rejected'],
  [brevo, troubledKeys.brevo.notAdmin, 'key-not-reseller'],
  [brevo, troubledKeys.brevo.otherAddress, 'ip-not-authorised'],
  [brevo, 'xkeysib-wrong', 'key-rejected'],
])('a key with something wrong is told apart: $1', async (provider, key, kind) => {
  const { sandbox } = await openSandbox({ now: Date.now });
  const { origin } = sandbox[provider.facts.provider as 'sendgrid' | 'brevo'];
  expect(await provider.checkKey(callWith(provider, origin, key))).toMatchObject({ ok: false, problem: { kind } });
});

test('a Brevo key that may only read lists, and is refused a login', async () => {
  const { sandbox } = await openSandbox({ now: Date.now });
  const call = callWith(brevo, sandbox.brevo.origin, troubledKeys.brevo.readOnly);
  const list = await brevo.listAccounts(call, null);
  const id = list.ok ? (list.value.accounts[0]?.remoteId ?? '') : '';
  const refused = { ok: false, problem: { kind: 'key-not-allowed' } };
  expect(await brevo.makeLoginLink(call, id, { target: null })).toMatchObject(refused);
});

test('the Brevo admin console opens', async () => {
  const { sandbox } = await openSandbox({ now: Date.now });
  const call = callWith(brevo, sandbox.brevo.origin, sandbox.brevo.key);
  const link = await brevo.makeAdminConsoleLink?.(call, 'ann@agency.example');
  expect(link?.ok && (await fetch(link.value.url)).status).toBe(200);
});
