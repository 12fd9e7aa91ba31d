import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/main/sandbox/sandbox.ts';
import type { AccountRow } from '../../src/shared/account.ts';
import type { AnnouncementName } from '../../src/shared/contract.ts';
import { eventually } from '../helpers/eventually.ts';
import { FakeDesktop } from '../helpers/fake-desktop.ts';
import { MemoryKeychain } from '../helpers/memory-keychain.ts';
import { asRealProviders, providerIn } from '../helpers/sandbox-provider.ts';

// The whole main process under a typing hand: what the parts decide reaches the desktop.

const opening = { text: null, select: null, from: 'shortcut', pending: null } as const;

let folder: string;
let sandbox: Sandbox;
let desktop: FakeDesktop;
let acme: AccountRow;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-hand-'));
  sandbox = await startSandbox({ accountsPerProvider: 12 });
  const keychain = new MemoryKeychain();
  desktop = await FakeDesktop.start({ folder, fork: () => keychain.fork(), environment: asRealProviders(sandbox) });
  const { key } = providerIn(sandbox, 'brevo');
  await desktop.ask('connectProvider', { provider: 'brevo', key, label: '', colour: 'blue', region: '' });
  await desktop.ask('finishFirstRun', {});
  acme = await eventually(async () => {
    const answer = await desktop.ask('searchAccounts', { text: 'acme', typed: false });
    const [row] = answer.ok ? answer.value.rows : [];
    if (!row) throw new Error('the list is not here yet');
    return row;
  });
  desktop.desktop.launcher.show(opening);
});
afterEach(async () => {
  await desktop.quit();
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

const logIn = () =>
  desktop.ask('logIn', { accountId: acme.accountId, target: null, reason: '', confirmed: [], chosen: 'row' });
const typeInField = () => desktop.ask('searchAccounts', { text: 'glo', typed: true });
const isShown = (): boolean => desktop.launcherOpening !== null;
const announced = (name: AnnouncementName) => desktop.told.filter((each) => each.name === name);

test('the launcher hides after the opening if nothing was typed since Enter', async () => {
  await typeInField();
  expect(await logIn()).toMatchObject({ value: { result: 'opened' } });
  expect(isShown()).toBe(false);
});

test.each([
  ['the search field', typeInField],
  ['another field', () => desktop.ask('noteTyped', {})],
])('it stays, also when the browser takes the focus, if something was typed in %s', async (_, type) => {
  const opened = logIn();
  await type();
  expect(await opened).toMatchObject({ value: { result: 'opened' } });
  expect(isShown()).toBe(true);
  desktop.blur();
  expect(isShown()).toBe(true);
});

test('without an opening, it hides when it loses the focus', async () => {
  await typeInField();
  desktop.blur();
  expect(isShown()).toBe(false);
});

test('a link waits while a question is open, and so does a second start', async () => {
  await desktop.ask('noteQuestion', { open: true });
  desktop.deepLink(`latchkey://open?provider=brevo&account=${acme.remoteId}`);
  desktop.secondInstance();
  expect(desktop.launcherOpening).toEqual(opening);
  expect(announced('waiting').at(-1)?.announcement).toEqual({
    from: 'deep-link',
    text: acme.remoteId,
    select: acme.accountId,
    name: acme.name,
  });
  await desktop.ask('noteQuestion', { open: false });
  desktop.secondInstance();
  expect(desktop.launcherOpening).toMatchObject({ from: 'start' });
});

test('a link waits as long as the launcher is on the screen, and shows it if it is hidden', async () => {
  desktop.deepLink(`latchkey://open?provider=brevo&account=${acme.remoteId}`);
  expect(desktop.launcherOpening).toEqual(opening);
  expect(announced('waiting').at(-1)?.announcement).toMatchObject({ from: 'deep-link', select: acme.accountId });
  await desktop.ask('hideLauncher', {});
  desktop.deepLink(`latchkey://open?provider=brevo&account=${acme.remoteId}`);
  expect(desktop.launcherOpening).toMatchObject({ from: 'deep-link', select: acme.accountId });
});

test('the tray shows a log-in at once, and cancels it', async () => {
  const answer = logIn();
  await eventually(() => expect(desktop.tray?.items[0]).toMatchObject({ label: `Logging in to ${acme.name}…` }));
  desktop.trayItem('Cancel')?.click();
  expect(desktop.tray?.items[0]).toMatchObject({ label: 'Open Latchkey' });
  expect(await answer).toEqual({ ok: true, value: { result: 'cancelled' } });
  expect(desktop.opened).toEqual([]);
});
