import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { statusOf } from '../../src/renderer/launcher/status.ts';
import { saidWords } from '../../src/renderer/launcher/words.ts';
import type { AccountRow } from '../../src/shared/account.ts';
import type { AppState, Home } from '../../src/shared/contract.ts';
import { fail, ok } from '../../src/shared/result.ts';
import { fakeAccounts, fakeConnections, rowCalled } from '../helpers/fake-accounts.ts';
import { callsOf, launcherPerTest, namesOf } from '../helpers/launcher-driver.ts';
import { appState, type LauncherRig, launcherRig } from '../helpers/launcher-rig.ts';

// What a newcomer has not done yet, under the list.

const accounts = fakeAccounts(0, 60).map((row) => ({ ...row, pinned: false }));
const acme = rowCalled(accounts, 'Acme Corp');
const labs = rowCalled(accounts, 'Acme Labs');
const rows = [acme, labs];

const nobodyOpened: Home = {
  groups: { [acme.accountId]: 'try', [labs.accountId]: 'try' },
  opened: [],
  hasNames: false,
};
const samples = fakeConnections.map((connection) => ({ ...connection, sandbox: true }));

async function begin(change: Partial<AppState> = {}, home: Home = nobodyOpened, shown: readonly AccountRow[] = rows) {
  const rig = launcherRig(appState(change));
  await rig.replyRows([], '');
  rig.announce('launcherShown', { text: null, select: null, from: 'shortcut', pending: null });
  await rig.reply('searchAccounts', ok({ text: '', rows: shown, target: null, total: 400, home }));
  return rig;
}

const steps = (rig: LauncherRig): string[] =>
  rig.view().items.flatMap((item) => (item.type === 'offer' ? `${item.isDone ? 'done ' : ''}${item.key}` : []));
const choose = (rig: LauncherRig, key: string): void => {
  for (let at = 0; at < 20 && rig.view().item?.key !== key; at++) rig.command({ do: 'move', to: 'next' });
  expect(rig.view().item?.key).toBe(key);
};
const said = (rig: LauncherRig): string => statusOf(rig.view(), 0).words;

describe('the lines', () => {
  test('are what is left to do, after the customers, in the order in which people need them', async () => {
    expect(steps(await begin({ connections: samples }))).toEqual([
      'provider',
      'log-in',
      'pin',
      'names',
      'start',
      'hide-steps',
    ]);
  });

  test.each([
    ['provider', { connections: fakeConnections }, {}, rows],
    ['log-in', {}, { opened: [acme.accountId], groups: { [acme.accountId]: 'last' } }, rows],
    ['pin', {}, {}, [{ ...acme, pinned: true }, labs]],
    ['names', {}, { hasNames: true }, rows],
    ['start', { settings: { ...appState().settings, startAtLogin: true } }, {}, rows],
  ] as const)('has no %s once it is done', async (step, change, home, shown) => {
    const rig = await begin({ connections: samples, ...change }, { ...nobodyOpened, ...home }, shown);
    expect(steps(rig)).not.toContain(step);
    expect(steps(rig)).toHaveLength(5);
  });

  test('a console is pinned by itself and is no pinned customer', async () => {
    const console_ = { ...rowCalled(accounts, 'Brevo admin console'), pinned: true };
    expect(steps(await begin({}, nobodyOpened, [acme, console_]))).toContain('pin');
  });

  test('are gone once five customers were opened, and with the last step', async () => {
    const opened = (count: number): Home => ({
      ...nobodyOpened,
      groups: { [acme.accountId]: 'last', [labs.accountId]: 'recent' },
      opened: accounts.slice(0, count).map(({ accountId }) => accountId),
    });
    expect(steps(await begin({}, opened(4)))).toContain('pin');
    expect(steps(await begin({}, opened(5)))).toEqual([]);
    const settings = { ...appState().settings, startAtLogin: true };
    const pinned = [{ ...acme, pinned: true }, labs];
    expect(steps(await begin({ settings }, { ...opened(1), hasNames: true }, pinned))).toEqual([]);
  });

  test('are not there with a text, nor while a customer is chosen who gets a name', async () => {
    const rig = await begin();
    rig.send({ type: 'typed', text: 'acme', edit: 'keys' });
    await rig.replyRows([acme]);
    expect(steps(rig)).toEqual([]);
    rig.command({ do: 'give-name' });
    await rig.reply('searchAccounts', ok({ text: '', rows, target: null, total: 400, home: nobodyOpened }));
    expect(steps(rig)).toEqual([]);
  });

  test('stay where they are when one is done, which says so, until the next list', async () => {
    const rig = await begin();
    const before = steps(rig);
    rig.send({ type: 'app-changed', app: appState({ settings: { ...appState().settings, startAtLogin: true } }) });
    expect(steps(rig)).toEqual(before.map((step) => (step === 'start' ? 'done start' : step)));
    choose(rig, 'start');
    rig.command({ do: 'log-in' });
    expect(said(rig)).toBe('This is done');
    expect(rig.callsOf('openSettings')).toEqual([]);
  });

  test('are no customers: a screen reader counts only those', async () => {
    expect(saidWords((await begin()).view())).toBe('2 customers');
  });
});

describe('SECURITY: a press that was not meant for them', () => {
  test('nothing is highlighted before the user chooses, so that Enter does nothing', async () => {
    const rig = await begin();
    expect(rig.view().index).toBe(-1);
    rig.command({ do: 'log-in' });
    rig.command({ do: 'log-in-nth', nth: 3 });
    expect([...rig.callsOf('logIn'), ...rig.callsOf('openSettings'), ...rig.callsOf('changeSettings')]).toEqual([]);
  });

  test('Enter and Ctrl+Enter on a line open no customer', async () => {
    const rig = await begin({ connections: samples });
    for (const step of ['provider', 'log-in', 'pin', 'names', 'start']) {
      choose(rig, step);
      rig.command({ do: 'log-in' });
      rig.command({ do: 'copy-link' });
    }
    expect([...rig.callsOf('logIn'), ...rig.callsOf('copyLoginLink'), ...rig.callsOf('changeSettings')]).toEqual([]);
  });
});

describe('Enter', () => {
  test.each([
    ['provider', 'connections'],
    ['names', 'names'],
    ['start', 'general'],
  ] as const)('on %s opens the settings there', async (step, section) => {
    const rig = await begin({ connections: samples });
    choose(rig, step);
    rig.command({ do: 'log-in' });
    expect(rig.callsOf('openSettings')).toEqual([{ section }]);
  });

  test.each([
    ['log-in', 'linux', 'Type a few letters of a customer’s name, then press Enter'],
    ['pin', 'linux', 'Select a customer, then press Ctrl+Shift+P'],
    ['pin', 'darwin', 'Select a customer, then press ⌘P'],
  ] as const)('on %s says how, on %s', async (step, platform, words) => {
    const rig = await begin({ platform });
    choose(rig, step);
    rig.command({ do: 'log-in' });
    expect(said(rig)).toBe(words);
  });

  test('hides them for good, and then nothing is selected', async () => {
    const rig = await begin();
    choose(rig, 'hide-steps');
    rig.command({ do: 'log-in' });
    expect(rig.callsOf('changeSettings')).toEqual([{ firstSteps: false }]);
    rig.send({ type: 'app-changed', app: appState({ settings: { ...appState().settings, firstSteps: false } }) });
    await rig.reply('changeSettings', ok(null));
    expect(steps(rig)).toEqual([]);
    expect(rig.view().index).toBe(-1);
    expect(said(rig)).toBe('Hidden. Settings, General shows these steps again');
    rig.command({ do: 'log-in' });
    expect(rig.callsOf('logIn')).toEqual([]);
  });

  test('says why they could not be hidden', async () => {
    const rig = await begin();
    choose(rig, 'hide-steps');
    rig.command({ do: 'log-in' });
    await rig.reply('changeSettings', fail({ kind: 'disk-full' }));
    expect(steps(rig)).toContain('hide-steps');
    expect(said(rig)).toMatch(/disk/i);
  });
});

describe('on the screen', () => {
  let page: Page;
  const open = launcherPerTest((opened) => {
    page = opened;
  });

  test('they stand under a heading of their own, and a click does what Enter does', async () => {
    await open();
    await page.evaluate(() => {
      window.fake.accounts = window.fake.accounts.map((row) => ({ ...row, lastLogInAt: null, pinned: false }));
      window.fake.announce('launcherHidden', null);
      window.fake.announce('launcherShown', { text: null, select: null, from: 'shortcut', pending: null });
    });
    const group = page.getByRole('group', { name: 'First steps' });
    await group.waitFor();
    expect((await namesOf(page)).at(-1)).toBe('Hide these steps');
    await group.getByRole('option', { name: 'Bring the names that your team uses' }).click();
    expect(await callsOf(page, 'openSettings')).toEqual([{ section: 'names' }]);
    await page.evaluate(() => window.fake.change({ settings: { ...window.fake.state.settings, startAtLogin: true } }));
    await group.getByRole('option', { name: /^Start Latchkey.*, done$/ }).waitFor();
  });
});
