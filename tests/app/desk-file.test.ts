import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { SettingsFile } from '../../src/main/settings/settings-file.ts';
import type { Output } from '../../src/shared/contract.ts';
import type { DeskPreview } from '../../src/shared/desk.ts';
import { defaultSettings } from '../../src/shared/settings.ts';
import { leaksIn, sinksThatShowPlanted } from '../helpers/canaries.ts';
import { eventually } from '../helpers/eventually.ts';
import type { FakeDesktop } from '../helpers/fake-desktop.ts';
import { importRequest } from '../helpers/import-request.ts';
import { connect, get, launcher, tempFolder } from '../helpers/program-at-scale.ts';
import { ProviderServer } from '../helpers/provider-server.ts';
import { opened } from '../helpers/temp-directory.ts';

// A desk is exported on one computer and imported on another: two folders, two keychains, one pretend provider.

let server: ProviderServer;
let file: string;

beforeEach(async () => {
  server = await ProviderServer.start();
  onTestFinished(() => server.stop());
  server.customers.brevo = [
    { remoteId: '5000', name: 'Hargreaves Travel' },
    { remoteId: '5001', name: 'Globex' },
    { remoteId: '5002', name: 'Initech' },
  ];
  file = join(tempFolder(), 'latchkey-desk.json');
});

function computer() {
  const folder = tempFolder();
  const environment = { LATCHKEY_ORIGINS: JSON.stringify({ brevo: server.origin, sendgrid: server.origin }) };
  return { folder, ...launcher(folder, environment) };
}

/** A computer with a connection, settings, names, notes and pins of its user. */
async function furnished() {
  const machine = computer();
  const desktop = await machine.launch();
  const connectionId = await connect(desktop, 'brevo', server.keys.brevo);
  await get(desktop, 'syncAccounts', { connectionId });
  await get(desktop, 'changeConnection', {
    connectionId,
    change: { label: 'Agency', colour: 'violet', reasonRequired: true, adminEmail: 'ann@agency.example' },
  });
  const names = join(machine.folder, 'names.csv');
  writeFileSync(names, 'id,name,alias,tag\n5001,Globex of the file,GBX,gold\n5002,Initech of the file,,\n');
  desktop.fileToRead = names;
  await get(desktop, 'importNames', importRequest(await get(desktop, 'chooseNamesFile', {})));
  await get(desktop, 'renameAccount', { accountId: `${connectionId}/5000`, name: 'The Hargreaves' });
  await get(desktop, 'noteAccount', { accountId: `${connectionId}/5000`, note: '! Ask Ann\nbefore changes' });
  await get(desktop, 'pinAccount', { accountId: `${connectionId}/5001`, pinned: true });
  await get(desktop, 'pinAccount', { accountId: `${connectionId}/5000`, pinned: true });
  await get(desktop, 'changeSettings', {
    theme: 'dark',
    syncEveryMinutes: 120,
    startAtLogin: true,
    savedPages: [{ provider: 'brevo', name: 'domains', page: 'https://app.brevo.com/senders/domain/list' }],
  });
  return { ...machine, desktop, connectionId };
}

async function exported(desktop: FakeDesktop): Promise<Output<'exportDesk'>> {
  desktop.fileToWrite = file;
  return get(desktop, 'exportDesk', {});
}

async function previewOn(desktop: FakeDesktop): Promise<DeskPreview> {
  desktop.fileToRead = file;
  const preview = await get(desktop, 'chooseDeskFile', {});
  if (!preview) throw new Error('no file was chosen');
  return preview;
}

const stateOf = (desktop: FakeDesktop) => get(desktop, 'getState', {});

/** What the user sees of every customer. */
const customersOf = async (desktop: FakeDesktop) => {
  const { rows } = await get(desktop, 'searchAccounts', { text: '500', typed: false });
  return rows
    .filter(({ kind }) => kind === 'customer')
    .map(({ remoteId, name, nameSource, note, pinned, aliases, tags }) => {
      return { remoteId, name, nameSource, note, pinned, aliases, tags };
    })
    .sort((a, b) => a.remoteId.localeCompare(b.remoteId));
};
const pinsOf = async (desktop: FakeDesktop) => {
  const { rows, home } = await get(desktop, 'searchAccounts', { text: '', typed: false });
  return rows.filter(({ accountId }) => home?.groups[accountId] === 'pinned').map(({ name }) => name);
};

/** Gives a connection its key, as the settings window does. */
async function giveKey(desktop: FakeDesktop): Promise<void> {
  const [connection] = (await stateOf(desktop)).connections;
  const connectionId = connection?.connectionId ?? '';
  expect(await get(desktop, 'replaceKey', { connectionId, key: server.keys.brevo })).toEqual({ result: 'replaced' });
  await eventually(async () =>
    expect((await stateOf(desktop)).connections[0]?.health).toMatchObject({ status: 'idle', accountCount: 3 }),
  );
}

/** The file, changed as with an editor. */
function edit(change: (content: ReturnType<typeof JSON.parse>) => void): void {
  const content = JSON.parse(readFileSync(file, 'utf8'));
  change(content);
  writeFileSync(file, JSON.stringify(content));
}

test('on an empty computer it is the same desk, once the connection has its key', {
  tags: ['errors-canaries'],
}, async () => {
  const old = await furnished();
  expect(await exported(old.desktop)).toEqual({ rows: 3 });
  const sinks = new Map([['the file', readFileSync(file)]]);
  const { keyCanaries, codeCanary } = server;
  const secrets = [keyCanaries.brevo, keyCanaries.sendgrid, codeCanary];
  expect(leaksIn(sinks, secrets)).toEqual([]);
  expect(sinksThatShowPlanted(sinks, secrets)).toEqual(['the file']);
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);

  const fresh = computer();
  const desktop = await fresh.launch();
  const preview = await previewOn(desktop);
  expect(preview).toMatchObject({
    fileName: 'latchkey-desk.json',
    connections: [{ provider: 'brevo', label: 'Agency', what: 'added', requiresReason: true, customers: 3 }],
    counts: { names: 1, notes: 1, pins: 3 - 1, fromFiles: 2, kept: 0, waiting: 3, unreadable: 0 },
    changes: [],
  });
  expect(preview.settings.map(({ name }) => name).sort()).toEqual(['savedPages', 'syncEveryMinutes', 'theme']);
  // Nothing is stored before the user says so.
  expect((await stateOf(desktop)).connections).toEqual([]);

  const record = await get(desktop, 'importDesk', { importId: preview.importId });
  expect(record).toMatchObject({ accounts: 3, isDesk: true, undone: false, fileName: 'latchkey-desk.json' });
  const { settings, connections, lostConnections } = await stateOf(desktop);
  const before = (await stateOf(old.desktop)).settings;
  expect(settings).toEqual({ ...before, startAtLogin: false, firstRunDone: false });
  expect(desktop.startAtLoginSet).toEqual([]);
  expect(lostConnections).toEqual([]);
  expect(connections).toMatchObject([
    { provider: 'brevo', label: 'Agency', colour: 'violet', reasonRequired: true, adminEmail: 'ann@agency.example' },
  ]);
  expect(connections[0]?.connectionId).not.toBe(old.connectionId);
  await eventually(async () =>
    expect((await stateOf(desktop)).connections[0]?.health).toMatchObject({
      status: 'attention',
      problem: { kind: 'key-missing' },
    }),
  );

  // The words wait for the list, also over a restart.
  await fresh.quit();
  const again = await fresh.launch();
  await giveKey(again);
  expect(await customersOf(again)).toEqual(await customersOf(old.desktop));
  expect(await pinsOf(again)).toEqual(['Globex of the file', 'The Hargreaves']);
  expect(await pinsOf(again)).toEqual(await pinsOf(old.desktop));
});

test('what the user gave here stays, and what is new joins it', async () => {
  const old = await furnished();
  await exported(old.desktop);
  const { desktop, connectionId } = old;
  // Back to the provider's words, but for one name and one note.
  await get(desktop, 'renameAccount', { accountId: `${connectionId}/5000`, name: 'Hargreaves here' });
  await get(desktop, 'noteAccount', { accountId: `${connectionId}/5000`, note: '' });
  await get(desktop, 'noteAccount', { accountId: `${connectionId}/5001`, note: 'Only here' });
  await get(desktop, 'pinAccount', { accountId: `${connectionId}/5000`, pinned: false });
  await get(desktop, 'changeConnection', { connectionId, change: { reasonRequired: false, colour: 'red' } });
  const preview = await previewOn(desktop);
  expect(preview).toMatchObject({
    settings: [],
    connections: [{ label: 'Agency', what: 'merged', requiresReason: true }],
    counts: { names: 0, notes: 1, pins: 1, kept: 1, waiting: 0 },
  });
  await get(desktop, 'importDesk', { importId: preview.importId });
  expect((await stateOf(desktop)).connections).toMatchObject([
    { connectionId, label: 'Agency', colour: 'red', reasonRequired: true, health: { accountCount: 3 } },
  ]);
  expect(await customersOf(desktop)).toMatchObject([
    { name: 'Hargreaves here', note: '! Ask Ann\nbefore changes', pinned: true },
    { name: 'Globex of the file', note: 'Only here', pinned: true },
    { name: 'Initech of the file', note: '' },
  ]);
});

test('a file never makes Latchkey less careful', { tags: ['slips-guarded'] }, async () => {
  const old = await furnished();
  const { desktop, connectionId } = old;
  await get(desktop, 'changeSettings', { windowLimitMinutes: 60 });
  await exported(desktop);
  edit((content) => {
    Object.assign(content.settings, { showNotices: false, windowLimitMinutes: 480, linkHandOver: 'off' });
    content.settings.savedPages.push({ provider: 'brevo', name: 'acme', page: 'https://evil.example/' });
    content.connections[0].reasonRequired = false;
    content.connections[0].opensIn = 'window';
  });
  const preview = await previewOn(desktop);
  expect(preview.settings).toEqual([]);
  expect(preview.stricterHere).toEqual(['showNotices', 'windowLimitMinutes']);
  // What is the same here and there does not differ.
  expect(preview.counts).toMatchObject({ names: 0, notes: 0, pins: 0, kept: 0 });
  const before = (await stateOf(desktop)).settings;
  await get(desktop, 'importDesk', { importId: preview.importId });
  const { settings, connections } = await stateOf(desktop);
  expect(settings).toEqual(before);
  expect(settings).toMatchObject({ showNotices: true, windowLimitMinutes: 60, linkHandOver: 'automatic' });
  expect(connections).toMatchObject([{ connectionId, reasonRequired: true, opensIn: 'browser' }]);
});

describe('an import can be undone', () => {
  test('on an empty computer nothing of it is left', { tags: ['storage-forgets'] }, async () => {
    const old = await furnished();
    await exported(old.desktop);
    const fresh = computer();
    const desktop = await fresh.launch();
    const { settings } = await stateOf(desktop);
    const { importId } = await get(desktop, 'importDesk', { importId: (await previewOn(desktop)).importId });
    expect((await stateOf(desktop)).lastChange).toMatchObject({ kind: 'import', changeId: importId });
    const undone = await get(desktop, 'undoImport', { importId });
    expect(undone).toMatchObject({ importId, undone: true, isDesk: true });
    const after = await stateOf(desktop);
    expect(after).toMatchObject({ settings, connections: [], lostConnections: [], lastChange: null });
    expect(await desktop.ask('undoImport', { importId })).toMatchObject({ problem: { kind: 'import-unknown' } });
    await fresh.quit();
    for (const name of ['directory.db', 'settings.json']) {
      const text = readFileSync(join(fresh.folder, name)).toString('latin1');
      for (const word of ['Hargreaves', 'Ask Ann', 'ann@agency', 'Globex']) expect(text).not.toContain(word);
    }
    const again = await fresh.launch();
    expect(await stateOf(again)).toMatchObject({ settings, connections: [], lostConnections: [] });
  });

  test('after a restart, and what was changed since stays', async () => {
    const old = await furnished();
    await exported(old.desktop);
    const fresh = computer();
    const first = await fresh.launch();
    const { importId } = await get(first, 'importDesk', { importId: (await previewOn(first)).importId });
    await giveKey(first);
    const { connections } = await stateOf(first);
    const connectionId = connections[0]?.connectionId ?? '';
    await get(first, 'renameAccount', { accountId: `${connectionId}/5000`, name: 'Renamed since' });
    await get(first, 'changeSettings', { theme: 'light' });
    await fresh.quit();
    const desktop = await fresh.launch();
    expect(await get(desktop, 'listImports', {})).toMatchObject([{ importId, isDesk: true, undone: false }]);
    await get(desktop, 'undoImport', { importId });
    // The connection has a key by now: it stays, with its customers.
    expect(await stateOf(desktop)).toMatchObject({
      connections: [{ connectionId, label: 'Agency' }],
      settings: { theme: 'light', syncEveryMinutes: defaultSettings.syncEveryMinutes, savedPages: [] },
    });
    expect(await customersOf(desktop)).toMatchObject([
      { name: 'Renamed since', nameSource: 'user', note: '', pinned: false },
      { name: 'Globex', nameSource: 'provider', pinned: false, aliases: [], tags: [] },
      { name: 'Initech', nameSource: 'provider' },
    ]);
  });

  test('but for a connection that was given a key, also if its list has not come yet', async () => {
    const old = await furnished();
    await exported(old.desktop);
    const fresh = computer();
    const desktop = await fresh.launch();
    const { importId } = await get(desktop, 'importDesk', { importId: (await previewOn(desktop)).importId });
    const [connection] = (await stateOf(desktop)).connections;
    fresh.keychain.keys.set(connection?.connectionId ?? '', server.keys.brevo);
    await get(desktop, 'undoImport', { importId });
    const { connections, settings } = await stateOf(desktop);
    expect(connections).toMatchObject([{ connectionId: connection?.connectionId, label: 'Agency' }]);
    expect(settings.theme).toBe('system');
  });

  test('not while the keyring does not say whether a connection has a key', async () => {
    const old = await furnished();
    await exported(old.desktop);
    const fresh = computer();
    const desktop = await fresh.launch();
    const { importId } = await get(desktop, 'importDesk', { importId: (await previewOn(desktop)).importId });
    fresh.keychain.trouble = 'locked';
    expect(await desktop.ask('undoImport', { importId })).toMatchObject({ problem: { kind: 'keychain-locked' } });
    expect((await stateOf(desktop)).connections).toHaveLength(1);
    fresh.keychain.trouble = null;
    expect(await desktop.ask('undoImport', { importId })).toMatchObject({ ok: true });
    expect((await stateOf(desktop)).connections).toEqual([]);
  });
});

test('a shortcut that the system keeps for itself is said, and the rest is imported', async () => {
  const old = await furnished();
  await get(old.desktop, 'changeSettings', { launcherShortcut: 'Alt+Space' });
  await exported(old.desktop);
  const fresh = computer();
  const desktop = await fresh.launch({ takenShortcuts: ['Alt+Space'] });
  await get(desktop, 'importDesk', { importId: (await previewOn(desktop)).importId });
  const { settings, shortcuts } = await stateOf(desktop);
  expect(settings).toMatchObject({ theme: 'dark', launcherShortcut: 'Alt+Space' });
  expect(shortcuts.launcher).toEqual({ kind: 'shortcut-taken', shortcut: 'Alt+Space' });
});

test('sample customers are in no file', async () => {
  const machine = computer();
  const desktop = await machine.launch();
  await get(desktop, 'exploreSamples', {});
  await exported(desktop);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ latchkey: 'desk', version: 1, connections: [] });
});

test.each([
  ['no file', 'missing', null],
  ['a picture', 'not-a-desk', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff])],
  ['another JSON', 'not-a-desk', '{"connections": []}'],
  ['half a file', 'not-a-desk', '{"latchkey": "desk", "version": 1, "connec'],
  ['a file of a newer Latchkey', 'newer', '{"latchkey": "desk", "version": 2, "rooms": []}'],
])('%s is refused with its reason', async (_, why, content) => {
  const desktop = await computer().launch();
  if (content !== null) writeFileSync(file, content);
  desktop.fileToRead = file;
  const answer = await desktop.ask('chooseDeskFile', {});
  expect(answer).toEqual({ ok: false, problem: { kind: 'desk-file-unreadable', why } });
  expect(await desktop.ask('importDesk', { importId: '' })).toMatchObject({ problem: { kind: 'import-unknown' } });
});

describe('killed during an import', { tags: ['storage-killed'] }, () => {
  const change = {
    settings: { theme: 'dark' },
    add: [
      {
        connectionId: 'abcdef0123456789',
        provider: 'brevo',
        label: 'Agency',
        colour: 'red',
        region: 'global',
        sandbox: false,
        reasonRequired: true,
        adminEmail: '',
        suggestedAdminEmail: '',
        opensIn: 'browser',
        namesPaused: false,
        createdAt: '2026-01-01T00:00:00.000Z',
      },
    ],
    remove: [],
    reasonRequired: {},
  };
  const importing = {
    added: ['abcdef0123456789'],
    record: JSON.stringify({
      settings: [{ name: 'theme', before: 'system', after: 'dark' }],
      added: ['abcdef0123456789'],
      raised: [],
    }),
    pending: JSON.stringify(change),
  };
  const lists = [
    {
      connectionId: 'abcdef0123456789',
      customers: Array.from({ length: 2_000 }, (_, n) => ({
        remoteId: `${5000 + n}`,
        name: `Given ${n}`,
        note: '',
        pin: null,
        fromFiles: null,
      })),
    },
  ];
  const begun = { importId: 'import1', fileName: 'latchkey-desk.json', at: '2026-01-01T00:00:00.000Z' };

  test('before its names are complete, nothing is there after the restart', async () => {
    const machine = computer();
    await (await machine.launch()).quit();
    const { directory } = opened(machine.folder);
    const storing = directory.desk.store(begun, lists, importing);
    // Some slices are stored by then, and not all.
    for (let turn = 0; turn < 2; turn++) await new Promise((resume) => setImmediate(resume));
    directory.close();
    await expect(storing).rejects.toThrow();
    const desktop = await machine.launch();
    expect(await stateOf(desktop)).toMatchObject({ connections: [], lostConnections: [], settings: defaultSettings });
    expect(await get(desktop, 'listImports', {})).toEqual([]);
    await machine.quit();
    expect(readFileSync(join(machine.folder, 'directory.db')).includes('Given 7')).toBe(false);
  });

  test('between the names and the settings, all of it is there after the restart', async () => {
    const machine = computer();
    await (await machine.launch()).quit();
    const { directory } = opened(machine.folder);
    await directory.desk.store(begun, lists, importing);
    directory.close();
    const desktop = await machine.launch();
    const { connections, lostConnections, settings } = await stateOf(desktop);
    expect(connections).toMatchObject([{ label: 'Agency', reasonRequired: true }]);
    expect([lostConnections, settings.theme]).toEqual([[], 'dark']);
    await giveKey(desktop);
    expect((await customersOf(desktop)).map(({ name }) => name)).toEqual(['Given 0', 'Given 1', 'Given 2']);
    await machine.quit();
    expect(opened(machine.folder).directory.desk.pending()).toEqual([]);
  });

  test('between the names and the settings of an undo, the undo is whole after the restart', async () => {
    const machine = computer();
    await (await machine.launch()).quit();
    const { directory } = opened(machine.folder);
    const { file: settings } = SettingsFile.open(machine.folder);
    await directory.desk.store(begun, lists, importing);
    expect(settings.changeAll(change as never)).toEqual({ ok: true, value: null });
    directory.desk.settle('import1');
    const back = { settings: { theme: 'system' }, add: [], remove: ['abcdef0123456789'], reasonRequired: {} };
    await directory.desk.takeBack('import1', { removed: ['abcdef0123456789'], pending: JSON.stringify(back) });
    directory.close();
    const desktop = await machine.launch();
    expect(await stateOf(desktop)).toMatchObject({ connections: [], lostConnections: [], settings: defaultSettings });
    expect(await get(desktop, 'listImports', {})).toMatchObject([{ importId: 'import1', undone: true }]);
    await machine.quit();
    expect(readFileSync(join(machine.folder, 'directory.db')).includes('Given 7')).toBe(false);
  });
});

test('if the settings cannot be written, nothing is imported, and it can be tried again', async () => {
  const old = await furnished();
  await exported(old.desktop);
  const fresh = computer();
  const desktop = await fresh.launch();
  const { importId } = await previewOn(desktop);
  const changeAll = vi.spyOn(SettingsFile.prototype, 'changeAll').mockImplementationOnce(() => {
    return { ok: false, problem: { kind: 'disk-full' } };
  });
  onTestFinished(() => changeAll.mockRestore());
  expect(await desktop.ask('importDesk', { importId })).toMatchObject({ problem: { kind: 'disk-full' } });
  expect(await stateOf(desktop)).toMatchObject({ connections: [], lostConnections: [], settings: defaultSettings });
  expect(await get(desktop, 'listImports', {})).toEqual([]);
  expect(await desktop.ask('importDesk', { importId })).toMatchObject({ ok: true });
  expect((await stateOf(desktop)).connections).toHaveLength(1);
  await fresh.quit();
  // Of the attempt that failed, nothing is left.
  expect(await stateOf(await fresh.launch())).toMatchObject({
    connections: [{ label: 'Agency' }],
    lostConnections: [],
  });
});
