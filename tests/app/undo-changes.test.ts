import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { UndoableChange } from '../../src/shared/change.ts';
import type { Output } from '../../src/shared/contract.ts';
import { eventually } from '../helpers/eventually.ts';
import type { FakeDesktop } from '../helpers/fake-desktop.ts';
import { importRequest } from '../helpers/import-request.ts';
import { connect, get, launcher, tempFolder } from '../helpers/program-at-scale.ts';
import { ProviderServer } from '../helpers/provider-server.ts';

// Undoing changes of names, notes and pins in the whole program, with a real directory.

let folder: string;
let program: ReturnType<typeof launcher>;
let desktop: FakeDesktop;
let connectionId: string;
let accountId: string;

beforeEach(async () => {
  const server = await ProviderServer.start();
  onTestFinished(() => server.stop());
  server.customers.brevo = [
    { remoteId: '5000', name: 'Hargreaves Travel' },
    { remoteId: '5001', name: 'Globex' },
  ];
  folder = tempFolder();
  program = launcher(folder, { LATCHKEY_ORIGINS: JSON.stringify({ brevo: server.origin, sendgrid: server.origin }) });
  desktop = await program.launch();
  connectionId = await connect(desktop, 'brevo', server.keys.brevo);
  await get(desktop, 'syncAccounts', { connectionId });
  accountId = `${connectionId}/5000`;
});

const rowNow = async () =>
  (await get(desktop, 'searchAccounts', { text: '5000', typed: false })).rows.find(
    (row) => row.accountId === accountId,
  );
const lastChange = async (): Promise<UndoableChange | null> => (await get(desktop, 'getState', {})).lastChange;
const undo = (changeId = '') => desktop.ask('undoChange', { changeId });
const rename = (name: string) => get(desktop, 'renameAccount', { accountId, name });
const note = (text: string) => get(desktop, 'noteAccount', { accountId, note: text });
const pin = (pinned: boolean) => get(desktop, 'pinAccount', { accountId, pinned });
const trayWords = (): string => JSON.stringify(desktop.tray);

async function importFile(csv: string): Promise<Output<'importNames'>> {
  desktop.fileToRead = join(folder, 'team names.csv');
  writeFileSync(desktop.fileToRead, csv);
  const preview = await get(desktop, 'chooseNamesFile', {});
  return get(desktop, 'importNames', importRequest(preview));
}

describe('a change is reported with what a sentence needs, and its undo restores what was there', () => {
  const of = { name: 'Hargreaves Travel' };
  test.each([
    ['a new name', () => rename('Hargreaves Ltd'), { ...of, kind: 'rename', newName: 'Hargreaves Ltd' }],
    ['a note', () => note('Ask for Ann'), { ...of, kind: 'note', removed: false }],
    ['a pin', () => pin(true), { ...of, kind: 'pin' }],
  ] as const)('%s', async (_, change, facts) => {
    const before = await rowNow();
    const made = await change();
    expect(made).toMatchObject({ ...facts, accountId });
    expect(await lastChange()).toEqual(made);
    expect(await rowNow()).not.toEqual(before);
    expect(await undo(made?.changeId)).toEqual({ ok: true, value: { name: 'Hargreaves Travel' } });
    expect(await rowNow()).toEqual(before);
    expect(await lastChange()).toBeNull();
  });

  test('a name that was emptied, a note that was emptied and a pin that was taken off', async () => {
    await rename('Hargreaves Ltd');
    await note('Ask for Ann');
    await pin(true);
    const before = await rowNow();
    for (const [change, facts] of [
      [() => rename(''), { kind: 'rename', name: 'Hargreaves Ltd', newName: 'Hargreaves Travel' }],
      [() => note(''), { kind: 'note', name: 'Hargreaves Ltd', removed: true }],
      [() => pin(false), { kind: 'unpin', name: 'Hargreaves Ltd' }],
    ] as const) {
      const made = await change();
      expect(made).toMatchObject(facts);
      expect(await undo(made?.changeId)).toEqual({ ok: true, value: { name: 'Hargreaves Ltd' } });
      expect(await rowNow()).toEqual(before);
    }
  });

  test('an import', async () => {
    const { importId } = await importFile('id,name\n5000,The Hargreaves\n5001,The Globex\n');
    expect(await rowNow()).toMatchObject({ name: 'The Hargreaves' });
    expect(await lastChange()).toEqual({ changeId: importId, kind: 'import', fileName: 'team names.csv' });
    expect(await undo(importId)).toEqual({ ok: true, value: { name: null } });
    expect(await rowNow()).toMatchObject({ name: 'Hargreaves Travel' });
    expect(await get(desktop, 'listImports', {})).toMatchObject([{ importId, undone: true }]);
  });
});

test('what is so already is no change, and nothing is to be undone', async () => {
  expect([await rename(''), await note(''), await pin(false)]).toEqual([null, null, null]);
  await rename('Hargreaves Ltd');
  const last = await lastChange();
  expect(await rename('Hargreaves Ltd')).toBeNull();
  expect(await lastChange()).toEqual(last);
});

test('changes are undone from the newest to the oldest, and the tray shows the names that are back', async () => {
  await pin(true);
  await rename('First');
  await rename('Second');
  for (const name of ['First', 'Hargreaves Travel']) {
    expect(await undo((await lastChange())?.changeId)).toEqual({ ok: true, value: { name } });
    await eventually(() => expect(trayWords()).toContain(name));
  }
  expect(await lastChange()).toMatchObject({ kind: 'pin' });
});

test.each([
  ['name', () => rename('First'), () => rename('Second'), { name: 'Second' }],
  ['note', () => note('First'), () => note('Second'), { note: 'Second' }],
  ['pin', () => pin(true), () => pin(false), { pinned: false }],
] as const)('a %s that was changed again since stays as it is', async (_, first, second, facts) => {
  const older = await first();
  const newer = await second();
  expect(await undo(older?.changeId)).toEqual({ ok: false, problem: { kind: 'changed-since' } });
  expect(await rowNow()).toMatchObject(facts);
  expect(await undo(older?.changeId)).toEqual({ ok: false, problem: { kind: 'change-unknown' } });
  expect(await lastChange()).toEqual(newer);
});

test('a pin returns to its place in the order of pins', async () => {
  await pin(true);
  await get(desktop, 'pinAccount', { accountId: `${connectionId}/5001`, pinned: true });
  const pinned = async () =>
    (await get(desktop, 'searchAccounts', { text: '', typed: false })).rows
      .filter((row) => row.kind === 'customer' && row.pinned)
      .map(({ remoteId }) => remoteId);
  expect(await pinned()).toEqual(['5000', '5001']);
  const taken = await pin(false);
  expect(await pinned()).toEqual(['5001']);
  await undo(taken?.changeId);
  expect(await pinned()).toEqual(['5000', '5001']);
});

test('pressed twice, an undo is done once', async () => {
  const { importId } = await importFile('id,name\n5000,The Hargreaves\n');
  expect(await Promise.all([undo(importId), undo(importId)])).toEqual([
    { ok: true, value: { name: null } },
    { ok: true, value: { name: null } },
  ]);
});

test('an import that was undone in the settings window is no longer offered', async () => {
  await rename('Hargreaves Ltd');
  const renamed = await lastChange();
  const { importId } = await importFile('id,name\n5001,The Globex\n');
  await get(desktop, 'undoImport', { importId });
  expect(await lastChange()).toEqual(renamed);
  expect(await undo(importId)).toEqual({ ok: false, problem: { kind: 'change-unknown' } });
});

test('a removed connection takes the changes of its customers with it', async () => {
  const made = await rename('Hargreaves Ltd');
  await get(desktop, 'disconnectProvider', { connectionId });
  expect(await lastChange()).toBeNull();
  expect(await undo(made?.changeId)).toEqual({ ok: false, problem: { kind: 'change-unknown' } });
});

test('after a restart the name stays, and its undo says that it is too late', async () => {
  const made = await rename('Hargreaves Ltd');
  await program.quit();
  desktop = await program.launch();
  expect(await lastChange()).toBeNull();
  expect(await undo(made?.changeId)).toEqual({ ok: false, problem: { kind: 'change-unknown' } });
  expect(await rowNow()).toMatchObject({ name: 'Hargreaves Ltd' });
});
