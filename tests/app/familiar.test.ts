import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Question } from '../../src/shared/log-in.ts';
import type { FakeDesktop } from '../helpers/fake-desktop.ts';
import { importRequest } from '../helpers/import-request.ts';
import { connect, get, launcher, tempFolder } from '../helpers/program-at-scale.ts';
import { ProviderServer } from '../helpers/provider-server.ts';
import { wish } from '../helpers/wanted.ts';

// Who was opened today is not compared with lookalikes, as long as the user reads what they read then: in the whole program,
// with a real directory.

let folder: string;
let server: ProviderServer;
let program: ReturnType<typeof launcher>;
let desktop: FakeDesktop;
let connectionId: string;

const lawn = '5000';
const law = '5001';
const solo = '5002';

beforeEach(async () => {
  server = await ProviderServer.start();
  onTestFinished(() => server.stop());
  server.customers.brevo = [
    { remoteId: lawn, name: 'Juniper Lawn' },
    { remoteId: law, name: 'Bob the Baker' },
    { remoteId: solo, name: 'Zz Solo 30' },
  ];
  folder = tempFolder();
  program = launcher(folder, { LATCHKEY_ORIGINS: JSON.stringify({ brevo: server.origin, sendgrid: server.origin }) });
  desktop = await program.launch();
  connectionId = await connect(desktop, 'brevo', server.keys.brevo);
  await get(desktop, 'syncAccounts', { connectionId });
});

const idOf = (remoteId: string): string => `${connectionId}/${remoteId}`;
const rename = (remoteId: string, name: string) => get(desktop, 'renameAccount', { accountId: idOf(remoteId), name });

/** Types the text and presses Enter, as if the customer were the first row. Returns what is asked before the log-in. */
async function enter(remoteId: string, text: string): Promise<readonly Question[]> {
  desktop.desktop.launcher.show({ from: 'shortcut', select: null, text: '', pending: null });
  await get(desktop, 'searchAccounts', { text, typed: true });
  const answer = await get(desktop, 'logIn', wish({ accountId: idOf(remoteId) }, { confirmed: ['replaces-session'] }));
  return answer.result === 'ask' ? answer.questions : [];
}

async function importNames(csv: string): Promise<void> {
  desktop.fileToRead = join(folder, 'team names.csv');
  writeFileSync(desktop.fileToRead, csv);
  await get(desktop, 'importNames', importRequest(await get(desktop, 'chooseNamesFile', {})));
}

async function renameAtProvider(remoteId: string, name: string): Promise<void> {
  server.customers.brevo = (server.customers.brevo ?? []).map((one) =>
    one.remoteId === remoteId ? { ...one, name } : one,
  );
  await get(desktop, 'syncAccounts', { connectionId });
}

const ways: readonly (readonly [string, (remoteId: string, name: string) => Promise<unknown>])[] = [
  ['the user', rename],
  ['an import', (remoteId, name) => importNames(`id,name\n${remoteId},${name}\n`)],
  ['the provider', renameAtProvider],
];

describe.each(ways)('renamed by %s', (_, renames) => {
  test('the customer who was opened under another name is asked about', { tags: ['slips-guarded'] }, async () => {
    await renames(law, 'Juniper Law');
    expect(await enter(solo, 'zz')).toEqual([]);
    await renames(solo, 'Juniper Lawm');
    expect(await enter(solo, 'junip')).toMatchObject([{ kind: 'lookalike' }]);
  });

  test('the other customer now looks like the one who was opened: it is asked about', {
    tags: ['slips-guarded'],
  }, async () => {
    expect(await enter(lawn, 'junip')).toEqual([]);
    await renames(law, 'Juniper Law');
    expect(await enter(lawn, 'junip')).toMatchObject([{ kind: 'lookalike', otherName: 'Juniper Law' }]);
  });
});

test('once it was opened beside its twin, it is not asked about again', async () => {
  await rename(law, 'Juniper Law');
  expect(await enter(lawn, 'junip')).toHaveLength(1);
  const answered = wish({ accountId: idOf(lawn) }, { confirmed: ['lookalike'] });
  expect(await get(desktop, 'logIn', answered)).toMatchObject({ result: 'opened' });
  expect(await enter(lawn, 'junip')).toEqual([]);
  // Its twin was not on the screen when it was opened, and has the same name as then.
  expect(await enter(lawn, 'juniper lawn')).toEqual([]);
  expect(await enter(lawn, 'jun')).toEqual([]);
  // Other facts of either may change.
  await get(desktop, 'noteAccount', { accountId: idOf(law), note: 'Ask for Ann' });
  await get(desktop, 'pinAccount', { accountId: idOf(lawn), pinned: true });
  expect(await enter(lawn, 'junip')).toEqual([]);
});

test('a twin who was there already but not on the screen is not asked about', async () => {
  await rename(law, 'Juniper Law');
  expect(await enter(lawn, lawn)).toEqual([]);
  expect(await enter(lawn, 'junip')).toEqual([]);
});

test('the same names once more change nothing', async () => {
  const names = `id,name\n${lawn},Juniper Lawn\n${law},Juniper Law\n`;
  await importNames(names);
  await get(desktop, 'logIn', wish({ accountId: idOf(lawn) }, { confirmed: ['lookalike'] }));
  await importNames(names);
  await get(desktop, 'syncAccounts', { connectionId });
  expect(await enter(lawn, 'junip')).toEqual([]);
});

test('a customer who joins the list as a twin is asked about', { tags: ['slips-guarded'] }, async () => {
  expect(await enter(lawn, 'junip')).toEqual([]);
  server.customers.brevo = [...(server.customers.brevo ?? []), { remoteId: '5003', name: 'Juniper Lawm' }];
  await get(desktop, 'syncAccounts', { connectionId });
  expect(await enter(lawn, 'junip')).toMatchObject([{ kind: 'lookalike', otherName: 'Juniper Lawm' }]);
});

test('a name that is undone is the one that the user read', async () => {
  await rename(law, 'Juniper Law');
  const answered = wish({ accountId: idOf(lawn) }, { confirmed: ['lookalike'] });
  await get(desktop, 'logIn', answered);
  const change = await rename(lawn, 'Juniper Lawm');
  expect(await enter(lawn, 'junip')).toHaveLength(1);
  await get(desktop, 'undoChange', { changeId: change?.changeId ?? '' });
  expect(await enter(lawn, 'junip')).toEqual([]);
});

test('a restart does not make a renamed customer familiar', { tags: ['slips-guarded'] }, async () => {
  await rename(law, 'Juniper Law');
  expect(await enter(solo, 'zz')).toEqual([]);
  await rename(solo, 'Juniper Lawm');
  await program.quit();
  desktop = await program.launch();
  expect(await enter(solo, 'junip')).toMatchObject([{ kind: 'lookalike' }]);
  // One who is called the same still is.
  await get(desktop, 'logIn', wish({ accountId: idOf(lawn) }, { chosen: 'row', confirmed: ['replaces-session'] }));
  await program.quit();
  desktop = await program.launch();
  expect(await enter(lawn, 'junip')).toEqual([]);
});
