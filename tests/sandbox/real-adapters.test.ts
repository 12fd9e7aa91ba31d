import { describe, expect, test } from 'vitest';
import { providers } from '../../src/main/providers/registry.ts';
import { callToSandbox, openSandbox } from '../helpers/open-sandbox.ts';
import { customersOf } from '../helpers/sandbox-provider.ts';

// Both sides were written from the vendors' documents, neither from the other: what they disagree on is a mistake.

describe.each(providers)('the adapter for $facts.name in the sandbox', (provider) => {
  test('reads the whole list, then logs in, once', async () => {
    const { sandbox } = await openSandbox({ accountsPerProvider: 1_234, now: Date.now });
    const call = callToSandbox(provider, sandbox);
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
      // Once at SendGrid, for 15 days at Brevo.
      const again = provider.facts.provider === 'sendgrid' ? 410 : 200;
      expect((await fetch(link.value.url)).status).toBe(again);
    }
    expect(sandbox.counts()).toMatchObject({
      logInRequests: 3,
      logIns: provider.facts.provider === 'sendgrid' ? 3 : 6,
    });
  });

  test('reads the details of a customer, and reports an unknown one as gone', async () => {
    const { sandbox } = await openSandbox({ now: Date.now });
    const call = callToSandbox(provider, sandbox);
    const customers = await customersOf(provider.facts.provider, 1_000_000);
    const first = customers.at(0);
    expect(await provider.getDetails(call, first.id)).toMatchObject({ ok: true });
    if (provider.getProfile) {
      const { name, domain } = first;
      expect(await provider.getProfile(call, first.id, { withEmail: true })).toMatchObject({
        ok: true,
        value: { name, domain },
      });
    }
    // Brevo's page of this call has no "not found".
    const kind = provider.facts.provider === 'brevo' ? 'request-refused' : 'account-gone';
    const gone = { ok: false, problem: { kind } };
    expect(await provider.makeLoginLink(call, customers.idAt(999_999), { target: null })).toMatchObject(gone);
  });

  test('reports a wrong key as rejected', async () => {
    const { sandbox } = await openSandbox({ now: Date.now });
    const wrong = callToSandbox(provider, sandbox, 'wrong-key');
    expect(await provider.checkKey(wrong)).toMatchObject({ ok: false, problem: { kind: 'key-rejected' } });
  });

  test('opens the admin console, if the provider has one', async () => {
    const { sandbox } = await openSandbox({ now: Date.now });
    const link = await provider.makeAdminConsoleLink?.(callToSandbox(provider, sandbox), 'admin@sample-agency.example');
    expect(link === undefined).toBe(provider.facts.adminConsole === null);
    if (link) expect(link.ok && (await fetch(link.value.url)).status).toBe(200);
  });
});
