import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HandOver } from '../../src/main/browsers/hand-over.ts';
import { LinkOpener } from '../../src/main/browsers/link-opener.ts';
import type { LinkToOpen, Release } from '../../src/main/browsers/opening.ts';
import { fail, ok, type Result } from '../../src/shared/result.ts';
import { noWindows } from '../helpers/direct-opener.ts';
import { navigationTo, send } from '../helpers/hand-over-desk.ts';

const url = 'https://app.sendgrid.com/login?code=canary';
const neverAsked = fail({ kind: 'browser-never-asked' });

let now = 0;
beforeEach(() => {
  now = Date.now();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  for (const { opener } of desks.splice(0)) opener.endAll();
  vi.useRealTimers();
});

/** Waits on the real clock: connections take a moment, whatever the timers say. */
async function soon(check: () => void): Promise<void> {
  const giveUpAt = performance.now() + 2_000;
  for (;;) {
    try {
      check();
      return;
    } catch (error) {
      if (performance.now() > giveUpAt) throw error;
    }
    await new Promise((resume) => setImmediate(resume));
  }
}

const desks: { opener: LinkOpener }[] = [];

/** A desktop that notes its steps, and a link on its way to the browser. */
function desk(change: { handsOver?: boolean; browser?: Result<null> | Error; link?: Partial<LinkToOpen> } = {}) {
  const { handsOver = true, browser = ok(null) } = change;
  const steps: string[] = [];
  const addresses: string[] = [];
  const bugs: unknown[] = [];
  const stop = new AbortController();
  let release: Release = 'released';
  let times = 0;
  const opener = new LinkOpener({
    browser: {
      async openLogin(opened) {
        steps.push(`opened ${opened}`);
        if (browser instanceof Error) throw browser;
        return browser;
      },
      async openHandOver(address, listensAt) {
        steps.push(address === listensAt() ? 'address given' : 'another address');
        addresses.push(address);
        if (browser instanceof Error) throw browser;
        return browser;
      },
    },
    handsOver: () => handsOver,
    isOwn: () => true,
    now: () => now,
    crashed: (error) => void bugs.push(error),
    windows: noWindows,
  });
  desks.push({ opener });
  const opening = opener.open({
    url,
    linkOrigins: ['https://app.sendgrid.com'],
    provider: 'SendGrid',
    expiresAt: now + 15 * 86_400_000,
    signal: stop.signal,
    release() {
      steps.push(`release: ${release}`);
      return release;
    },
    silent: () => void steps.push('silent'),
    came: () => {
      times += 1;
    },
    ...change.link,
  });
  let outcome: Result<null> | null | undefined;
  void opening.outcome.then((settled) => {
    outcome = settled;
  });
  return {
    opener,
    opening,
    steps,
    stop,
    bugs,
    outcome: () => outcome,
    /** How many times it was said that the browser is there, or does not come. */
    came: () => times,
    releases: (now: Release) => {
      release = now;
    },
    /** The address, once the browser has it. */
    async address(): Promise<string> {
      await soon(() => expect(addresses).toHaveLength(1));
      return addresses[0] ?? '';
    },
    async ask(): Promise<string> {
      const address = await this.address();
      return send(address, navigationTo(address));
    },
  };
}

test('the link leaves the program when the browser asks, and not before', { tags: ['hand-over-once'] }, async () => {
  const at = desk();
  await at.address();
  expect(at.steps).toEqual(['address given']);
  expect(at.outcome()).toBeUndefined();
  expect(await at.ask()).toContain(`ocation: ${url}`);
  expect(at.outcome()).toEqual(ok(null));
  expect(at.steps).toEqual(['address given', 'release: released']);
});

test.each([
  ['that was called off', 'called-off', null],
  ['that has expired', 'expired', neverAsked],
] as const)(
  'a link %s is not given, even if that is known only now',
  {
    tags: ['hand-over-once', 'slips-guarded'],
  },
  async (_, release, outcome) => {
    const at = desk();
    at.releases(release);
    expect(await at.ask()).toMatch(/^HTTP\/1\.1 410 /);
    expect(at.outcome()).toEqual(outcome);
    at.releases('released');
    expect(await at.ask()).not.toContain(url);
  },
);

test.each([true, false])('a bug at the browser ends the log-in at once, handing over: %s', async (handsOver) => {
  const bug = new Error('a bug');
  const at = desk({ handsOver, browser: bug });
  await soon(() => expect(at.outcome()).toEqual(fail({ kind: 'browser-not-opened' })));
  expect(at.bugs).toEqual([bug]);
  expect(at.came()).toBe(1);
  if (handsOver) expect(await at.ask()).toBe('');
});

test('a cancel withdraws the link, and the address shows a page', {
  tags: ['hand-over-once', 'slips-guarded'],
}, async () => {
  const at = desk();
  await at.address();
  at.stop.abort();
  await soon(() => expect(at.outcome()).toBeNull());
  expect(await at.ask()).toMatch(/^HTTP\/1\.1 410 /);
  expect(at.steps).toEqual(['address given']);
});

test('a log-in that was called off already starts no browser', { tags: ['slips-guarded'] }, async () => {
  for (const handsOver of [true, false]) {
    const at = desk({ handsOver, link: { signal: AbortSignal.abort() } });
    await soon(() => expect(at.outcome()).toBeNull());
    expect(at.steps).toEqual([]);
  }
});

test('a cancel before anything listens gives the browser nothing', { tags: ['slips-guarded'] }, async () => {
  const at = desk();
  at.stop.abort();
  await soon(() => expect(at.outcome()).toBeNull());
  expect(at.steps).toEqual([]);
});

test('a browser that has not asked after ten seconds is reported, and may still ask', async () => {
  const at = desk();
  await at.address();
  vi.advanceTimersByTime(9_999);
  expect(at.steps).toEqual(['address given']);
  vi.advanceTimersByTime(1);
  expect(at.steps).toEqual(['address given', 'silent']);
  expect(await at.ask()).toContain(url);
  expect(at.outcome()).toEqual(ok(null));
});

test('a browser that never asks fails the opening after a minute', { tags: ['hand-over-ends'] }, async () => {
  const at = desk();
  await at.address();
  vi.advanceTimersByTime(60_000);
  await soon(() => expect(at.outcome()).toEqual(neverAsked));
  expect(await at.ask()).toBe('');
});

test('it fails as soon as the link has expired', async () => {
  const at = desk({ link: { expiresAt: now + 20_000 } });
  await at.address();
  vi.advanceTimersByTime(19_999);
  expect(at.outcome()).toBeUndefined();
  vi.advanceTimersByTime(1);
  await soon(() => expect(at.outcome()).toEqual(neverAsked));
  expect(await at.ask()).toMatch(/^HTTP\/1\.1 410 /);
});

test('to open directly first withdraws the link from the address', { tags: ['hand-over-once'] }, async () => {
  const at = desk();
  await at.address();
  at.opening.openDirectly();
  expect(at.steps).toEqual(['address given', 'release: released', `opened ${url}`]);
  expect(await at.ask()).not.toContain(url);
  await soon(() => expect(at.outcome()).toEqual(ok(null)));
  at.opening.openDirectly();
  expect(at.steps).toHaveLength(3);
});

test('nothing is opened directly after the browser has the link', { tags: ['opening-once'] }, async () => {
  const at = desk();
  await at.ask();
  at.opening.openDirectly();
  expect(at.steps).toEqual(['address given', 'release: released']);
});

test('a log-in that was called off is not opened directly', { tags: ['slips-guarded'] }, async () => {
  const at = desk({ handsOver: false, link: { release: () => 'called-off' } });
  await soon(() => expect(at.outcome()).toBeNull());
  expect(at.steps).toEqual([]);
});

test('without a hand-over the system gets the link before anything else can happen', async () => {
  const at = desk({ handsOver: false });
  expect(at.steps).toEqual(['release: released', `opened ${url}`]);
  await soon(() => expect(at.outcome()).toEqual(ok(null)));
});

test.each([true, false])(
  'a link to another host is refused before a browser hears of it (hand-over: %s)',
  {
    tags: ['opening-exact'],
  },
  async (handsOver) => {
    const at = desk({ handsOver, link: { url: 'https://app.sendgrid.com.evil.example/' } });
    await soon(() => expect(at.outcome()).toEqual(fail({ kind: 'link-refused', provider: 'SendGrid' })));
    expect(at.steps).toEqual([]);
  },
);

test('a machine without a free port opens nothing, and says so', async () => {
  const listening = vi.spyOn(HandOver, 'listen').mockResolvedValue(null);
  try {
    const at = desk();
    await soon(() => expect(at.outcome()).toEqual(fail({ kind: 'hand-over-failed' })));
    expect(at.steps).toEqual([]);
    expect(at.came()).toBe(1);
  } finally {
    listening.mockRestore();
  }
});

test('what is called off while its port opens leaves nothing that listens', { tags: ['hand-over-ends'] }, async () => {
  const listening = vi.spyOn(HandOver, 'listen');
  try {
    const at = desk();
    at.stop.abort();
    const handOver = await listening.mock.results[0]?.value;
    await soon(() => expect(at.outcome()).toBeNull());
    expect(at.steps).toEqual([]);
    const { address } = handOver as HandOver;
    // A server that still listened would answer.
    expect(await send(address, navigationTo(address))).toBe('');
  } finally {
    listening.mockRestore();
  }
});

test('a system that cannot open the address says so at once', async () => {
  const at = desk({ browser: fail({ kind: 'browser-not-opened' }) });
  await soon(() => expect(at.outcome()).toEqual(fail({ kind: 'browser-not-opened' })));
  expect(await at.ask()).not.toContain(url);
});

test('before the machine sleeps or the program ends, nothing is left that listens', {
  tags: ['hand-over-ends'],
}, async () => {
  const at = desk();
  await at.address();
  at.opener.endAll();
  await soon(() => expect(at.outcome()).toEqual(neverAsked));
  expect(await at.ask()).toBe('');
});

test('a browser that comes for a log-in that was called off is noted as well, and each one once', async () => {
  const at = desk();
  await at.address();
  at.stop.abort();
  await soon(() => expect(at.outcome()).toBeNull());
  expect(at.came()).toBe(0);
  await at.ask();
  expect(at.came()).toBe(1);
  at.opener.endAll();
  await soon(() => expect(at.came()).toBe(1));
});

test.each<[string, Parameters<typeof desk>[0]]>([
  ['is refused', { link: { url: 'https://evil.example/' } }],
  ['cannot be given away', { browser: fail({ kind: 'browser-not-opened' }) }],
  ['goes to the system', { handsOver: false }],
])('no browser is waited for if the link %s', async (_, change) => {
  const at = desk(change);
  await soon(() => expect(at.came()).toBe(1));
});

test('no browser is waited for after a minute', async () => {
  const at = desk();
  await at.address();
  vi.advanceTimersByTime(60_000);
  await soon(() => expect(at.came()).toBe(1));
});
