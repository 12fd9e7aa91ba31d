import { describe, expect, test } from 'vitest';
import type { AccountPage, Provider, ProviderCall } from '../../src/main/providers/provider.ts';
import type { ListedAccount } from '../../src/shared/account.ts';
import { openableLink } from '../../src/shared/login-link.ts';
import type { Result } from '../../src/shared/result.ts';
import { fc } from './any-input.ts';
import type { DocumentedService } from './documented-service.ts';
import { triesBadInputs } from './figures.ts';
import { fixture, fixtureNames } from './fixtures.ts';
import { callTo, problemIn, serve, valueIn } from './provider-call.ts';
import type { Script } from './scripted-server.ts';

/** What Latchkey relies on, whichever provider it talks to. */
export function describeConformance(provider: Provider, service: DocumentedService): void {
  const { answer, isLogIn, remoteId } = service;
  const { facts } = provider;
  const idsOf = (count: number): string[] => Array.from({ length: count }, (_, index) => remoteId(index));
  const logIn = (call: ProviderCall, id = remoteId(0)) =>
    provider.makeLoginLink({ ...call, priority: 'log-in' }, id, { target: null });
  const honest =
    (remoteIds: readonly string[]): Script =>
    (request) =>
      answer(request, remoteIds);

  async function setUp(script: Script, more: Parameters<typeof callTo>[2] = {}) {
    const server = await serve(script);
    return { server, call: callTo(provider, server, more) };
  }

  /** Every call that a provider offers, by name. */
  const everyCall = (call: ProviderCall): [string, () => Promise<Result<unknown>>][] => [
    ['checkKey', () => provider.checkKey(call)],
    ['listAccounts', () => provider.listAccounts(call, null)],
    ['getDetails', () => provider.getDetails(call, remoteId(0))],
    ['makeLoginLink', () => logIn(call)],
    ...(provider.getProfile
      ? [['getProfile', () => provider.getProfile?.(call, remoteId(0), { withEmail: true })] as [string, never]]
      : []),
    ...(provider.getOwnProfile ? [['getOwnProfile', () => provider.getOwnProfile?.(call)] as [string, never]] : []),
    ...(provider.makeAdminConsoleLink
      ? [
          ['makeAdminConsoleLink', () => provider.makeAdminConsoleLink?.(call, 'owner@agency.example')] as [
            string,
            never,
          ],
        ]
      : []),
  ];

  async function readAll(call: ProviderCall, mostPages: number): Promise<{ accounts: ListedAccount[]; pages: number }> {
    const accounts: ListedAccount[] = [];
    let cursor: string | null = null;
    for (let pages = 1; pages <= mostPages; pages += 1) {
      const page: AccountPage = valueIn(await provider.listAccounts(call, cursor));
      accounts.push(...page.accounts);
      cursor = page.next;
      if (cursor === null) return { accounts, pages };
    }
    throw new Error(`no end after ${mostPages} pages`);
  }

  describe(`${facts.name} keeps the promises of a provider`, () => {
    test('its facts fit together', () => {
      expect(facts.provider).toMatch(/^[a-z]{2,32}$/);
      expect(facts.mark).toHaveLength(2);
      expect(facts.regions.length).toBeGreaterThan(0);
      expect(Object.keys(provider.endpoints).sort()).toEqual(facts.regions.map(({ id }) => id).sort());
      expect(provider.endpoints).toEqual(service.endpoints);
      expect(provider.pages).toEqual(service.pages);
      for (const { apiOrigin, linkOrigins } of Object.values(provider.endpoints)) {
        expect(new URL(apiOrigin)).toMatchObject({ protocol: 'https:', origin: apiOrigin });
        expect(linkOrigins.length).toBeGreaterThan(0);
        for (const origin of linkOrigins) expect(openableLink(`${origin}/`, linkOrigins)).toBe(`${origin}/`);
      }
      for (const page of Object.values(provider.pages))
        if (page !== null) expect(new URL(page).protocol).toBe('https:');
      const verbs = facts.targets.flatMap((target) => target.verbs);
      expect(new Set(verbs).size).toBe(verbs.length);
      for (const verb of verbs) expect(verb).toMatch(/^[a-z-]+$/);
      expect(facts.linkLifetimeSeconds).toBeGreaterThan(0);
      expect(provider.defaultBudgetPerHour).toBeGreaterThan(0);
      expect(provider.getProfile !== undefined).toBe(facts.namesNeedProfiles);
      expect(provider.makeAdminConsoleLink !== undefined).toBe(facts.adminConsole !== null);
    });

    test('each call works against a service that behaves as documented, and sends the key', async () => {
      const { server, call } = await setUp(honest(idsOf(3)));
      for (const [, run] of everyCall(call)) valueIn(await run());
      for (const request of server.requests) expect(service.keyIn(request)).toBe(call.key);
    });

    test('a list is read whole, each id once in the end, page by page over restarts', async () => {
      for (const count of [0, 1, 2, 49, 50, 51, 99, 100, 101, 250]) {
        const { server, call } = await setUp(honest(idsOf(count)));
        const { accounts } = await readAll({ ...call, priority: 'background' }, 20);
        expect(new Set(accounts.map((account) => account.remoteId))).toEqual(new Set(idsOf(count)));
        await server.close();
      }
    });

    test('a cursor is a text that can be stored, and an unreadable one starts over', async () => {
      const { call } = await setUp(honest(idsOf(150)));
      const { next } = valueIn(await provider.listAccounts(call, null));
      expect(typeof next).toBe('string');
      expect(next?.length).toBeLessThan(2_000);
      for (const nonsense of ['', '{', 'null', '[]', '"x"', '{"last":5}', '{"offset":"x","guard":7}']) {
        expect(valueIn(await provider.listAccounts(call, nonsense)).accounts[0]?.remoteId).toBe(remoteId(0));
      }
    });

    test('a list whose pages never change ends, or is a problem', async () => {
      const ids = idsOf(60);
      const { server, call } = await setUp((request) => answer({ ...request, url: firstUrl ?? request.url }, ids));
      let firstUrl: string | null = null;
      let cursor: string | null = null;
      for (let page = 0; page < 20; page += 1) {
        const result = await provider.listAccounts(call, cursor);
        firstUrl ??= server.requests[0]?.url ?? null;
        if (!result.ok || result.value.next === null) return;
        cursor = result.value.next;
      }
      throw new Error('read the same page twenty times');
    });

    test('a login link leads to one of its own origins and to nothing else', async () => {
      const { call } = await setUp(honest(idsOf(1)));
      const { url, expiresAt } = valueIn(await logIn(call));
      expect(call.endpoint.linkOrigins).toContain(new URL(url).origin);
      const secondsLeft = (Date.parse(expiresAt) - Date.now()) / 1000;
      expect(secondsLeft).toBeGreaterThan(facts.linkLifetimeSeconds - 30);
      expect(secondsLeft).toBeLessThanOrEqual(facts.linkLifetimeSeconds);
    });

    test('a login link of sample customers leads to the sample service, on a port of this machine', async () => {
      const server = await serve((request) => {
        const reply = service.isLogIn(request) ? service.logInTo(`${server.origin}/login?code=abcdefgh`) : null;
        return reply ?? answer(request, idsOf(1));
      });
      const call = callTo(provider, server, { endpoint: { apiOrigin: server.origin, linkOrigins: [server.origin] } });
      expect(new URL(valueIn(await logIn(call)).url).origin).toBe(server.origin);
    });

    test('a login is requested exactly once, whatever the reply', { tags: ['network-post-once'] }, async () => {
      const answers: Script[] = [
        honest(idsOf(1)),
        () => ({ status: 500 }),
        () => ({ status: 503, headers: { 'retry-after': '0' } }),
        () => ({ status: 429 }),
        () => ({ status: 200, body: 'nonsense' }),
        (_, response) => void response.socket?.destroy(),
      ];
      for (const script of answers) {
        const { server, call } = await setUp(script);
        await logIn(call);
        expect(server.requests.filter(isLogIn)).toHaveLength(1);
        expect(server.requests).toHaveLength(1);
      }
    });

    test('no redirect is followed, and the second server never sees the key', async () => {
      const second = await serve(() => ({ body: {} }));
      for (const status of [301, 302, 303, 307, 308]) {
        const { call } = await setUp(() => ({ status, headers: { location: `${second.origin}/elsewhere` } }));
        for (const [, run] of everyCall(call)) {
          const { kind } = problemIn(await run());
          expect(['reply-unreadable', 'link-missing', 'link-refused']).toContain(kind);
        }
      }
      expect(second.requests).toEqual([]);
    });

    test('a foreign link is refused, and is not part of the problem', async () => {
      for (const link of [
        'https://evil.example/x',
        `${callOrigin}@evil.example/`,
        `${callOrigin}:8443/`,
        'http://127.0.0.1/',
      ]) {
        const reply = service.logInTo(link);
        if (!reply) continue;
        const { call } = await setUp(() => reply);
        const result = await logIn(call);
        expect(problemIn(result)).toEqual({ kind: 'link-refused' });
        expect(JSON.stringify(result)).not.toContain('evil');
      }
    });
    const callOrigin = Object.values(provider.endpoints)[0]?.linkOrigins[0] ?? '';

    test('a rejected key is reported by every call', async () => {
      const { call } = await setUp(() => service.rejectedKey);
      for (const [, run] of everyCall(call)) expect(problemIn(await run())).toEqual({ kind: 'key-rejected' });
    });

    test('an account that is gone is reported as gone', async () => {
      const { call } = await setUp(() => service.missingAccount);
      expect(problemIn(await logIn(call))).toMatchObject({ kind: 'account-gone' });
      expect(problemIn(await provider.getDetails(call, remoteId(0)))).toEqual({ kind: 'account-gone' });
    });

    test('a sign-in page of a public network is not taken for a reply of the provider', async () => {
      const page = '<!DOCTYPE html><html><body>Accept our terms</body></html>';
      for (const status of [200, 401, 403, 404, 511]) {
        const { call } = await setUp(() => ({ status, headers: { 'content-type': 'text/html' }, body: page }));
        for (const [, run] of everyCall(call)) {
          const problem = problemIn(await run());
          if (status === 401 || status === 403) expect(problem).toEqual({ kind: 'intermediary-refused', status });
          else if (status < 500) expect(problem).toEqual({ kind: 'reply-unreadable', why: 'not-json' });
        }
      }
    });

    test('a failure of the provider is reported with its status', async () => {
      for (const status of [500, 502, 503, 504]) {
        const { call } = await setUp(() => ({ status, body: '<html>Bad gateway</html>' }));
        for (const [, run] of everyCall(call))
          expect(problemIn(await run())).toEqual({ kind: 'provider-down', status });
      }
    });

    test('a malformed key is not sent anywhere', async () => {
      const { server, call } = await setUp(honest(idsOf(1)));
      for (const [key, why] of [
        ['', 'empty'],
        ['two words', 'characters'],
        ['line\nbreak', 'characters'],
        ['umläut', 'characters'],
        ['x'.repeat(2_561), 'too-long'],
      ] as const) {
        for (const [, run] of everyCall({ ...call, key }))
          expect(problemIn(await run())).toEqual({ kind: 'key-malformed', why });
      }
      expect(server.requests).toEqual([]);
      const longest = await provider.checkKey({ ...call, key: 'x'.repeat(2_560) });
      expect(longest.ok).toBe(true);
    });

    test('a cancelled call ends', async () => {
      const owner = new AbortController();
      const { call } = await setUp(() => void owner.abort());
      for (const [, run] of everyCall({ ...call, signal: owner.signal })) {
        expect(problemIn(await run())).toEqual({ kind: 'sync-cancelled' });
      }
    });

    test('problems name the connection they belong to', async () => {
      const { call } = await setUp(() => service.rejectedKey);
      for (const [, run] of everyCall(call)) {
        expect(await run()).toMatchObject({ problem: { connectionId: 'c0ffee00', provider: facts.shortName } });
      }
    });

    for (const [name, seed] of [
      ['a fixed seed', 20261121],
      ['a random seed', Date.now() % 2 ** 31],
    ] as const) {
      test(
        `any JSON at all gives a value of the right shape or a problem, and never a key or a foreign link (${name}: ${seed})`,
        triesBadInputs(150, 'network-shapes'),
        async () => {
          let body = 'null';
          let status = 200;
          const { call } = await setUp(() => ({ status, headers: { 'content-type': 'application/json' }, body }));
          const calls = everyCall(call);
          await fc.assert(
            fc.asyncProperty(
              jsonOf(facts.provider),
              fc.constantFrom(200, 200, 200, 201, 400, 401, 403, 404, 422),
              async (json, code) => {
                body = json;
                status = code;
                for (const [, run] of calls) {
                  const result = await run();
                  expect(JSON.stringify(result)).not.toContain(call.key);
                  if (result.ok) expectShape(result.value, call);
                }
              },
            ),
            { numRuns: 150, seed },
          );
        },
      );
    }
  });
}

/** All field names in a provider's fixtures, so that random JSON gets beyond the first look. */
function fieldNamesOf(provider: string): readonly string[] {
  const names = new Set(['__proto__', 'constructor']);
  for (const fixtureName of fixtureNames(provider))
    JSON.parse(fixture(provider, fixtureName).body || 'null', (name, value) => {
      if (!/^\d*$/.test(name)) names.add(name);
      return value;
    });
  return [...names];
}

const leaf = fc.oneof(
  fc.constantFrom(
    null,
    true,
    0,
    -1,
    1e308,
    9007199254740993n,
    '',
    'https://evil.example/',
    '\u202e\u0000',
    'unauthorized',
    'activated',
  ),
  fc.string(),
  fc.double(),
  fc.integer(),
);
/** Bodies of replies: JSON with the provider's field names, and text that is not JSON. */
function jsonOf(provider: string): fc.Arbitrary<string> {
  const { json } = fc.letrec<{ json: unknown }>((tie) => ({
    json: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.array(tie('json'), { maxLength: 5 }),
      fc.dictionary(fc.constantFrom(...fieldNamesOf(provider)), tie('json'), { maxKeys: 6 }),
    ),
  }));
  return fc.oneof(
    json.map((value) => JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? Number(part) : part)) ?? 'null'),
    fc.string(),
    fc.constantFrom(
      '',
      '{',
      '[',
      `${'['.repeat(50_000)}1234567890123456`,
      `{"a":1e999}`,
      '\ufeff{}',
      '{"accounts":[{"id":1}]}',
    ),
  );
}

/** Checks that a value has the shape that its type promises. */
function expectShape(value: unknown, call: ProviderCall): void {
  const record = value as Record<string, unknown>;
  if ('url' in record) expect(call.endpoint.linkOrigins).toContain(new URL(String(record['url'])).origin);
  if ('accounts' in record) {
    for (const account of record['accounts'] as ListedAccount[]) {
      expect(account.remoteId).toMatch(/^[\x21-\x7e]{1,200}$/);
      for (const part of [account.name, account.email, ...(account.tags ?? [])]) {
        if (part !== undefined) expect(part).toMatch(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]{1,254}$/u);
      }
      if (account.createdAt !== undefined) expect(new Date(account.createdAt).toISOString()).toBe(account.createdAt);
    }
  }
  if ('groups' in record) {
    for (const group of record['groups'] as unknown[]) expect(group).toEqual(expect.any(String));
    for (const { name, quantity } of record['offerings'] as { name: unknown; quantity: unknown }[]) {
      expect(typeof name).toBe('string');
      expect(quantity === null || Number.isFinite(quantity)).toBe(true);
    }
  }
}
