import {
  chmodSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { keyringUnavailable } from '../../scripts/private-keyring.mjs';
import { SettingsFile } from '../../src/main/settings/settings-file.ts';
import { worldsUnavailable } from '../helpers/child-runner.ts';
import { withKeyring } from '../helpers/real-keychain.ts';
import { tempFolder } from '../helpers/temp-directory.ts';
import { Trial } from '../helpers/trial.ts';

// Files that the user chooses, from anywhere, and and disks and keyrings that change meanwhile.

let trial: Trial;
let outside: string;

beforeEach(async () => {
  trial = await Trial.prepare();
  outside = tempFolder();
});
afterEach(async () => {
  await trial.expectNothingLeaked();
  await trial.end();
});

const deskOf = (customers: readonly unknown[], label = 'Agency', change: object = {}) => ({
  latchkey: 'desk',
  version: 1,
  settings: {},
  connections: [
    {
      provider: 'brevo',
      region: 'global',
      label,
      colour: 'red',
      reasonRequired: false,
      adminEmail: '',
      opensIn: 'browser',
      namesPaused: false,
      customers,
    },
  ],
  ...change,
});

function fileWith(name: string, content: string): string {
  const path = join(outside, name);
  writeFileSync(path, content);
  return path;
}

const choose = async (name: 'chooseDeskFile' | 'chooseNamesFile', path: string) => {
  await trial.runner.bend({ fileToRead: path });
  return trial.ask(name, {});
};

test('a file of 200 MB is refused', async () => {
  await trial.start();
  await trial.connectAll(['brevo']);
  const path = fileWith('huge', '');
  truncateSync(path, 200 * 1024 * 1024);
  for (const [name, kind] of [
    ['chooseDeskFile', 'desk-file-unreadable'],
    ['chooseNamesFile', 'names-file-unreadable'],
  ] as const) {
    expect(await choose(name, path)).toEqual({ ok: false, problem: { kind, why: 'too-large' } });
  }
  await trial.expectOrdinaryLogIn('brevo');
});

test('a desk file with more entries than any desk has is refused', async () => {
  await trial.start();
  await trial.connectAll(['brevo']);
  const desk = JSON.stringify(deskOf([])).replace('"customers":[]', `"customers":[${'{},'.repeat(500_000)}{}]`);
  expect(await choose('chooseDeskFile', fileWith('desk.json', desk))).toEqual({
    ok: false,
    problem: { kind: 'desk-file-unreadable', why: 'too-large' },
  });
  await trial.expectOrdinaryLogIn('brevo');
});

test('a desk file of millions of empty values is refused before they fill the memory', async () => {
  await trial.start();
  await trial.connectAll(['brevo']);
  const desk = JSON.stringify(deskOf([{ id: '1', name: '"[{,\\' }]));
  expect(await choose('chooseDeskFile', fileWith('few.json', desk))).toMatchObject({ ok: true });
  const bomb = desk.replace('"settings":{}', `"settings":{},"more":[${'0,'.repeat(6_000_000)}0]`);
  expect(await choose('chooseDeskFile', fileWith('many.json', bomb))).toEqual({
    ok: false,
    problem: { kind: 'desk-file-unreadable', why: 'too-large' },
  });
  await trial.expectOrdinaryLogIn('brevo');
});

test('names that every object has are names like others in a desk file', async () => {
  await trial.start();
  await trial.connectAll(['sendgrid']);
  const odd = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
  const desk = odd.map(
    (label) =>
      deskOf(
        odd.map((id) => ({ id, name: `Called ${id}`, pin: 1 })),
        label,
      ).connections[0],
  );
  const text = JSON.stringify({ ...deskOf([]), connections: desk }).replace(
    '"settings":{}',
    '"settings":{"__proto__":{"theme":"dark"},"constructor":1}',
  );
  const preview = await choose('chooseDeskFile', fileWith('desk.json', text));
  expect(preview).toMatchObject({ ok: true, value: { settings: [], counts: { names: 16, pins: 16, unreadable: 0 } } });
  const importId = preview.ok ? (preview.value?.importId ?? '') : '';
  expect(await trial.ask('importDesk', { importId })).toMatchObject({ ok: true });
  expect((await trial.state()).connections.map(({ label }) => label).slice(1)).toEqual(odd);
  await trial.runner.bend({ fileToWrite: join(outside, 'again.json') });
  expect(await trial.ask('exportDesk', {})).toMatchObject({ ok: true, value: { rows: 16 } });
  expect(await choose('chooseDeskFile', join(outside, 'again.json'))).toMatchObject({
    value: { counts: { names: 0 } },
  });
  expect(await trial.ask('undoImport', { importId })).toMatchObject({ ok: true });
  expect((await trial.state()).connections).toHaveLength(1);
  expect(Object.keys(Object.prototype)).toEqual([]);
  await trial.expectOrdinaryLogIn('sendgrid');
});

test.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)(
  'another user’s link does not lead an export over a file of this user',
  { tags: ['storage-private'] },
  async () => {
    await trial.start();
    const ours = fileWith('profile', 'as it was');
    const shared = join(outside, 'shared');
    mkdirSync(shared);
    chmodSync(shared, 0o1777);
    const link = join(shared, 'latchkey-names.csv');
    symlinkSync(ours, link);
    lchownSync(link, 65_534, 65_534);
    await trial.runner.bend({ fileToWrite: link });
    // An ordinary user may not even replace the link in such a folder; root may.
    expect(await trial.ask('exportNames', {})).toEqual({ ok: true, value: { rows: 0 } });
    expect(readFileSync(ours, 'utf8')).toBe('as it was');
    expect(statSync(ours).mode & 0o777).toBe(0o644);
  },
);

test('where no file can be written, an export says so, and leaves nothing', async () => {
  await trial.start();
  const readOnly = fileWith('kept.csv', 'as it was');
  chmodSync(readOnly, 0o444);
  const folder = join(outside, 'folder');
  mkdirSync(folder);
  const paths = [readOnly, folder, join(outside, 'gone', 'names.csv'), join(readOnly, 'names.csv')];
  for (const fileToWrite of [...paths, join(outside, 'x'.repeat(256))]) {
    await trial.runner.bend({ fileToWrite });
    for (const name of ['exportNames', 'exportDesk', 'exportLedger', 'exportCustomers'] as const)
      expect(await trial.ask(name, {}), fileToWrite).toEqual({ ok: false, problem: { kind: 'file-not-written' } });
  }
  expect(readFileSync(readOnly, 'utf8')).toBe('as it was');
  expect(readdirSync(outside).toSorted()).toEqual(['folder', 'kept.csv']);
  expect(readdirSync(folder)).toEqual([]);
  // The longest name that the system allows is no trouble.
  await trial.runner.bend({ fileToWrite: join(outside, 'x'.repeat(255)) });
  expect(await trial.ask('exportNames', {})).toEqual({ ok: true, value: { rows: 0 } });
});

/** Imports a desk with one more connection, which waits for its key. */
async function importedDesk(): Promise<string> {
  const desk = await choose(
    'chooseDeskFile',
    fileWith('desk.json', JSON.stringify(deskOf([{ id: '1', name: 'Acme' }]))),
  );
  const importId = desk.ok ? (desk.value?.importId ?? '') : '';
  await trial.get('importDesk', { importId });
  expect((await trial.state()).lastChange).toMatchObject({ changeId: importId });
  return importId;
}

/** It can be undone as often as it takes. */
async function isStillOffered(changeId: string, kind: string): Promise<void> {
  for (let times = 0; times < 2; times++)
    expect(await trial.ask('undoChange', { changeId })).toMatchObject({ ok: false, problem: { kind } });
  expect((await trial.state()).lastChange).toMatchObject({ changeId });
}

async function undoes(changeId: string): Promise<void> {
  expect(await trial.ask('undoChange', { changeId })).toEqual({ ok: true, value: { name: null } });
  const { connections, lastChange, lostConnections } = await trial.state();
  expect({ connections: connections.length, lastChange, lostConnections }).toEqual({
    connections: 1,
    lastChange: null,
    lostConnections: [],
  });
}

describe('an undo of a desk', () => {
  test.skipIf(worldsUnavailable() !== null)('for which the disk has no room can be made later', async () => {
    const runner = await trial.startInChild({}, 'small disk');
    await trial.connectAll(['brevo']);
    const changeId = await importedDesk();
    await runner.fillDisk();
    await isStillOffered(changeId, 'disk-full');
    await runner.freeDisk();
    await undoes(changeId);
    await trial.expectOrdinaryLogIn('brevo');
  });

  test('can be made later if only the settings could not be written', async () => {
    await trial.start();
    await trial.connectAll(['brevo']);
    const changeId = await importedDesk();
    const changeAll = vi
      .spyOn(SettingsFile.prototype, 'changeAll')
      .mockImplementation(() => ({ ok: false, problem: { kind: 'disk-full' } }));
    onTestFinished(() => changeAll.mockRestore());
    await isStillOffered(changeId, 'disk-full');
    changeAll.mockRestore();
    await undoes(changeId);
  });

  test.skipIf(keyringUnavailable() !== null)('waits for a keyring that is locked or starts anew', async () => {
    await withKeyring(trial, async (keyring, keychain) => {
      const changeId = await importedDesk();
      await keyring.lock();
      await isStillOffered(changeId, 'keychain-locked');
      // A key that was given in the meantime cannot be seen, so its connection stays.
      expect((await trial.state()).connections).toHaveLength(2);
      await keychain.use({ address: 'unix:path=/nonexistent/bus' });
      await isStillOffered(changeId, 'keychain-missing');
      await keychain.use({ address: keyring.address });
      await keyring.unlock();
      await undoes(changeId);
      await trial.expectOrdinaryLogIn('sendgrid');
    });
  });
});

test('a keyring that starts anew while a desk is imported costs neither the desk nor a key', async ({ skip }) => {
  const why = keyringUnavailable();
  skip(why !== null, why ?? '');
  await withKeyring(trial, async (keyring) => {
    const desk = await choose(
      'chooseDeskFile',
      fileWith(
        'desk.json',
        JSON.stringify(deskOf(Array.from({ length: 3_000 }, (_, n) => ({ id: `${n}`, name: `Acme ${n}` })))),
      ),
    );
    const importing = trial.ask('importDesk', { importId: desk.ok ? (desk.value?.importId ?? '') : '' });
    await keyring.unlock();
    expect(await importing).toMatchObject({ ok: true, value: { accounts: 3_000 } });
    const { connectionId } = (await trial.state()).connections[1] ?? {};
    expect(
      // The key knows none of the customers in the desk.
      await trial.ask('replaceKey', {
        connectionId: connectionId ?? '',
        key: trial.provider.keys.brevo,
        confirmed: true,
      }),
    ).toMatchObject({ ok: true, value: { result: 'replaced' } });
    await trial.settled();
    await trial.expectOrdinaryLogIn('sendgrid');
  });
});
