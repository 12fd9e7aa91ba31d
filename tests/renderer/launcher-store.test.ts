import { beforeEach, describe, expect, test } from 'vitest';
import { barOf } from '../../src/renderer/launcher/bar.ts';
import { moved } from '../../src/renderer/launcher/state/selection.ts';
import { statusOf } from '../../src/renderer/launcher/status.ts';
import { saidWords } from '../../src/renderer/launcher/words.ts';
import type { AccountRow } from '../../src/shared/account.ts';
import type { ConnectionHealth } from '../../src/shared/connection.ts';
import { fail, ok } from '../../src/shared/result.ts';
import { fakeConnections } from '../helpers/fake-accounts.ts';
import { appState } from '../helpers/from-main.ts';
import {
  acme,
  begin,
  enter,
  globex,
  hide,
  highlighted,
  labs,
  named,
  opened,
  openWith,
  rig,
  show,
  status,
  timeout,
  type,
} from '../helpers/launcher-story.ts';

// The launcher’s store without a window: keys, main’s replies and the clock, in various orders.

describe('a search', () => {
  beforeEach(() => openWith([acme, labs]));

  test('drops the answer to an older text', async () => {
    type('g');
    type('gl');
    await rig.reply('searchAccounts', ok({ text: 'gl', rows: [globex], target: null, total: 400 }), 1);
    await rig.reply('searchAccounts', ok({ text: 'g', rows: [acme], target: null, total: 400 }));
    expect(rig.names()).toEqual(['Globex Corp']);
  });

  test('lets Enter wait for the rows that answer the text', async () => {
    type('globex');
    enter();
    expect(rig.callsOf('logIn')).toEqual([]);
    await rig.replyRows([globex]);
    expect(rig.callsOf('logIn')).toMatchObject([{ accountId: globex.accountId }]);
  });

  test('forgets an Enter that waits when more is typed, and when the launcher hides', async () => {
    type('globex');
    enter();
    type('globex c');
    await rig.replyRows([globex]);
    await rig.replyRows([globex]);
    type('acme');
    enter();
    hide();
    await rig.replyRows([acme]);
    expect(rig.callsOf('logIn')).toEqual([]);
  });

  test.each([
    ['Escape', () => rig.command({ do: 'escape' })],
    ['the bar’s Cancel', () => rig.send({ type: 'log-in-cancelled' })],
  ])('forgets an Enter that waits when %s cancels the log-in under way', async (_, cancel) => {
    type('acme');
    await rig.replyRows([acme]);
    enter();
    type('globex');
    enter();
    cancel();
    await rig.replyRows([globex]);
    expect(rig.callsOf('logIn')).toMatchObject([{ accountId: acme.accountId }]);
    expect(rig.callsOf('cancelLogIn')).toHaveLength(1);
  });

  test('that fails leaves no row behind, and Enter that waits does nothing', async () => {
    type('globex');
    enter();
    await rig.reply('searchAccounts', fail({ kind: 'directory-busy' }));
    expect(rig.view()).toMatchObject({ row: null, search: { problem: { kind: 'directory-busy' } } });
    expect(rig.callsOf('logIn')).toEqual([]);
    rig.send({ type: 'search-retried' });
    await rig.replyRows([globex]);
    expect(highlighted()).toBe('Globex Corp');
  });
});

describe('rows that change in main', () => {
  beforeEach(() => openWith([acme, labs]));

  test('are read again once in 150 ms, and keep their places on the screen', async () => {
    rig.command({ do: 'move', to: 'next' });
    for (let i = 0; i < 3; i++) rig.announce('accountsChanged', { connectionId: 'brevo0001' });
    rig.clock.pass(149);
    expect(rig.callsOf('searchAccounts')).toHaveLength(3);
    rig.clock.pass(1);
    expect(rig.callsOf('searchAccounts')).toHaveLength(4);
    await rig.replyRows([globex, { ...labs, note: 'new' }, acme]);
    expect(rig.names()).toEqual(['Acme Corp', 'Acme Labs', 'Globex Corp']);
    expect(rig.view().row).toMatchObject({ name: 'Acme Labs', note: 'new' });
    rig.announce('accountsChanged', { connectionId: 'brevo0001' });
    rig.clock.pass(150);
    expect(rig.callsOf('searchAccounts')).toHaveLength(5);
  });

  test('do not reach the list of another text', async () => {
    rig.announce('accountsChanged', { connectionId: 'brevo0001' });
    rig.clock.pass(150);
    type('globex');
    await rig.replyRows([labs, acme], 'acme');
    await rig.replyRows([globex]);
    expect(rig.names()).toEqual(['Globex Corp']);
  });

  test('take their new order while the launcher is hidden', async () => {
    hide();
    rig.announce('accountsChanged', { connectionId: 'brevo0001' });
    rig.clock.pass(150);
    await rig.replyRows([labs, acme]);
    expect(rig.names()).toEqual(['Acme Labs', 'Acme Corp']);
  });
});

describe('when the launcher appears', () => {
  beforeEach(() => openWith([acme, labs]));

  test('the field has the focus and its text is selected', () => {
    rig.focused.length = 0;
    hide();
    show();
    expect(rig.focused).toEqual([true]);
    expect(rig.callsOf('searchAccounts').at(-1)).toEqual({ text: 'acme', typed: false });
  });

  test('the account of a deep link comes first and is highlighted', async () => {
    show({ text: 'corp', select: globex.accountId, from: 'deep-link' });
    await rig.replyRows([acme, labs, globex]);
    expect(rig.names()).toEqual(['Globex Corp', 'Acme Corp', 'Acme Labs']);
    expect(highlighted()).toBe('Globex Corp');
  });

  test('a deep link to a customer whom no list has says so, also if it waited', async () => {
    const missing = { by: 'email', provider: 'Brevo' } as const;
    show({ text: 'info@bergman.example', missing, from: 'deep-link' });
    await rig.replyRows([acme]);
    expect(status().words).toBe('No customer of Brevo has this email');
    expect(highlighted()).toBeNull();
    type('acme');
    await rig.replyRows([acme, labs]);
    rig.clock.pass(5_000);
    rig.announce('waiting', { text: 'bergman.example', select: null, missing, from: 'deep-link', name: null });
    rig.clock.pass(1_000);
    rig.command({ do: 'show-waiting' });
    expect(status().words).toBe('No customer of Brevo has this email');
  });

  test('an account without a text is looked for by its id', () => {
    show({ select: globex.accountId, from: 'tray' });
    expect(rig.callsOf('searchAccounts').at(-1)).toEqual({ text: globex.remoteId, typed: false });
  });

  test.each(['deep-link', 'clipboard'] as const)(
    'from a %s that names no account, Enter does nothing',
    async (from) => {
      show({ text: 'acme', from });
      enter();
      await rig.replyRows([acme, labs]);
      enter();
      expect(highlighted()).toBeNull();
      expect(rig.callsOf('logIn')).toEqual([]);
    },
  );

  test('a name from last time is given to no account by the first Enter', async () => {
    type('zebra');
    await rig.replyRows([]);
    rig.command({ do: 'give-name' });
    await rig.replyRows([acme, labs]);
    enter();
    expect(rig.callsOf('renameAccount')).toEqual([]);
    hide();
    show();
    await rig.replyRows([acme, labs]);
    enter();
    expect(rig.callsOf('renameAccount')).toEqual([]);
    show({ text: 'acme', from: 'shortcut' });
    await rig.replyRows([acme, labs]);
    expect(rig.view()).toMatchObject({ naming: null, row: { name: 'Acme Corp' } });
  });

  test('a palette, an editor, a failure and a notice of the last time are gone', async () => {
    rig.command({ do: 'actions' });
    enter();
    await rig.reply('logIn', fail(timeout));
    rig.command({ do: 'rename' });
    rig.command({ do: 'move', to: 'next' });
    rig.read();
    hide();
    show();
    expect(rig.view()).toMatchObject({ palette: null, editing: null, failure: null, notice: null });
  });
});

describe('changes to a row', () => {
  beforeEach(() => openWith([acme, labs]));

  test('show at once, before main has stored them', () => {
    rig.command({ do: 'pin' });
    expect(rig.view()).toMatchObject({ row: { pinned: true }, notice: null, undoOffer: null });
  });

  test('say their sentence in the status bar while the bar has something more pressing to say', async () => {
    enter();
    rig.command({ do: 'pin' });
    const { accountId, name } = acme;
    await rig.reply('pinAccount', ok({ changeId: 'change', accountId, name, kind: 'pin' }));
    expect(barOf(rig.view())).toMatchObject({ shows: 'working' });
    expect(statusOf(rig.view(), 0).words).toBe('Pinned Acme Corp');
    await rig.reply('logIn', opened);
    expect(barOf(rig.view())).toMatchObject({ shows: 'change' });
    expect(statusOf(rig.view(), 0).words).not.toContain('Pinned');
  });

  test('go back if main could not store them, and Enter tries again', async () => {
    rig.command({ do: 'pin' });
    await rig.reply('pinAccount', fail({ kind: 'disk-full' }));
    expect(rig.view()).toMatchObject({ row: { pinned: false }, failure: { problem: { kind: 'disk-full' } } });
    rig.read();
    rig.send({ type: 'failure-step-taken' });
    expect(rig.callsOf('pinAccount')).toHaveLength(2);
  });

  test.each([
    ['name', ' Acme Worldwide ', 'renameAccount', { name: 'Acme Worldwide' }],
    ['name', '  ', 'renameAccount', { name: '' }],
    ['note', 'Ask Dana', 'noteAccount', { note: 'Ask Dana' }],
  ] as const)('%s “%s” is kept trimmed, and the editor closes', (field, text, request, input) => {
    rig.command({ do: field === 'name' ? 'rename' : 'note' });
    rig.send({ type: 'edit-saved', field, row: acme, text });
    expect(rig.view().editing).toBeNull();
    expect(rig.callsOf(request)).toEqual([{ accountId: acme.accountId, ...input }]);
  });

  test('are not sent if nothing changed', () => {
    rig.command({ do: 'rename' });
    rig.send({ type: 'edit-saved', field: 'name', row: acme, text: `${acme.name} ` });
    expect(rig.callsOf('renameAccount')).toEqual([]);
  });

  test('a given name ends the search for its account, with that account first', async () => {
    type('Zebra Ltd');
    await rig.replyRows([]);
    rig.command({ do: 'give-name' });
    await rig.replyRows([], '');
    type('acme');
    await rig.replyRows([acme, labs]);
    rig.command({ do: 'press', key: labs.accountId, nth: 1 });
    // The sentence is not on the screen yet, and then only just: Enter does not confirm it.
    enter();
    rig.send({ type: 'prompt-painted' });
    rig.clock.pass(299);
    enter();
    expect(rig.callsOf('renameAccount')).toEqual([]);
    rig.clock.pass(1);
    enter();
    expect(rig.callsOf('renameAccount')).toEqual([{ accountId: labs.accountId, name: 'Zebra Ltd' }]);
    await rig.reply('renameAccount', ok(named(labs)));
    await rig.replyRows([acme, { ...labs, name: 'Zebra Ltd' }]);
    expect(rig.view()).toMatchObject({ naming: null, search: { text: 'Zebra Ltd' } });
    expect(highlighted()).toBe('Zebra Ltd');
  });

  test('a naming that was cancelled while main stored the name leaves the text alone', async () => {
    type('Zebra Ltd');
    await rig.replyRows([]);
    rig.command({ do: 'give-name' });
    await rig.replyRows([acme], '');
    rig.command({ do: 'press', key: acme.accountId, nth: 1 });
    rig.read();
    rig.send({ type: 'naming-confirmed' });
    rig.command({ do: 'escape' });
    type('globex');
    await rig.reply('renameAccount', ok(named(acme)));
    expect(rig.view().search.text).toBe('globex');
  });

  test.each([
    ['Escape', () => rig.command({ do: 'escape' })],
    ['typing', () => type('glob')],
    ['moving', () => rig.command({ do: 'move', to: 'next' })],
    ['hiding', () => hide()],
  ])('the name’s sentence is declined by %s, and no name changes', async (_, act) => {
    type('Zebra Ltd');
    rig.command({ do: 'give-name' });
    await rig.replyRows([], 'Zebra Ltd');
    await rig.replyRows([acme, labs], '');
    rig.command({ do: 'press', key: acme.accountId, nth: 1 });
    expect(saidWords(rig.view())).toBe('Call Acme Corp “Zebra Ltd”? Enter to give the name, Escape to cancel.');
    rig.send({ type: 'prompt-painted' });
    rig.clock.pass(300);
    act();
    expect(rig.view()).toMatchObject({ namingRow: null, naming: 'Zebra Ltd' });
    rig.read();
    rig.send({ type: 'naming-confirmed' });
    expect(rig.callsOf('renameAccount')).toEqual([]);
  });

  test.each([
    ['acme @"north east"', 'acme', '@"north east"'],
    ['acme "is:active now"', 'acme', '"is:active now"'],
    ['@"north east" acme', '@"north east"', 'acme'],
    ['acme @north', 'acme', '@north'],
  ])('of %s, a filter or a text in quotation marks is left out as a whole', async (typed, shorter, dropped) => {
    type(typed);
    await rig.replyRows([]);
    const offers = rig.names();
    expect(offers).toContain(`Search again without “${dropped}”`);
    rig.command({ do: 'press', key: 'search-shorter', nth: 1 });
    expect(rig.callsOf('searchAccounts').at(-1)).toEqual({ text: shorter, typed: false });
  });

  test('a typo searches again without its last word, and a quick second Enter opens no customer', async () => {
    type('acme xqzv');
    await rig.replyRows([]);
    expect(rig.names()).toEqual(['Search again without “xqzv”', 'Sync now']);
    enter();
    enter();
    expect(rig.callsOf('searchAccounts').at(-1)).toEqual({ text: 'acme', typed: false });
    await rig.replyRows([acme, labs]);
    enter();
    expect(rig.view()).toMatchObject({ row: null, notice: 'Choose a customer first' });
    expect(status()).toEqual({ icon: 'info', words: 'Choose a customer first' });
    expect(rig.callsOf('logIn')).toEqual([]);
    expect(rig.callsOf('renameAccount')).toEqual([]);
  });
});

describe('the step of a problem', () => {
  const brevo = { provider: 'Brevo', connectionId: 'brevo0001' } as const;
  beforeEach(() => openWith([acme, labs]));

  test.each([
    ['sync-now', { kind: 'account-gone', ...brevo }, 'syncAccounts', { connectionId: 'brevo0001' }],
    [
      'connect-other-region',
      { kind: 'wrong-region', ...brevo, otherRegion: 'European Union' },
      'connectOtherRegion',
      { connectionId: 'brevo0001' },
    ],
    ['sync-now', { kind: 'directory-set-aside' }, 'syncAccounts', { connectionId: null }],
    [
      'replace-key',
      { kind: 'key-rejected', ...brevo },
      'openSettings',
      { section: 'connections', connection: { connectionId: 'brevo0001', replaceKey: true } },
    ],
    ['open-names', { kind: 'own-profile-returned', ...brevo }, 'openSettings', { section: 'names' }],
    ['open-shortcuts', { kind: 'shortcut-taken', shortcut: 'F1' }, 'openSettings', { section: 'shortcuts' }],
    [
      'open-allowed-ips',
      { kind: 'ip-not-authorised', ...brevo },
      'openProviderPage',
      { provider: 'brevo', page: 'allowed-ips' },
    ],
    ['show-logs', { kind: 'unexpected', reference: 'abc' }, 'showLogs', {}],
    ['try-again', { kind: 'offline' }, 'syncAccounts', { connectionId: 'sendgrid1' }],
  ] as const)('%s', (step, problem, request, input) => {
    rig.send({ type: 'step-taken', step, problem, retry: { do: 'sync', connectionId: 'sendgrid1' } });
    expect(rig.callsOf(request)).toEqual([input]);
  });

  test('of a connection that is gone asks for nothing', () => {
    const problem = { kind: 'ip-not-authorised', provider: 'Brevo', connectionId: 'removed01' } as const;
    rig.send({ type: 'step-taken', step: 'open-allowed-ips', problem, retry: { do: 'explore' } });
    expect(rig.callsOf('openProviderPage')).toEqual([]);
  });
});

describe('without a customer', () => {
  test('sample customers are added, and a failure says so', async () => {
    begin(appState({ connections: [] }));
    await rig.replyRows([], '');
    show();
    await rig.replyRows([], '');
    rig.command({ do: 'move', to: 'next' });
    enter();
    await rig.reply('exploreSamples', fail({ kind: 'disk-full' }));
    expect(rig.view().failure).toMatchObject({ problem: { kind: 'disk-full' }, row: null });
    rig.read();
    rig.send({ type: 'failure-step-taken' });
    expect(rig.callsOf('exploreSamples')).toHaveLength(2);
  });

  test('F5 says that no provider is connected', () => {
    begin(appState({ connections: [] }));
    rig.command({ do: 'sync' });
    expect(rig.callsOf('syncAccounts')).toEqual([]);
    expect(status()).toEqual({ icon: 'info', words: 'No provider is connected yet' });
  });
});

describe('F5', () => {
  const syncing = (health: Partial<ConnectionHealth>) => {
    const state = appState();
    const connections = state.connections.map((connection, at) =>
      at === 0
        ? { ...connection, health: { ...connection.health, status: 'syncing' as const, ...health } }
        : connection,
    );
    rig.send({ type: 'app-changed', app: { ...state, connections } });
  };
  beforeEach(() => {
    begin();
    show();
    rig.command({ do: 'sync' });
  });

  test('is seen at once, and its end is said', async () => {
    expect(status()).toEqual({ icon: 'sync', words: 'Syncing…' });
    syncing({ accountCount: 5_012, progress: { seen: 0, total: null } });
    expect(status().words).toBe('SendGrid (Main): syncing…');
    await rig.reply('syncAccounts', ok([]));
    expect(rig.view().notice).toBe('All customers are up to date');
  });

  test('is seen under the sentence of another press as well', () => {
    rig.command({ do: 'redo' });
    expect(status().words).toBe('Nothing to redo · Syncing…');
    rig.command({ do: 'sync' });
    expect(status().words).toBe('Syncing…');
  });

  test('says what failed, after the last of two as well', async () => {
    rig.command({ do: 'sync' });
    await rig.reply('syncAccounts', ok([]));
    expect(status().words).toBe('All customers are up to date · Syncing…');
    await rig.reply('syncAccounts', fail({ kind: 'sync-cancelled' }));
    expect(status()).toEqual({ icon: 'info', words: 'The sync was stopped. The list is as it was.' });
  });
});

describe('F5 lets customers who are gone leave the list', () => {
  const label = fakeConnections.find(({ connectionId }) => connectionId === acme.connectionId)?.label;
  const bringNames = (...rows: AccountRow[]) =>
    rig.reply('readNames', ok(rows.map(({ accountId, name, email }) => ({ accountId, name, email }))));
  beforeEach(async () => {
    await openWith([acme, labs, globex]);
    rig.command({ do: 'sync' });
  });

  test('and says so; no other takes the place of the one that was highlighted', async () => {
    expect(rig.view().row).toEqual(acme);
    await rig.reply('syncAccounts', ok([]));
    await bringNames(labs, globex);
    expect(rig.view()).toMatchObject({ row: null, notice: `${label} no longer has ${acme.name}` });
    expect(rig.names()).toEqual([labs.name, globex.name]);
    enter();
    expect(rig.callsOf('logIn')).toEqual([]);
  });

  test('and names no number of several: there may be more than are in the list', async () => {
    await rig.reply('syncAccounts', ok([]));
    await bringNames(acme);
    expect(rig.view().notice).toBe('Some customers of this list are gone');
  });

  test('and says how many there are, and names some, whatever the list shows', async () => {
    const { connectionId } = acme;
    await rig.reply('syncAccounts', ok([{ connectionId, count: 29, names: [acme.name, 'Initech'] }]));
    const words = `29 customers of ${label} are gone: ${acme.name}, Initech and 27 others`;
    expect(rig.view().notice).toBe(words);
    await bringNames(labs, globex);
    expect(rig.names()).toEqual([labs.name, globex.name]);
    expect(rig.view().notice).toBe(words);
  });

  test('and leaves a long sentence on the screen for as long as it takes to read it', async () => {
    const names = ['The Society of the Friends of Long Names', 'Union of the Readers of Long Sentences'];
    await rig.reply('syncAccounts', ok([{ connectionId: acme.connectionId, count: 29, names }]));
    await bringNames(acme, labs, globex);
    rig.clock.pass(9_000);
    expect(rig.view().notice).toContain(names[1]);
    rig.clock.pass(3_000);
    expect(rig.view().notice).toBeNull();
  });

  test('and a list that a link chose has to be read as long as before', async () => {
    rig.announce('launcherHidden', null);
    rig.announce('launcherShown', { text: 'globex', select: globex.accountId, from: 'deep-link', pending: null });
    await rig.replyRows([globex, labs]);
    rig.send({ type: 'list-painted' });
    await rig.reply('syncAccounts', ok([]));
    await bringNames(globex);
    rig.send({ type: 'list-painted' });
    rig.clock.pass(999);
    enter();
    expect(rig.callsOf('logIn')).toEqual([]);
    rig.clock.pass(1);
    enter();
    expect(rig.callsOf('logIn')).toHaveLength(1);
  });

  test('and keeps the highlighted one; a number counts only after the list was read', async () => {
    await rig.reply('syncAccounts', fail({ kind: 'offline' }));
    await bringNames(acme, globex);
    expect(rig.view().row).toEqual(acme);
    expect(rig.names()).toEqual([acme.name, globex.name]);
    rig.command({ do: 'log-in-nth', nth: 2 });
    expect(rig.callsOf('logIn')).toEqual([]);
    // What went wrong is still said.
    expect(status().icon).toBe('info');
  });

  test('and a press that comes too soon hears why: the list became shorter', async () => {
    await rig.reply('syncAccounts', ok([]));
    await bringNames(acme, globex);
    enter();
    expect(rig.callsOf('logIn')).toEqual([]);
    expect(status().words).toBe('The list has just become shorter: press it again');
  });

  test('but not from a list that came since, and not if main cannot say', async () => {
    await rig.reply('syncAccounts', ok([]));
    type('acme l');
    await rig.replyRows([labs, globex]);
    await bringNames(acme);
    expect(rig.names()).toEqual([labs.name, globex.name]);
    rig.command({ do: 'sync' });
    await rig.reply('syncAccounts', ok([]));
    await rig.reply('readNames', fail({ kind: 'directory-busy' }));
    expect(rig.names()).toEqual([labs.name, globex.name]);
  });
});

describe('the store', () => {
  test('processes what main announces before main has sent its state', async () => {
    begin(null);
    show({ text: 'acme', from: 'deep-link' });
    enter();
    rig.send({ type: 'app-changed', app: appState() });
    expect(rig.view()).toMatchObject({ visible: true, search: { text: 'acme' }, selection: 'none', queued: [] });
  });

  test('calls its listeners on each change, until they unsubscribe', () => {
    begin();
    const texts: string[] = [];
    const leave = rig.store.subscribe(() => texts.push(rig.view().search.text));
    type('a');
    type('ac');
    leave();
    type('acm');
    expect(texts).toEqual(['a', 'ac']);
  });

  test('stops its timers and its listeners when it stops', () => {
    begin();
    rig.announce('accountsChanged', { connectionId: 'brevo0001' });
    expect(rig.clock.running()).toBe(1);
    expect(rig.listening()).toBe(9);
    rig.stop();
    expect(rig.clock.running()).toBe(0);
    expect(rig.listening()).toBe(0);
  });
});

describe('moving', () => {
  const items = Array.from(
    { length: 12 },
    (_, i) => ({ type: 'account', key: `${i}`, row: acme, group: null }) as const,
  );

  test.each([
    ['next', 0, 1],
    ['next', 11, 0],
    ['next', -1, 0],
    ['previous', 1, 0],
    ['previous', 0, 11],
    ['previous', -1, 11],
    ['first', 5, 0],
    ['last', 5, 11],
    ['page-down', 1, 9],
    ['page-down', 9, 11],
    ['page-up', 9, 1],
    ['page-up', 3, 0],
  ] as const)('%s from %i leads to %i', (to, from, target) => {
    expect(moved(items, from, to)?.key).toBe(`${target}`);
  });

  test('leads nowhere without rows', () => {
    for (const to of ['next', 'previous', 'first', 'last', 'page-down', 'page-up'] as const)
      expect(moved([], -1, to)).toBeUndefined();
  });
});
