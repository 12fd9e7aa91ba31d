import { expect, test } from 'vitest';
import type { LinkToOpen } from '../../src/main/browsers/opening.ts';
import { LogIns, type LogInsDeps } from '../../src/main/log-in/log-ins.ts';
import type { Provider } from '../../src/main/providers/provider.ts';
import { providerOf } from '../../src/main/providers/registry.ts';
import type { LogInInFlight } from '../../src/shared/log-in.ts';
import { fail, ok } from '../../src/shared/result.ts';
import { account, connection } from '../helpers/accounts.ts';
import { directOpener } from '../helpers/direct-opener.ts';
import { fakeClients } from '../helpers/fake-clients.ts';
import { logInsDeps, restingHand } from '../helpers/log-ins-deps.ts';
import { wish } from '../helpers/wanted.ts';

const inAMinute = new Date(Date.now() + 60_000).toISOString();
const acme = account({ remoteId: '1', name: 'Acme' });
const globex = account({ remoteId: '2', name: 'Globex' });

const turn = (): Promise<void> => new Promise((resume) => setImmediate(resume));

/** Log-ins whose steps are noted in their order. The provider replies, and the browser starts, when the test says so. */
function desk(change: Partial<LogInsDeps> = {}) {
  const steps: string[] = [];
  const shown: (LogInInFlight | null)[] = [];
  const waiting = new Map<string, () => void>();
  const starting: (() => void)[] = [];
  const provider: Provider = {
    ...(providerOf('sendgrid') as Provider),
    makeLoginLink(_call, remoteId) {
      steps.push(`link of ${remoteId} asked for`);
      return new Promise((reply) =>
        waiting.set(remoteId, () => reply(ok({ url: `https://app.sendgrid.com/${remoteId}`, expiresAt: inAMinute }))),
      );
    },
  };
  const rows: string[] = [];
  const deps = logInsDeps({
    accounts: { get: (accountId) => [acme, globex].find((each) => each.accountId === accountId) ?? null },
    clients: fakeClients(provider, connection(), () => steps.push('key asked for')),
    sessions: {
      begin: ({ account: { name } }, how) => {
        steps.push(`session: ${how} ${name}`);
        return () => steps.push(`session taken back: ${name}`);
      },
    },
    ledger: {
      begin: ({ accountName }) => {
        steps.push('row written');
        return rows.push(`${accountName} started`);
      },
      finish: (rowId, outcome) => {
        rows[rowId - 1] = rows[rowId - 1]?.replace('started', outcome) ?? '';
      },
    },
    opener: directOpener((url) => {
      steps.push(`opened ${url.slice(-1)}`);
      return new Promise((resolve) => starting.push(() => resolve(ok(null))));
    }),
    clipboard: {
      put: async (link) => {
        steps.push(`copied ${link.url.slice(-1)}`);
        return ok({ expiresAt: link.expiresAt });
      },
    },
    changed: (inFlight) => void shown.push(inFlight),
    succeeded: ({ accountName, how }) => void steps.push(`succeeded: ${how} ${accountName}`),
    ...change,
  });
  return {
    logIns: new LogIns(deps),
    steps,
    rows,
    shown,
    /** The provider replies with a link. */
    async reply(remoteId: string): Promise<void> {
      while (!waiting.has(remoteId)) await turn();
      waiting.get(remoteId)?.();
      waiting.delete(remoteId);
      await turn();
    },
    async browserStarts(): Promise<void> {
      while (starting.length === 0) await turn();
      for (const start of starting.splice(0)) start();
      await turn();
    },
    asked: async (remoteId: string): Promise<void> => {
      while (!waiting.has(remoteId)) await turn();
    },
  };
}

test('the key is read while the row is being written, and the provider is asked when both are there', async () => {
  const { logIns, steps, rows, reply, browserStarts } = desk();
  const answer = logIns.run(wish(acme), 'open');
  await reply('1');
  await browserStarts();
  expect(await answer).toMatchObject({ ok: true, value: { result: 'opened', accountName: 'Acme', replaces: null } });
  expect(steps).toEqual([
    'key asked for',
    'row written',
    'link of 1 asked for',
    'session: open Acme',
    'opened 1',
    'succeeded: open Acme',
  ]);
  expect(rows).toEqual(['Acme opened']);
});

test('if the row cannot be written the provider is not asked, though the key is there', async () => {
  const { logIns, steps } = desk({
    ledger: {
      begin: () => {
        throw new Error('the disk is full');
      },
      finish: () => {},
    },
  });
  await expect(logIns.run(wish(acme), 'open')).rejects.toThrow('the disk is full');
  await turn();
  expect(steps).toEqual(['key asked for']);
});

test('an equal wish joins the one in flight', async () => {
  const { logIns, steps, reply, browserStarts } = desk();
  const answers = [logIns.run(wish(acme), 'open'), logIns.run(wish(acme), 'open')];
  await reply('1');
  await browserStarts();
  expect(await Promise.all(answers)).toMatchObject([{ value: { result: 'opened' } }, { value: { result: 'opened' } }]);
  expect(steps.filter((step) => step === 'opened 1')).toHaveLength(1);
  expect(steps.filter((step) => step.startsWith('succeeded'))).toHaveLength(1);
});

test.each([
  ['another target', { target: 'senders' }],
  ['another page', { page: 'https://app.brevo.com/contact/list' }],
  ['another user', { as: 'jo@acme.example' }],
])('a wish for the same customer with %s does not join the one in flight', async (_, other) => {
  const { logIns, asked } = desk();
  const first = logIns.run(wish(acme), 'open');
  await asked('1');
  const second = logIns.run({ ...wish(acme), ...other }, 'open');
  expect(await first).toEqual(ok({ result: 'superseded', by: 'Acme' }));
  logIns.cancel();
  await second;
});

test('a wish for another customer supersedes the one in flight at once: only the last one is opened', {
  tags: ['slips-guarded'],
}, async () => {
  const { logIns, steps, rows, shown, reply, asked, browserStarts } = desk();
  const first = logIns.run(wish(acme), 'open');
  await asked('1');
  const second = logIns.run(wish(globex), 'open');
  // Before anything is awaited.
  expect(shown.at(-1)).toMatchObject({ accountName: 'Globex', stopped: 'Acme' });
  expect(await first).toEqual(ok({ result: 'superseded', by: 'Globex' }));
  await reply('1');
  await reply('2');
  await browserStarts();
  expect(await second).toMatchObject({ value: { result: 'opened', accountName: 'Globex' } });
  expect(steps.filter((step) => step.startsWith('opened'))).toEqual(['opened 2']);
  expect(rows).toEqual(['Acme superseded', 'Globex opened']);
  expect(shown.at(-1)).toBeNull();
});

test.each([
  ['that asks a question first', wish(globex), ok({ result: 'ask', questions: [{ kind: 'state', state: 'banned' }] })],
  [
    'for a customer who is gone',
    wish({ accountId: 'c0nnect10n/9' }),
    fail({ kind: 'account-unknown', connectionId: 'c0nnect10n', provider: 'SendGrid' }),
  ],
  ['that is not in the list', wish({ accountId: 'unknown' }), fail({ kind: 'account-unknown' })],
] as const)('a wish %s supersedes as well', { tags: ['slips-guarded'] }, async (_, second, answer) => {
  const { logIns, steps, rows, reply, asked, shown } = desk({
    guards: {
      ask: ({ account: wanted }) => ({
        questions: wanted.name === 'Globex' ? [{ kind: 'state', state: 'banned' }] : [],
        replaces: null,
      }),
    },
  });
  const first = logIns.run(wish(acme), 'open');
  await asked('1');
  expect(await logIns.run(second, 'open')).toEqual(answer);
  expect(shown.at(-1)).toBeNull();
  expect(await first).toMatchObject({ value: { result: 'superseded' } });
  await reply('1');
  expect(steps).not.toContain('opened 1');
  expect(rows).toEqual(['Acme superseded']);
});

test('to copy instead of open, or to land elsewhere, is another wish', async () => {
  const { logIns, steps, rows, shown, reply, asked } = desk();
  const opening = logIns.run(wish(acme), 'open');
  await asked('1');
  const copying = logIns.run(wish(acme), 'copy');
  expect(shown.at(-1)).toMatchObject({ how: 'copy' });
  expect(shown.at(-1)).not.toHaveProperty('stopped');
  expect(await opening).toEqual(ok({ result: 'superseded', by: 'Acme' }));
  await turn();
  await turn();
  await reply('1');
  expect(await copying).toMatchObject({ value: { result: 'copied', accountName: 'Acme', expiresAt: inAMinute } });
  expect(steps.filter((step) => step.startsWith('opened'))).toEqual([]);
  expect(rows).toEqual(['Acme superseded', 'Acme copied']);
});

test('a cancel discards the link, whenever it comes', { tags: ['slips-guarded'] }, async () => {
  const { logIns, steps, rows, shown, reply, asked } = desk();
  const answer = logIns.run(wish(acme), 'open');
  await asked('1');
  expect(logIns.cancel()).toEqual({ result: 'cancelled', accountName: 'Acme' });
  expect(shown.at(-1)).toBeNull();
  expect(await answer).toEqual(ok({ result: 'cancelled' }));
  expect(rows).toEqual(['Acme cancelled']);
  await reply('1');
  await turn();
  expect(steps).not.toContain('opened 1');
  expect(logIns.cancel()).toEqual({ result: 'nothing', accountName: null });
});

test('a log-in that is cancelled before its row is written asks nothing of the provider', async () => {
  const { logIns, steps, rows } = desk();
  const answer = logIns.run(wish(acme), 'open');
  expect(logIns.cancel().result).toBe('cancelled');
  expect(await answer).toEqual(ok({ result: 'cancelled' }));
  await turn();
  expect(steps).toEqual(['key asked for']);
  expect(rows).toEqual([]);
});

test('a log-in that is cut off because the program ends is cancelled, and no sync has failed', async () => {
  const ending = new AbortController();
  const provider: Provider = {
    ...(providerOf('sendgrid') as Provider),
    // As `http` replies when the request's signal aborts.
    makeLoginLink: ({ signal }) =>
      new Promise((reply) => signal.addEventListener('abort', () => reply(fail({ kind: 'sync-cancelled' })))),
  };
  const { logIns, rows } = desk({ ending, clients: fakeClients(provider, connection()) });
  const answer = logIns.run(wish(acme), 'open');
  await turn();
  await turn();
  ending.abort();
  expect(await answer).toEqual(ok({ result: 'cancelled' }));
  expect(rows).toEqual(['Acme cancelled']);
});

test('who cancels does not wait for the keyring, and nothing is sent when it lets the key go', async () => {
  let unlock = (): void => {};
  const unlocked = new Promise<void>((resolve) => {
    unlock = resolve;
  });
  const { steps } = desk();
  const clients = fakeClients(providerOf('sendgrid') as Provider, connection());
  const { logIns, rows } = desk({
    clients: {
      find: clients.find,
      async open(...asked) {
        await unlocked;
        return clients.open(...asked);
      },
    },
  });
  const answer = logIns.run(wish(acme), 'open');
  await turn();
  await turn();
  logIns.cancel();
  expect(await answer).toEqual(ok({ result: 'cancelled' }));
  expect(rows).toEqual(['Acme cancelled']);
  unlock();
  await turn();
  expect(steps).toEqual([]);
});

test('a cancel after the address went to the browser is too late, also when the outcome is on its way', async () => {
  let now = 1_000_000;
  const { logIns, rows, reply, browserStarts } = desk({ now: () => now });
  const answer = logIns.run(wish(acme), 'open');
  await reply('1');
  expect(logIns.cancel()).toEqual({ result: 'too-late', accountName: 'Acme' });
  await browserStarts();
  expect(await answer).toMatchObject({ value: { result: 'opened' } });
  expect(logIns.cancel()).toEqual({ result: 'too-late', accountName: 'Acme' });
  now += 2_000;
  expect(logIns.cancel()).toEqual({ result: 'nothing', accountName: null });
  expect(rows).toEqual(['Acme opened']);
});

test('a customer who is being opened is not superseded: the ledger says that both were', async () => {
  const { logIns, rows, shown, reply, asked, browserStarts } = desk();
  const first = logIns.run(wish(acme), 'open');
  await reply('1');
  const second = logIns.run(wish(globex), 'open');
  expect(shown.at(-1)).not.toHaveProperty('stopped');
  await asked('2');
  await browserStarts();
  expect(await first).toMatchObject({ value: { result: 'opened' } });
  await reply('2');
  await browserStarts();
  expect(await second).toMatchObject({ value: { result: 'opened' } });
  expect(rows).toEqual(['Acme opened', 'Globex opened']);
});

test('a request that is under way is given up with the log-in', async () => {
  let signal: AbortSignal | null = null;
  const provider: Provider = {
    ...(providerOf('sendgrid') as Provider),
    makeLoginLink(call) {
      signal = call.signal;
      return new Promise(() => {});
    },
  };
  const { logIns } = desk({ clients: fakeClients(provider, connection()) });
  void logIns.run(wish(acme), 'open');
  while (!signal) await turn();
  const given: AbortSignal = signal;
  expect(given.aborted).toBe(false);
  logIns.cancel();
  expect(given.aborted).toBe(true);
});

test('a browser that does not start takes the session back', async () => {
  const { logIns, steps, rows, reply } = desk({
    opener: directOpener(async () => fail({ kind: 'browser-not-opened' })),
  });
  const answer = logIns.run(wish(acme), 'open');
  await reply('1');
  expect(await answer).toMatchObject({ problem: { kind: 'browser-not-opened' } });
  expect(steps.slice(-2)).toEqual(['session: open Acme', 'session taken back: Acme']);
  expect(rows).toEqual(['Acme failed']);
});

/** A hand that rests when the test says so, or when the log-in is called off. */
function movingHand() {
  let rested = (): void => {};
  const marks: number[] = [];
  const hand: LogInsDeps['hand'] = {
    mark: () => 7,
    rest: (mark, signal) =>
      new Promise((resolve) => {
        marks.push(mark);
        rested = resolve;
        signal.addEventListener('abort', () => resolve());
      }),
    noteOpening: (mark) => void marks.push(mark),
    noteBrowserCame: () => {},
  };
  return {
    hand,
    marks,
    async resting(): Promise<void> {
      while (marks.length === 0) await turn();
    },
    async rests(): Promise<void> {
      rested();
      await turn();
    },
  };
}

test('while the hand types, neither the browser nor the clipboard gets the link', async () => {
  for (const how of ['open', 'copy'] as const) {
    const { hand, marks, resting, rests } = movingHand();
    const { logIns, steps, shown, reply, browserStarts } = desk({ hand });
    const answer = logIns.run(wish(acme), how);
    await reply('1');
    await resting();
    expect(steps.at(-1)).toBe('link of 1 asked for');
    expect(shown.at(-1)).toMatchObject({ accountName: 'Acme' });
    await rests();
    if (how === 'open') await browserStarts();
    expect(await answer).toMatchObject({ value: { result: how === 'open' ? 'opened' : 'copied' } });
    // The rest and the opening both go by when the log-in was asked for.
    expect(marks).toEqual(how === 'open' ? [7, 7] : [7]);
  }
});

test('a log-in that waits for the hand can be cancelled', { tags: ['slips-guarded'] }, async () => {
  const { hand, resting } = movingHand();
  const { logIns, steps, rows, reply } = desk({ hand });
  const answer = logIns.run(wish(acme), 'open');
  await reply('1');
  await resting();
  expect(logIns.cancel()).toEqual({ result: 'cancelled', accountName: 'Acme' });
  expect(await answer).toEqual(ok({ result: 'cancelled' }));
  await turn();
  expect(steps).not.toContain('opened 1');
  expect(rows).toEqual(['Acme cancelled']);
});

test('a log-in that waits for the hand is superseded by the next one', { tags: ['slips-guarded'] }, async () => {
  const { hand, resting, rests } = movingHand();
  const { logIns, steps, rows, reply, browserStarts } = desk({ hand });
  const first = logIns.run(wish(acme), 'open');
  await reply('1');
  await resting();
  const second = logIns.run(wish(globex), 'open');
  expect(await first).toEqual(ok({ result: 'superseded', by: 'Globex' }));
  await reply('2');
  await turn();
  await rests();
  await browserStarts();
  expect(await second).toMatchObject({ value: { result: 'opened', accountName: 'Globex' } });
  expect(steps.filter((step) => step.startsWith('opened'))).toEqual(['opened 2']);
  expect(rows).toEqual(['Acme superseded', 'Globex opened']);
});

test('a link that expires while the hand types is not opened', async () => {
  const { hand, resting, rests } = movingHand();
  let now = Date.now();
  const { logIns, steps, rows, reply } = desk({ hand, now: () => now });
  const answer = logIns.run(wish(acme), 'open');
  await reply('1');
  await resting();
  now += 61_000;
  await rests();
  expect(await answer).toMatchObject({ problem: { kind: 'link-expired' } });
  expect(steps).not.toContain('opened 1');
  expect(rows).toEqual(['Acme failed']);
});

test('a log-in that waits for the hand when the program ends opens no customer', async () => {
  const { hand, resting } = movingHand();
  const ending = new AbortController();
  const { logIns, steps, rows, reply } = desk({ hand, ending });
  const answer = logIns.run(wish(acme), 'open');
  await reply('1');
  await resting();
  ending.abort();
  expect(await answer).toEqual(ok({ result: 'cancelled' }));
  expect(steps).not.toContain('opened 1');
  expect(rows).toEqual(['Acme cancelled']);
});

/** An opener that keeps what it was given, and opens nothing. */
function keepingOpener() {
  const given: LinkToOpen[] = [];
  const openedDirectly: string[] = [];
  const open: LogInsDeps['opener']['open'] = (link) => {
    given.push(link);
    const never = new Promise<null>(() => {});
    const openDirectly = (): void => void openedDirectly.push(link.url.slice(-1));
    return { outcome: never, openDirectly } as unknown as ReturnType<LogInsDeps['opener']['open']>;
  };
  return { given, openedDirectly, opener: { open, openInWindow: open } };
}

test('a link may not leave the program once its log-in was called off, nor once it has expired', async () => {
  let now = Date.now();
  const { given, opener } = keepingOpener();
  const { logIns, reply, steps } = desk({ opener, now: () => now });
  const answer = logIns.run(wish(acme), 'open');
  await reply('1');
  const [link] = given;
  now += 61_000;
  expect(link?.release()).toBe('expired');
  now -= 61_000;
  expect(logIns.cancel()).toMatchObject({ result: 'cancelled' });
  expect(link?.release()).toBe('called-off');
  expect(steps.filter((step) => step.startsWith('session'))).toEqual([]);
  expect(await answer).toMatchObject({ value: { result: 'cancelled' } });
});

test('a log-in that is cancelled while the hand rests gets no browser started', async () => {
  const rest = Promise.withResolvers<void>();
  const { given, opener } = keepingOpener();
  const { logIns, reply } = desk({
    opener,
    hand: { ...restingHand, rest: () => rest.promise },
  });
  const answer = logIns.run(wish(acme), 'open');
  await reply('1');
  logIns.cancel();
  rest.resolve();
  await turn();
  expect(await answer).toMatchObject({ value: { result: 'cancelled' } });
  expect(given).toEqual([]);
});

test('a link is opened directly only for the customer whose browser is silent, and whom the user was shown', async () => {
  const { given, openedDirectly, opener } = keepingOpener();
  const { logIns, reply } = desk({ opener });
  void logIns.run(wish(acme), 'open');
  await reply('1');
  logIns.openDirectly(acme.accountId);
  expect(openedDirectly).toEqual([]);
  given[0]?.silent();
  logIns.openDirectly(globex.accountId);
  expect(openedDirectly).toEqual([]);
  logIns.openDirectly(acme.accountId);
  expect(openedDirectly).toEqual(['1']);
});

test('a browser that stays silent about a superseded log-in does not bring it back to the screen', async () => {
  const { given, opener } = keepingOpener();
  const { logIns, reply, shown } = desk({ opener });
  void logIns.run(wish(acme), 'open');
  await reply('1');
  void logIns.run(wish(globex), 'open');
  given[0]?.silent();
  expect(shown.at(-1)).toMatchObject({ accountName: 'Globex' });
});

test('a press after a failure is a new log-in', async () => {
  const { logIns, rows, reply } = desk({ opener: directOpener(async () => fail({ kind: 'browser-not-opened' })) });
  for (const _ of ['once', 'again']) {
    const answer = logIns.run(wish(acme), 'open');
    await reply('1');
    expect(await answer).toEqual(fail({ kind: 'browser-not-opened' }));
  }
  expect(rows).toEqual(['Acme failed', 'Acme failed']);
});

test('no more than 30 log-ins begin within a minute, and the one before is superseded all the same', async () => {
  let now = Date.parse('2026-03-01T12:00:00Z');
  const { logIns, rows, asked } = desk({ now: () => now });
  // Each supersedes the one before, as when a key is held down and something answers every question.
  for (let nth = 0; nth < 30; nth++) void logIns.run(wish(nth % 2 ? globex : acme), 'open');
  await asked('2');
  expect(await logIns.run(wish(acme), 'open')).toEqual(fail({ kind: 'too-many-log-ins' }));
  expect(await logIns.run(wish(globex), 'copy')).toEqual(fail({ kind: 'too-many-log-ins' }));
  await turn();
  expect(rows.filter((row) => row.endsWith('started'))).toEqual([]);
  now += 59_999;
  expect(await logIns.run(wish(acme), 'open')).toEqual(fail({ kind: 'too-many-log-ins' }));
  now += 1;
  void logIns.run(wish(acme), 'open');
  await turn();
  await turn();
  expect(rows.at(-1)).toBe('Acme started');
});

test('a clock that was ahead and is set back hinders no log-in', async () => {
  let now = Date.parse('2036-03-01T12:00:00Z');
  const { logIns, rows } = desk({ now: () => now });
  for (let nth = 0; nth < 30; nth++) void logIns.run(wish(nth % 2 ? globex : acme), 'open');
  await turn();
  now = Date.parse('2026-03-01T12:00:00Z');
  void logIns.run(wish(acme), 'open');
  await turn();
  await turn();
  expect(rows.at(-1)).toBe('Acme started');
});
