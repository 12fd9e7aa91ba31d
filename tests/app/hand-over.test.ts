import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/main/sandbox/sandbox.ts';
import type { AccountRow } from '../../src/shared/account.ts';
import type { LedgerRow } from '../../src/shared/ledger.ts';
import { eventually } from '../helpers/eventually.ts';
import { FakeDesktop } from '../helpers/fake-desktop.ts';
import { MemoryKeychain } from '../helpers/memory-keychain.ts';
import { navigate } from '../helpers/navigate.cjs';
import { asRealProviders, customersOf, providerIn } from '../helpers/sandbox-provider.ts';
import { visit } from '../helpers/steps.ts';

// The whole main process with a browser that comes when the test says so.

let folder: string;
let sandbox: Sandbox;
let desktop: FakeDesktop;
let keychain: MemoryKeychain;
let acme: AccountRow;
let other: AccountRow;

const startProgram = () =>
  FakeDesktop.start({ folder, fork: () => keychain.fork(), environment: asRealProviders(sandbox) });

const rowOf = (name: string): Promise<AccountRow> =>
  eventually(async () => {
    const answer = await desktop.ask('searchAccounts', { text: name, typed: false });
    const [row] = answer.ok ? answer.value.rows : [];
    if (row?.name !== name) throw new Error('the list is not here yet');
    return row;
  });

beforeEach(async () => {
  // Time passes by itself as well, so that everything else goes on.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
  folder = mkdtempSync(join(tmpdir(), 'latchkey-hand-over-'));
  sandbox = await startSandbox({ accountsPerProvider: 12 });
  keychain = new MemoryKeychain();
  desktop = await startProgram();
  const { key } = providerIn(sandbox, 'brevo');
  await desktop.ask('connectProvider', { provider: 'brevo', key, label: '', colour: 'blue', region: '' });
  await desktop.ask('finishFirstRun', {});
  const customers = await customersOf('brevo', 12);
  acme = await rowOf(customers.at(0).name);
  other = await rowOf(customers.at(1).name);
  desktop.browserVisits = false;
});
afterEach(async () => {
  await desktop.quit();
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
  vi.useRealTimers();
});

const logIn = ({ accountId }: AccountRow) =>
  desktop.ask('logIn', { accountId, target: null, reason: '', confirmed: ['replaces-session'], chosen: 'row' });

/** The address that the browser got for the nth log-in. */
const address = async (nth = 1): Promise<string> => desktop.handedOver[nth - 1] ?? desktop.nextAddress();

async function lastRow(): Promise<LedgerRow | undefined> {
  const ledger = await desktop.ask('searchLedger', { text: '', beforeRowId: null });
  return ledger.ok ? ledger.value.rows[0] : undefined;
}

const inFlight = async () => {
  const state = await desktop.ask('getState', {});
  return state.ok ? state.value.logInFlight : null;
};

test('a customer is opened when the browser asks for the link, and not before', async () => {
  const answer = logIn(acme);
  const given = await address();
  expect(await lastRow()).toMatchObject({ accountId: acme.accountId, outcome: 'started' });
  expect(await inFlight()).toMatchObject({ accountId: acme.accountId, browserSilent: false });
  await desktop.visit(given);
  expect(await answer).toMatchObject({ ok: true, value: { result: 'opened', accountName: acme.name } });
  expect(await lastRow()).toMatchObject({ accountId: acme.accountId, outcome: 'opened' });
  expect((await visit(desktop.opened[0] ?? '')).words).toContain(`logged in as ${acme.name} `);
  // The address has been used.
  expect(await navigate(given)).toBeNull();
});

test('a cancel counts until the browser has asked: it is led nowhere', { tags: ['slips-guarded'] }, async () => {
  const answer = logIn(acme);
  const given = await address();
  expect(await desktop.ask('cancelLogIn', {})).toMatchObject({
    value: { result: 'cancelled', accountName: acme.name },
  });
  expect(await answer).toEqual({ ok: true, value: { result: 'cancelled' } });
  expect(await navigate(given)).toBeNull();
  expect(await lastRow()).toMatchObject({ outcome: 'cancelled' });
  const again = logIn(acme);
  await desktop.visit(await address(2));
  expect(await again).toMatchObject({ value: { result: 'opened' } });
  expect(desktop.opened).toHaveLength(1);
  expect(await desktop.ask('cancelLogIn', {})).toMatchObject({ value: { result: 'too-late' } });
});

test('the address of a customer who was superseded is dead, and the other one leads to the other customer', {
  tags: ['slips-guarded'],
}, async () => {
  const first = logIn(acme);
  const dead = await address(1);
  const second = logIn(other);
  expect(await first).toMatchObject({ value: { result: 'superseded', by: other.name } });
  expect(await navigate(dead)).toBeNull();
  const alive = await address(2);
  expect(await navigate(dead)).toBeNull();
  await desktop.visit(alive);
  expect(await second).toMatchObject({ value: { result: 'opened', accountName: other.name } });
  expect(desktop.opened).toHaveLength(1);
  expect((await visit(desktop.opened[0] ?? '')).words).toContain(`logged in as ${other.name} `);
});

test('a silent browser is said in bar, tray and a notification, and the link can be opened directly', async () => {
  const answer = logIn(acme);
  const given = await address();
  await desktop.ask('hideLauncher', {});
  expect(desktop.notifications).toEqual([]);
  vi.advanceTimersByTime(10_000);
  expect(await inFlight()).toMatchObject({ accountId: acme.accountId, browserSilent: true });
  expect(desktop.trayItem('Open the link directly')).toMatchObject({ about: acme.accountId });
  expect(desktop.notifications).toMatchObject([{ title: acme.name, body: expect.stringContaining('has not asked') }]);
  // SECURITY: only for the customer whom the user was shown.
  await desktop.ask('openDirectly', { accountId: other.accountId });
  expect(desktop.opened).toEqual([]);
  await desktop.ask('openDirectly', { accountId: acme.accountId });
  expect(await answer).toMatchObject({ value: { result: 'opened', accountName: acme.name } });
  expect(desktop.opened).toHaveLength(1);
  expect(await navigate(given)).toBeNull();
  expect((await visit(desktop.opened[0] ?? '')).words).toContain(`logged in as ${acme.name} `);
  expect(await lastRow()).toMatchObject({ outcome: 'opened' });
});

test('nothing is opened directly before the browser was silent', async () => {
  const answer = logIn(acme);
  const given = await address();
  await desktop.ask('openDirectly', { accountId: acme.accountId });
  expect(desktop.opened).toEqual([]);
  await desktop.visit(given);
  expect(await answer).toMatchObject({ value: { result: 'opened' } });
  expect(desktop.opened).toHaveLength(1);
});

test('a program that ends while a browser is waited for listens no longer, and the ledger says so', {
  tags: ['hand-over-ends'],
}, async () => {
  const answer = logIn(acme);
  const given = await address();
  await desktop.quit();
  expect(await answer).toMatchObject({ value: { result: 'cancelled' } });
  expect(await navigate(given)).toBeNull();
  desktop = await startProgram();
  expect(await lastRow()).toMatchObject({ accountId: acme.accountId, outcome: 'cancelled' });
});

test('a machine that goes to sleep listens no longer', { tags: ['hand-over-ends'] }, async () => {
  const answer = logIn(acme);
  const given = await address();
  desktop.sleep();
  expect(await answer).toMatchObject({ ok: false, problem: { kind: 'browser-never-asked' } });
  expect(await navigate(given)).toBeNull();
  expect(await lastRow()).toMatchObject({ outcome: 'failed', problemKind: 'browser-never-asked' });
});

test('the setting switches the hand-over off', async () => {
  await desktop.ask('changeSettings', { linkHandOver: 'off' });
  expect(await logIn(acme)).toMatchObject({ value: { result: 'opened' } });
  expect(desktop.handedOver).toEqual([]);
  expect((await visit(desktop.opened[0] ?? '')).words).toContain(`logged in as ${acme.name} `);
});

test('a copied link needs no browser', async () => {
  const { accountId } = acme;
  const request = { accountId, target: null, reason: '', confirmed: [], chosen: 'row' } as const;
  expect(await desktop.ask('copyLoginLink', { ...request, confirmed: [] })).toMatchObject({
    value: { result: 'copied' },
  });
  expect(desktop.handedOver).toEqual([]);
});
