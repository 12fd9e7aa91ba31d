import { describe, expect, test } from 'vitest';
import { statusOf } from '../../src/renderer/launcher/status.ts';
import { saidWords } from '../../src/renderer/launcher/words.ts';
import type { AccountRow } from '../../src/shared/account.ts';
import type { AppState, Home } from '../../src/shared/contract.ts';
import { fail, ok } from '../../src/shared/result.ts';
import { fakeAccounts, fakeConnections, rowCalled } from '../helpers/fake-accounts.ts';
import { appState } from '../helpers/from-main.ts';
import { callsOf, namesOf } from '../helpers/launcher-driver.ts';
import { launcherPerTest, page } from '../helpers/launcher-page.ts';
import { openHome, rig } from '../helpers/launcher-story.ts';

// What a newcomer has not done yet, under the list.

const accounts = fakeAccounts(0, 60).map((row) => ({ ...row, pinned: false }));
const acme = rowCalled(accounts, 'Acme Corp');
const labs = rowCalled(accounts, 'Acme Labs');
const rows = [acme, labs];

const noneOpened: Home = {
  groups: { [acme.accountId]: 'try', [labs.accountId]: 'try' },
  opened: [],
  hasNames: false,
};
const samples = fakeConnections.map((connection) => ({ ...connection, sandbox: true }));

const begin = (change: Partial<AppState> = {}, home = noneOpened, shown: readonly AccountRow[] = rows) =>
  openHome(shown, home, appState(change));

const steps = (): string[] =>
  rig.view().items.flatMap((item) => (item.type === 'offer' ? `${item.isDone ? 'done ' : ''}${item.key}` : []));
const choose = (key: string): void => {
  for (let at = 0; at < 20 && rig.view().item?.key !== key; at++) rig.command({ do: 'move', to: 'next' });
  expect(rig.view().item?.key).toBe(key);
};
const said = (): string => statusOf(rig.view(), 0).words;

describe('the lines', () => {
  test('are what is left to do, after the customers, in the order in which people need them', async () => {
    await begin({ connections: samples });
    expect(steps()).toEqual(['provider', 'log-in', 'pin', 'names', 'start', 'hide-steps']);
  });

  test.each([
    ['provider', { connections: fakeConnections }, {}, rows],
    ['log-in', {}, { opened: [acme.accountId], groups: { [acme.accountId]: 'last' } }, rows],
    ['pin', {}, {}, [{ ...acme, pinned: true }, labs]],
    ['names', {}, { hasNames: true }, rows],
    ['start', { settings: { ...appState().settings, startAtLogin: true } }, {}, rows],
  ] as const)('has no %s once it is done', async (step, change, home, shown) => {
    await begin({ connections: samples, ...change }, { ...noneOpened, ...home }, shown);
    expect(steps()).not.toContain(step);
    expect(steps()).toHaveLength(5);
  });

  test('a console is pinned by itself and is no pinned customer', async () => {
    const console_ = { ...rowCalled(accounts, 'Brevo admin console'), pinned: true };
    await begin({}, noneOpened, [acme, console_]);
    expect(steps()).toContain('pin');
  });

  test('are gone once five customers were opened, and with the last step', async () => {
    const opened = (count: number): Home => ({
      ...noneOpened,
      groups: { [acme.accountId]: 'last', [labs.accountId]: 'recent' },
      opened: accounts.slice(0, count).map(({ accountId }) => accountId),
    });
    await begin({}, opened(4));
    expect(steps()).toContain('pin');
    await begin({}, opened(5));
    expect(steps()).toEqual([]);
    const settings = { ...appState().settings, startAtLogin: true };
    const pinned = [{ ...acme, pinned: true }, labs];
    await begin({ settings }, { ...opened(1), hasNames: true }, pinned);
    expect(steps()).toEqual([]);
  });

  test('are not there with a text, nor while a customer is chosen who gets a name', async () => {
    await begin();
    rig.send({ type: 'typed', text: 'acme', edit: 'keys' });
    await rig.replyRows([acme]);
    expect(steps()).toEqual([]);
    rig.command({ do: 'give-name' });
    await rig.reply('searchAccounts', ok({ text: '', rows, target: null, total: 400, home: noneOpened }));
    expect(steps()).toEqual([]);
  });

  test('stay where they are when one is done, which says so, until the next list', async () => {
    await begin();
    const before = steps();
    rig.send({ type: 'app-changed', app: appState({ settings: { ...appState().settings, startAtLogin: true } }) });
    expect(steps()).toEqual(before.map((step) => (step === 'start' ? 'done start' : step)));
    choose('start');
    rig.command({ do: 'log-in' });
    expect(said()).toBe('This is done');
    expect(rig.callsOf('openSettings')).toEqual([]);
  });

  test('are no customers: a screen reader counts only those', async () => {
    await begin();
    expect(saidWords(rig.view())).toBe('2 customers');
  });
});

describe('SECURITY: a press that was not meant for them', () => {
  test('nothing is highlighted before the user chooses, so that Enter does nothing', async () => {
    await begin();
    expect(rig.view().index).toBe(-1);
    rig.command({ do: 'log-in' });
    rig.command({ do: 'log-in-nth', nth: 3 });
    expect([...rig.callsOf('logIn'), ...rig.callsOf('openSettings'), ...rig.callsOf('changeSettings')]).toEqual([]);
  });

  test('Enter and Ctrl+Enter on a line open no customer', async () => {
    await begin({ connections: samples });
    for (const step of ['provider', 'log-in', 'pin', 'names', 'start']) {
      choose(step);
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
    await begin({ connections: samples });
    choose(step);
    rig.command({ do: 'log-in' });
    expect(rig.callsOf('openSettings')).toEqual([{ section }]);
  });

  test.each([
    ['log-in', 'linux', 'Type a few letters of a customer’s name, then press Enter'],
    ['pin', 'linux', 'Select a customer, then press Ctrl+Shift+P'],
    ['pin', 'darwin', 'Select a customer, then press ⌘P'],
  ] as const)('on %s says how, on %s', async (step, platform, words) => {
    await begin({ platform });
    choose(step);
    rig.command({ do: 'log-in' });
    expect(said()).toBe(words);
  });

  test('hides them for good, and then nothing is selected', async () => {
    await begin();
    choose('hide-steps');
    rig.command({ do: 'log-in' });
    expect(rig.callsOf('changeSettings')).toEqual([{ firstSteps: false }]);
    rig.send({ type: 'app-changed', app: appState({ settings: { ...appState().settings, firstSteps: false } }) });
    await rig.reply('changeSettings', ok(null));
    expect(steps()).toEqual([]);
    expect(rig.view().index).toBe(-1);
    expect(said()).toBe('Hidden. Settings, General shows these steps again');
    rig.command({ do: 'log-in' });
    expect(rig.callsOf('logIn')).toEqual([]);
  });

  test('says why they could not be hidden', async () => {
    await begin();
    choose('hide-steps');
    rig.command({ do: 'log-in' });
    await rig.reply('changeSettings', fail({ kind: 'disk-full' }));
    expect(steps()).toContain('hide-steps');
    expect(said()).toMatch(/disk/i);
  });
});

describe('on the screen', () => {
  const open = launcherPerTest();

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
