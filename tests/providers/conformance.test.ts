import { expect, test } from 'vitest';
import { brevo } from '../../src/main/providers/brevo/index.ts';
import { providerOf, providers } from '../../src/main/providers/registry.ts';
import { sendgrid } from '../../src/main/providers/sendgrid/index.ts';
import { describeConformance } from '../helpers/conformance.ts';
import { fixture, fixtureNames, replyOf } from '../helpers/fixtures.ts';
import type { ScriptedReply, SeenRequest } from '../helpers/scripted-server.ts';

const queryOf = ({ url }: SeenRequest): URLSearchParams => new URL(url, 'http://x').searchParams;

describeConformance({
  provider: sendgrid,
  remoteId: (index) => `sg${String(index).padStart(32, '0')}`,
  keyIn: ({ headers }) => headers.authorization?.replace('Bearer ', ''),
  isLogIn: ({ method, url }) => method === 'POST' && url.endsWith('/sso'),
  rejectedKey: replyOf('sendgrid', 'error-401'),
  missingAccount: replyOf('sendgrid', 'error-404'),
  logInTo: (link) => ({ status: 303, headers: { location: link } }),
  answer: (request, ids): ScriptedReply => {
    const path = request.url.replace(/\?.*/, '');
    if (path === '/v3/user/profile') return replyOf('sendgrid', 'profile');
    if (path === '/v3/user/email') return replyOf('sendgrid', 'email');
    const [, call] = /\/v3\/partners\/accounts\/[^/]+\/(\w+)$/.exec(path) ?? [];
    if (call) return replyOf('sendgrid', call);
    const from = ids.indexOf(queryOf(request).get('offset') ?? '') + 1;
    const page = ids.slice(from, from + Math.min(100, Number(queryOf(request).get('limit') ?? 10)));
    return {
      body: { accounts: page.map((id) => ({ id, created_at: '2026-01-02T15:04:05Z' })), pages: { last: page.at(-1) } },
    };
  },
});

describeConformance({
  provider: brevo,
  remoteId: (index) => String(9_000_000_000_000_000_000n + BigInt(index)),
  keyIn: ({ headers }) => String(headers['api-key']),
  isLogIn: ({ method, url }) => method === 'POST' && url === '/v3/corporate/subAccount/ssoToken',
  rejectedKey: replyOf('brevo', 'error-401'),
  missingAccount: replyOf('brevo', 'error-404'),
  logInTo: () => null,
  answer: (request, ids): ScriptedReply => {
    const path = request.url.replace('/v3/corporate/', '').replace(/\?.*/, '');
    if (path === 'subAccount/ssoToken') return replyOf('brevo', 'sso-token');
    if (path === 'ssoToken') return replyOf('brevo', 'admin-sso-token');
    if (path === 'masterAccount') return replyOf('brevo', 'master-account');
    if (path === 'groups') return replyOf('brevo', 'groups');
    if (path !== 'subAccount') return replyOf('brevo', 'sub-account');
    const offset = Number(queryOf(request).get('offset'));
    const page = ids.slice(offset, offset + Number(queryOf(request).get('limit')));
    const rows = page.map(
      (id) => `{"id":${id},"companyName":"Customer ${id}","active":true,"createdAt":1622445389,"groups":[{}]}`,
    );
    return {
      headers: { 'content-type': 'application/json' },
      body: `{"count":${ids.length},"subAccounts":[${rows.join()}]}`,
    };
  },
});

test('every provider is found by its word, and no two share one', () => {
  for (const provider of providers) expect(providerOf(provider.facts.provider)).toBe(provider);
  expect(new Set(providers.map(({ facts }) => facts.provider)).size).toBe(providers.length);
  expect(new Set(providers.map(({ facts }) => facts.mark)).size).toBe(providers.length);
  expect(providerOf('nobody')).toBeUndefined();
});

test('every fixture says where and when it was read', () => {
  for (const provider of providers) {
    const names = fixtureNames(provider.facts.provider);
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) {
      const { source, read, request, status } = fixture(provider.facts.provider, name);
      expect(source.length).toBeGreaterThan(10);
      expect(read).toMatch(/^2026-\d\d-\d\d$/);
      expect(request).toMatch(/^(any|(GET|POST) \/v3\/)/);
      expect(status).toBeGreaterThanOrEqual(200);
    }
  }
});
