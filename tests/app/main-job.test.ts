import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { providers } from '../../src/main/providers/registry.ts';
import { type Sandbox, startSandbox } from '../../src/main/sandbox/sandbox.ts';
import type { AccountRow } from '../../src/shared/account.ts';
import { eventually } from '../helpers/eventually.ts';
import { FakeDesktop } from '../helpers/fake-desktop.ts';
import { MemoryKeychain } from '../helpers/memory-keychain.ts';
import { asRealProviders, providerIn } from '../helpers/sandbox-provider.ts';

// The whole main process except Electron and keytar: real adapters, HTTP to the sandbox, SQLite and settings.

const accounts = 400;
/** For connections as to a real provider, which gives its names slowly. */
const fewAccounts = 12;
let folder: string;
let keychain: MemoryKeychain;
let running: FakeDesktop[] = [];
let outside: Sandbox | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-program-'));
  keychain = new MemoryKeychain();
});
afterEach(async () => {
  for (const desktop of running.splice(0)) await desktop.quit();
  await outside?.close();
  outside = null;
  rmSync(folder, { recursive: true, force: true });
});

async function launch(
  environment: Record<string, string> = { LATCHKEY_SANDBOX: JSON.stringify({ accountsPerProvider: accounts }) },
): Promise<FakeDesktop> {
  const desktop = await FakeDesktop.start({ folder, fork: () => keychain.fork(), environment });
  running.push(desktop);
  return desktop;
}

/** With sample customers, synced and named. */
async function launchWithSamples(): Promise<FakeDesktop> {
  const desktop = await launch();
  expect(await desktop.ask('exploreSamples', {})).toEqual({ ok: true, value: null });
  await allSynced(desktop);
  return desktop;
}

/** With a connection to each pretend provider, as to a real one: its key was pasted and is in the keychain. */
async function launchConnected(): Promise<{ desktop: FakeDesktop; sandbox: Sandbox }> {
  const sandbox = await startSandbox({ accountsPerProvider: fewAccounts });
  outside = sandbox;
  const desktop = await launch(asRealProviders(sandbox));
  for (const { provider, key } of sandbox.providers) {
    const request = { provider, key, label: '', colour: 'blue' as const, region: '' };
    expect(await desktop.ask('connectProvider', request)).toMatchObject({ ok: true });
  }
  await allSynced(desktop, fewAccounts);
  return { desktop, sandbox };
}

async function allSynced(desktop: FakeDesktop, atLeast = accounts): Promise<void> {
  await eventually(async () => {
    const state = await desktop.ask('getState', {});
    const healths = state.ok ? state.value.connections.map(({ health }) => health) : [];
    expect(healths).toHaveLength(providers.length);
    for (const health of healths) {
      expect(health).toMatchObject({ status: 'idle', problem: null });
      expect(health.accountCount).toBeGreaterThanOrEqual(atLeast);
      expect(health.names?.status ?? 'done').toBe('done');
    }
  });
}

async function search(desktop: FakeDesktop, text: string): Promise<readonly AccountRow[]> {
  const answer = await desktop.ask('searchAccounts', { text, typed: false });
  if (!answer.ok) throw new Error(answer.problem.kind);
  return answer.value.rows;
}

const logIn = (desktop: FakeDesktop, row: AccountRow | undefined, target: string | null = null) =>
  desktop.ask('logIn', {
    accountId: row?.accountId ?? '',
    target,
    reason: '',
    confirmed: ['lookalike', 'replaces-session', 'state'],
    chosen: 'text',
  });

test('from first run to a login at both providers, and the sandbox says who we are', async () => {
  const desktop = await launchWithSamples();
  for (const provider of ['sendgrid', 'brevo']) {
    const state = await desktop.ask('getState', {});
    const connection = state.ok && state.value.connections.find((each) => each.provider === provider);
    const row = (await search(desktop, 'acme')).find(
      (each) => connection && each.connectionId === connection.connectionId,
    );
    expect(await logIn(desktop, row)).toMatchObject({ ok: true, value: { result: 'opened', accountName: row?.name } });
    const page = await fetch(desktop.opened.at(-1) ?? '');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain(row?.name.replaceAll('&', '&amp;') ?? 'nobody');
    expect((await fetch(desktop.opened.at(-1) ?? '')).status).toBe(provider === 'sendgrid' ? 410 : 200);
  }
});

test('a window can read what customers are called now; those that are gone are left out', async () => {
  const desktop = await launchWithSamples();
  const [row] = await search(desktop, 'acme');
  const accountId = row?.accountId ?? '';
  await desktop.ask('renameAccount', { accountId, name: 'Zebra Ltd' });
  const names = await desktop.ask('readNames', { accountIds: [`${accountId}0`, accountId] });
  expect(names).toEqual({ ok: true, value: [{ accountId, name: 'Zebra Ltd', email: row?.email }] });
});

test('two quick Enters make one login', async () => {
  const desktop = await launchWithSamples();
  const [row] = await search(desktop, 'acme');
  const answers = await Promise.all([logIn(desktop, row), logIn(desktop, row)]);
  expect(answers.map((answer) => answer.ok)).toEqual([true, true]);
  expect(desktop.opened).toHaveLength(1);
  const ledger = await desktop.ask('searchLedger', { text: '', beforeRowId: null });
  expect(ledger).toMatchObject({
    ok: true,
    value: { intact: true, rows: [{ outcome: 'opened', accountId: row?.accountId, who: 'sam' }] },
  });
});

test('a login is a recent row in launcher and tray, and the tray repeats it', async () => {
  const desktop = await launchWithSamples();
  const [row] = await search(desktop, 'acme');
  await logIn(desktop, row);
  const [recent, ...others] = await search(desktop, '');
  expect(recent).toMatchObject({ accountId: row?.accountId, pinned: false });
  expect(others.at(-1)).toMatchObject({ kind: 'admin-console', pinned: true });
  await eventually(() =>
    expect(desktop.tray?.items.some((item) => item.type === 'action' && item.about === row?.accountId)).toBe(true),
  );
  const item = desktop.tray?.items.find((each) => each.type === 'action' && each.about === row?.accountId);
  if (item?.type === 'action') item.click();
  await eventually(() => expect(desktop.opened).toHaveLength(2));
  expect(desktop.notifications.at(-1)?.title).toBe(row?.name);
});

test('accounts, names, connections and history outlive a restart', async () => {
  const first = await launchWithSamples();
  const [row] = await search(first, 'acme');
  await logIn(first, row);
  await first.ask('pinAccount', { accountId: row?.accountId ?? '', pinned: true });
  await first.ask('renameAccount', { accountId: row?.accountId ?? '', name: 'The Anvil People' });
  await first.quit();
  running = [];
  const second = await launch();
  expect((await search(second, 'anvil'))[0]).toMatchObject({
    accountId: row?.accountId,
    pinned: true,
    nameSource: 'user',
  });
  expect(await logIn(second, row)).toMatchObject({ ok: true, value: { result: 'opened' } });
});

test('removing connections removes keys, accounts and connections', async () => {
  const { desktop } = await launchConnected();
  const keys = [...keychain.keys.keys()];
  expect(keys).toHaveLength(2);
  for (const connectionId of keys) {
    expect(await desktop.ask('disconnectProvider', { connectionId })).toEqual({ ok: true, value: null });
  }
  expect(keychain.keys.size).toBe(0);
  expect(await search(desktop, 'acme')).toEqual([]);
  expect(await desktop.ask('getState', {})).toMatchObject({ value: { connections: [] } });
});

test('removing the samples removes their accounts and connections', async () => {
  const desktop = await launchWithSamples();
  expect(await desktop.ask('removeSamples', {})).toEqual({ ok: true, value: null });
  expect(await search(desktop, 'acme')).toEqual([]);
  expect(await desktop.ask('getState', {})).toMatchObject({ value: { connections: [] } });
});

test('a target can be typed after the name, if the provider has it', async () => {
  const desktop = await launchWithSamples();
  const answer = await desktop.ask('searchAccounts', { text: 'acme senders', typed: false });
  expect(answer).toMatchObject({ ok: true, value: { target: 'senders' } });
  const row = answer.ok ? answer.value.rows.find((each) => each.name === 'Acme Events') : undefined;
  expect(await logIn(desktop, row, 'senders')).toMatchObject({ ok: true });
  expect(await (await fetch(desktop.opened[0] ?? '')).text()).toContain('Senders');
});

test('the admin email that Brevo returns is kept as a suggestion for the admin console', async () => {
  const { desktop, sandbox } = await launchConnected();
  const suggested = async () => {
    const state = await desktop.ask('getState', {});
    if (!state.ok) throw new Error(state.problem.kind);
    return state.value.connections.map(({ provider, adminEmail, suggestedAdminEmail }) => [
      provider,
      adminEmail,
      suggestedAdminEmail,
    ]);
  };
  const expected = [
    ['sendgrid', '', ''],
    ['brevo', '', 'admin@sample-agency.example'],
  ];
  expect(await suggested()).toEqual(expected);
  const [console] = (await search(desktop, '')).filter(({ kind }) => kind === 'admin-console');
  const { connectionId = '' } = console ?? {};
  // It is only suggested: the user confirms it.
  expect(await logIn(desktop, console)).toEqual({ ok: false, problem: { kind: 'admin-email-needed', connectionId } });
  const { key } = providerIn(sandbox, 'brevo');
  expect(await desktop.ask('replaceKey', { connectionId, key })).toEqual({ ok: true, value: { result: 'replaced' } });
  expect(await suggested()).toEqual(expected);
});

test('a locked keyring opens nothing, says so, and loses nothing', async () => {
  const { desktop } = await launchConnected();
  const [row] = await search(desktop, 'acme');
  keychain.trouble = 'locked';
  expect(await logIn(desktop, row)).toEqual({ ok: false, problem: { kind: 'keychain-locked' } });
  expect(desktop.opened).toEqual([]);
  keychain.trouble = null;
  expect(await logIn(desktop, row)).toMatchObject({ ok: true });
});

test('a copied link is concealed, announced with its expiry and never sent to a window', {
  tags: ['bridge-no-secret-out'],
}, async () => {
  const desktop = await launchWithSamples();
  const [row] = await search(desktop, 'acme');
  const request = {
    accountId: row?.accountId ?? '',
    target: null,
    reason: '',
    confirmed: ['lookalike' as const],
    chosen: 'text' as const,
  };
  expect(await desktop.ask('copyLoginLink', request)).toMatchObject({ ok: true, value: { result: 'copied' } });
  expect(desktop.clipboardIsConcealed).toBe(true);
  expect((await fetch(desktop.clipboard)).status).toBe(200);
  const code = new URL(desktop.clipboard).searchParams.get('code') ?? desktop.clipboard;
  expect(JSON.stringify(desktop.told)).not.toContain(code);
  await desktop.quit();
  running = [];
  expect(desktop.clipboard).toBe('');
});

/** The customers that "is:recent" finds. */
const recent = async (desktop: FakeDesktop): Promise<(string | undefined)[]> =>
  (await search(desktop, 'is:recent')).map(({ name }) => name);

test('the clipboard shortcut shows no window the link that Latchkey copied', async () => {
  const desktop = await launchWithSamples();
  await desktop.ask('changeSettings', { clipboardShortcut: 'Ctrl+Alt+C' });
  const press = async (): Promise<void> => {
    desktop.told.splice(0);
    desktop.shortcuts.get('clipboard')?.pressed();
    await eventually(() => expect(desktop.told.map(({ name }) => name)).toContain('clipboardRefused'));
  };
  for (const [row] of [await search(desktop, 'acme corp sendgrid'), await search(desktop, 'norvia labs brevo')]) {
    const accountId = row?.accountId ?? '';
    const request = { accountId, target: null, reason: '', confirmed: ['lookalike' as const], chosen: 'row' as const };
    expect(await desktop.ask('copyLoginLink', request)).toMatchObject({ value: { result: 'copied' } });
    await press();
    expect(desktop.told).toContainEqual({ name: 'clipboardRefused', announcement: { refusal: 'login-link' } });
    expect(JSON.stringify(desktop.told)).not.toContain(new URL(desktop.clipboard).host);
  }
  // Those that a clipboard history brings back.
  for (const link of [
    'https://app.sendgrid.com/login?code=1',
    'https://account-app.brevo.com/account/login/sub/sso/1',
  ]) {
    desktop.clipboard = ` ${link}\n`;
    await press();
    expect(JSON.stringify(desktop.told)).not.toContain('code=1');
    expect(JSON.stringify(desktop.told)).not.toContain('sso/1');
  }
});

test('"is:recent" finds who was opened, and whose link was copied, at once', async () => {
  const desktop = await launchWithSamples();
  expect(await recent(desktop)).toEqual([]);
  const [acme] = await search(desktop, 'acme corp sendgrid');
  expect(await logIn(desktop, acme)).toMatchObject({ value: { result: 'opened' } });
  expect(await recent(desktop)).toEqual([acme?.name]);
  const [norvia] = await search(desktop, 'norvia labs brevo');
  const accountId = norvia?.accountId ?? '';
  const request = { accountId, target: null, reason: '', confirmed: ['lookalike' as const], chosen: 'row' as const };
  expect(await desktop.ask('copyLoginLink', request)).toMatchObject({ value: { result: 'copied' } });
  expect(await recent(desktop)).toEqual([norvia?.name, acme?.name]);
});

test('a reason that is required is asked for, kept with the log-in, and offered the next time', async () => {
  const desktop = await launchWithSamples();
  const [row, other] = await search(desktop, 'acme');
  const { connectionId = '', accountId = '' } = row ?? {};
  await desktop.ask('changeConnection', { connectionId, change: { reasonRequired: true } });
  expect(await logIn(desktop, row)).toEqual({ ok: false, problem: { kind: 'reason-needed', connectionId } });
  expect(desktop.opened).toEqual([]);
  const request = {
    accountId,
    target: null,
    reason: 'ZD-4711',
    confirmed: ['lookalike' as const],
    chosen: 'text' as const,
  };
  expect(await desktop.ask('logIn', request)).toMatchObject({ ok: true, value: { result: 'opened' } });
  expect(await desktop.ask('searchLedger', { text: 'zd-4711', beforeRowId: null })).toMatchObject({
    value: { rows: [{ reason: 'ZD-4711', accountId }] },
  });
  const suggested = await desktop.ask('suggestReasons', { accountId });
  expect(suggested).toEqual({ ok: true, value: { last: 'ZD-4711', recent: ['ZD-4711'] } });
  expect(await desktop.ask('suggestReasons', { accountId: other?.accountId ?? '' })).toMatchObject({
    value: { last: null, recent: ['ZD-4711'] },
  });
  expect(await desktop.ask('suggestReasons', { accountId: `${connectionId}/gone` })).toMatchObject({
    problem: { kind: 'account-unknown' },
  });
});

test('a wrong key is refused, the reason is named, and nothing of it is kept', async () => {
  const desktop = await launchWithSamples();
  const before = keychain.keys.size;
  const environment = { provider: 'brevo', label: '', colour: 'red' as const, region: '' };
  expect(await desktop.ask('connectProvider', { ...environment, key: 'two words' })).toMatchObject({
    ok: false,
    problem: { kind: 'key-malformed', why: 'characters' },
  });
  expect(await desktop.ask('connectProvider', { ...environment, key: '' })).toMatchObject({
    problem: { kind: 'key-malformed', why: 'empty' },
  });
  expect(await desktop.ask('connectProvider', { ...environment, key: 'xsmtpsib-0123-Canary1' })).toMatchObject({
    problem: { kind: 'key-not-of-provider', provider: 'Brevo', other: 'an SMTP key' },
  });
  expect(keychain.keys.size).toBe(before);
});

test('input that does not fit the schema is refused before any handler runs', async () => {
  const desktop = await launch();
  for (const input of [null, 7, 'x', {}, { text: 5 }, { text: 'x'.repeat(201) }, { text: 'a', more: 1 }]) {
    expect(await desktop.askAnything('searchAccounts', input)).toEqual({
      ok: false,
      problem: { kind: 'input-invalid', request: 'searchAccounts' },
    });
  }
});

test('the first start opens settings for the first run; later ones by hand show the launcher', async () => {
  const first = await launch();
  expect(first.settingsOpened).toEqual([null]);
  expect(first.launcherOpening).toBeNull();
  await first.ask('finishFirstRun', {});
  expect(first.launcherOpening).toMatchObject({ from: 'start' });
  await first.quit();
  running = [];
  const byHand = await FakeDesktop.start({ folder, fork: () => keychain.fork(), startedAtLogin: false });
  running.push(byHand);
  expect(byHand.launcherOpening).toMatchObject({ from: 'start' });
});

test('requested twice at a time, the sample customers are added once and stay', async () => {
  const desktop = await launch();
  const answers = await Promise.all([desktop.ask('exploreSamples', {}), desktop.ask('exploreSamples', {})]);
  expect(answers).toEqual([
    { ok: true, value: null },
    { ok: true, value: null },
  ]);
  await allSynced(desktop);
});

test('sample customers leave nothing in the keychain', async () => {
  const desktop = await launchWithSamples();
  const [row] = await search(desktop, 'acme corp');
  expect(await logIn(desktop, row)).toMatchObject({ ok: true, value: { result: 'opened' } });
  expect(keychain.keys.size).toBe(0);
});

test('the shortcut reopens a first run whose window was closed', async () => {
  const desktop = await launch();
  await desktop.ask('exploreSamples', {});
  expect(desktop.settingsOpened).toEqual([null]);
  desktop.shortcuts.get('launcher')?.pressed();
  expect(desktop.settingsOpened).toEqual([null, null]);
  await desktop.ask('finishFirstRun', {});
  await desktop.ask('hideLauncher', {});
  desktop.shortcuts.get('launcher')?.pressed();
  expect(desktop.launcherOpening).toMatchObject({ from: 'shortcut' });
  expect(desktop.settingsOpened).toHaveLength(2);
});

test('a customer whose link was copied is a recent row in the tray', async () => {
  const desktop = await launchWithSamples();
  const [row] = await search(desktop, 'acme corp');
  const { accountId = '' } = row ?? {};
  const request = { accountId, target: null, reason: '', confirmed: ['lookalike' as const], chosen: 'text' as const };
  expect(await desktop.ask('copyLoginLink', request)).toMatchObject({ value: { result: 'copied' } });
  await eventually(() =>
    expect(desktop.tray?.items.some((item) => item.type === 'action' && item.about === accountId)).toBe(true),
  );
});

test('a log-in that fails after the launcher was hidden is reported by a notification', async () => {
  const desktop = await launchWithSamples();
  await desktop.ask('finishFirstRun', {});
  const [row] = await search(desktop, 'acme corp');
  desktop.browserOpens = false;
  expect(await logIn(desktop, row)).toMatchObject({ ok: false });
  expect(desktop.notifications).toEqual([]);
  const answer = logIn(desktop, row);
  await desktop.ask('hideLauncher', {});
  expect(await answer).toMatchObject({ ok: false, problem: { kind: 'browser-not-opened' } });
  expect(desktop.notifications).toEqual([
    {
      title: `${row?.name}: The system could not open your browser.`,
      body: 'Choose a default browser, then try again',
    },
  ]);
});

test('start at login is set when it changes, not at each start: the system has the last word', async () => {
  const desktop = await launch();
  expect(desktop.startAtLoginSet).toEqual([]);
  await desktop.ask('changeSettings', { startAtLogin: true });
  await desktop.ask('changeSettings', { theme: 'dark' });
  expect(desktop.startAtLoginSet).toEqual([true]);
});

test('customers whose connection was lost with the settings are not offered: nothing could open them', async () => {
  const first = await launchWithSamples();
  const [row] = await search(first, 'acme');
  await first.ask('pinAccount', { accountId: row?.accountId ?? '', pinned: true });
  await first.quit();
  running = [];
  writeFileSync(join(folder, 'settings.json'), '{ damaged');
  const second = await launch();
  expect(await second.ask('getState', {})).toMatchObject({
    value: { problems: [{ kind: 'settings-set-aside', lost: 'everything' }, { kind: 'connections-lost' }] },
  });
  expect(await search(second, 'acme')).toEqual([]);
  expect(await search(second, '')).toEqual([]);
  expect(second.tray?.items.some((item) => item.type === 'action' && item.about === row?.accountId)).toBe(false);
});

test('reasons go with their connection', async () => {
  const desktop = await launchWithSamples();
  const [row] = await search(desktop, 'acme');
  const accountId = row?.accountId ?? '';
  await desktop.ask('logIn', {
    accountId,
    target: null,
    reason: 'Acme, ZD-1',
    confirmed: ['lookalike'],
    chosen: 'text',
  });
  expect(await desktop.ask('suggestReasons', { accountId })).toMatchObject({ value: { recent: ['Acme, ZD-1'] } });
  await desktop.ask('removeSamples', {});
  await desktop.ask('exploreSamples', {});
  await allSynced(desktop);
  const [again] = await search(desktop, 'acme');
  expect(await desktop.ask('suggestReasons', { accountId: again?.accountId ?? '' })).toMatchObject({
    value: { last: null, recent: [] },
  });
});
