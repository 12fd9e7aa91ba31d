import { describe, expect, test } from 'vitest';
import { fakeConnections } from '../helpers/fake-accounts.ts';
import {
  blockAddress,
  callsOf,
  countOf,
  firstSync,
  hide,
  idOf,
  namesAre,
  namesOf,
  saidOf,
  show,
  statusOf,
  type,
} from '../helpers/launcher-driver.ts';
import { launcherPerTest, page } from '../helpers/launcher-page.ts';

// What the launcher says of its connections, and what can be used meanwhile: a first sync, names that are missing, a
// connection in trouble, no network, and no connection at all.

const open = launcherPerTest();

describe('first sync', () => {
  test('shows a count going up', async () => {
    await open({ fake: { accounts: 0 } });
    await page.evaluate(() => {
      window.fake.accounts = [];
    });
    await hide(page);
    await show(page);
    await firstSync(page, 1250);
    await page.getByText('1,250 of 5,000 customers').first().waitFor();
    await firstSync(page, 2500);
    await page.getByText('2,500 of 5,000 customers').first().waitFor();
  });

  test('lets rows be used as they arrive', async () => {
    await open();
    await page.evaluate(() => {
      window.fake.notYet = window.fake.accounts.splice(0);
    });
    await firstSync(page, 0);
    await type(page, 'acme corp');
    expect(await page.getByRole('option').count()).toBe(0);
    await page.evaluate(() => {
      window.fake.accounts = window.fake.notYet;
      window.fake.announce('accountsChanged', { connectionId: 'sendgrid1' });
    });
    await expect.poll(() => namesOf(page)).toContain('Acme Corp');
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => (await callsOf(page, 'logIn'))[0])
      .toMatchObject({
        accountId: await idOf(page, 'Acme Corp'),
      });
  });
});

describe('a connection in trouble', () => {
  test('has a line of its own and hides no customer of the others, nor its own', async () => {
    await open();
    await type(page, 'acme');
    const before = await namesOf(page);
    const total = await page.getByRole('option').first().getAttribute('aria-setsize');
    await blockAddress(page);
    await page.locator('.problem-banner', { hasText: 'Brevo Agency:' }).waitFor();
    expect(await saidOf(page)).toContain('Brevo Agency: Brevo does not know');
    // The line takes the room of a row.
    const after = await namesOf(page);
    expect(after).toEqual(before.slice(0, after.length));
    expect(await page.getByRole('option').first().getAttribute('aria-setsize')).toBe(total);
    await page.getByRole('button', { name: 'Authorise this IP at Brevo' }).click();
    await expect.poll(() => callsOf(page, 'openProviderPage')).toEqual([{ provider: 'brevo', page: 'allowed-ips' }]);
  });

  test('has its next step among the actions, for the keyboard', async () => {
    await open();
    await blockAddress(page);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('authorise');
    await page.keyboard.press('Enter');
    await expect.poll(() => countOf(page, 'openProviderPage')).toBe(1);
  });

  test('that waits for its rate limit says when it resumes', async () => {
    await open();
    await page.evaluate(() =>
      window.fake.changeHealth('brevo0001', {
        status: 'waiting',
        resumesAt: '2026-03-02T13:05:00.000Z',
        problem: {
          kind: 'rate-limited',
          provider: 'Brevo',
          connectionId: 'brevo0001',
          retryAt: '2026-03-02T13:05:00.000Z',
        },
      }),
    );
    await expect.poll(() => statusOf(page)).toBe('Brevo Agency resumes at 14:05');
    expect(await page.locator('.problem-banner').count()).toBe(0);
  });
});

test('the status line says how far the names are, also while they wait', async () => {
  await open();
  await namesAre(page, { known: 8, total: 3_000 });
  await expect.poll(() => statusOf(page)).toBe('SendGrid (Main): 8 of 3,000 names known');
  await namesAre(page, { known: 20, total: 3_000, minutesLeft: 8 });
  await expect.poll(() => statusOf(page)).toBe('SendGrid (Main): 20 of 3,000 names known, about 8 min left');
  await namesAre(page, { known: 20, total: 3_000, status: 'waiting', resumesAt: '2026-03-02T13:05:00.000Z' });
  await expect.poll(() => statusOf(page)).toBe('SendGrid (Main): 20 of 3,000 names known, resumes at 14:05');
  // Nothing comes without the user: the count of customers is more use.
  for (const status of ['paused', 'not-allowed', 'done'] as const) {
    await namesAre(page, { known: 20, failed: 1, total: 3_000, status });
    await expect.poll(() => statusOf(page)).toMatch(/^\d+ customers$/);
  }
});

test('offline is said once, quietly, and cached rows stay usable', async () => {
  await open({ fake: { online: false } });
  await page.evaluate(() =>
    window.fake.changeHealth('brevo0001', { status: 'attention', problem: { kind: 'offline', provider: 'Brevo' } }),
  );
  await expect.poll(() => statusOf(page)).toBe('Offline. The list is the last one known.');
  expect(await page.locator('.problem-banner').count()).toBe(0);
  await type(page, 'acme');
  expect(await namesOf(page)).toContain('Acme Corp');
});

test('a problem of no connection is shown with its next step', async () => {
  await open({ fake: { problems: [{ kind: 'directory-set-aside' }] } });
  await page.getByText('The customer directory was damaged.').waitFor();
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect.poll(() => countOf(page, 'syncAccounts')).toBe(1);
});

describe('without a connection', () => {
  test('Enter opens the window that connects one', async () => {
    await open({ fake: { connections: [], accounts: 0 } });
    await page.getByText('No provider is connected yet.').first().waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => callsOf(page, 'openSettings')).toEqual([{ section: null }]);
  });

  test('sample customers are one key further', async () => {
    await open({ fake: { connections: [], accounts: 0 } });
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => countOf(page, 'exploreSamples')).toBe(1);
  });
});

test('the status bar is online again when the launcher is shown again', async () => {
  await open({ fake: { online: false } });
  await expect.poll(() => statusOf(page)).toBe('Offline. The list is the last one known.');
  await hide(page);
  await page.evaluate(() => {
    window.fake.state = { ...window.fake.state, online: true };
  });
  await show(page);
  await expect.poll(() => statusOf(page)).toMatch(/customers$/);
});

test('the status bar says why a sync ended that will be retried', async () => {
  await open();
  await page.evaluate(() =>
    window.fake.changeHealth('brevo0001', {
      status: 'waiting',
      problem: { kind: 'provider-down', provider: 'Brevo', status: 503, connectionId: 'brevo0001' },
    }),
  );
  await expect.poll(() => statusOf(page)).toMatch(/: Brevo has a fault on its side \(503\)\.$/);
  expect(await page.locator('.problem-banner').count()).toBe(0);
});

describe('connections whose keys are missing or refused', () => {
  const trouble = (connectionId: string, kind: 'key-missing' | 'key-rejected'): Promise<void> =>
    page.evaluate(
      ({ connectionId, kind }) =>
        window.fake.changeHealth(connectionId, {
          status: 'attention',
          problem: { kind, provider: 'Brevo', connectionId },
        }),
      { connectionId, kind },
    );
  const options = (): Promise<string[]> => page.getByRole('option').allTextContents();

  test('and no customer yet: the list offers to give a key, and no sync, which could not help', async () => {
    await open({ fake: { accounts: 0 } });
    await page.evaluate(() => {
      window.fake.accounts = [];
    });
    for (const { connectionId } of fakeConnections) await trouble(connectionId, 'key-missing');
    await hide(page);
    await show(page);
    const [first] = fakeConnections;
    await expect.poll(options).toEqual([`Give ${first?.label} its key`]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => callsOf(page, 'openSettings'))
      .toEqual([{ section: 'connections', connection: { connectionId: first?.connectionId, replaceKey: true } }]);
    expect(await countOf(page, 'syncAccounts')).toBe(0);

    await trouble(first?.connectionId ?? '', 'key-rejected');
    await expect.poll(options).toEqual([`Replace the key of ${first?.label}`]);
    // Another one can be synced.
    await page.evaluate(() => window.fake.changeHealth('brevo0001', { status: 'idle', problem: null }));
    await expect.poll(options).toEqual([`Replace the key of ${first?.label}`, 'Sync now']);
  });

  test('and a text that no customer matches: a sync could not find one', async () => {
    await open();
    for (const { connectionId } of fakeConnections) await trouble(connectionId, 'key-rejected');
    await type(page, 'zebra');
    await expect.poll(options).toEqual([`Replace the key of ${fakeConnections[0]?.label}`]);
    await page.evaluate(() => window.fake.changeHealth('brevo0001', { status: 'idle', problem: null }));
    await expect.poll(options).toEqual(['Sync now']);
  });
});
