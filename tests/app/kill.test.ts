import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Sandbox } from '../../src/main/sandbox/sandbox.ts';
import { type ChildRunner, runInChild } from '../helpers/child-runner.ts';
import { importRequest } from '../helpers/import-request.ts';
import { connect, get, healthOf, logIn, openSandbox, tempFolder, unlimited } from '../helpers/program-at-scale.ts';
import { asRealProviders, customersOf, providerIn } from '../helpers/sandbox-provider.ts';
import { opened } from '../helpers/temp-directory.ts';

vi.setConfig({ testTimeout: 90_000 });

// The whole main process runs in a child process and is killed as the system kills: no handler runs, nothing is flushed.

const pageSize = 50;
/** Pages overlap by one row. */
const newPerPage = pageSize - 1;

/** A program that is connected to Brevo, has synced, and has opened one customer. */
async function synced(folder: string, sandbox: Sandbox) {
  const program = await runInChild({ folder, environment: asRealProviders(sandbox) });
  const connectionId = await connect(program, 'brevo', providerIn(sandbox, 'brevo').key);
  await get(program, 'syncAccounts', { connectionId });
  expect(await logIn(program, 'acme')).toMatchObject({ ok: true, value: { result: 'opened' } });
  return { program, connectionId };
}

const restart = (folder: string, sandbox: Sandbox, connectionId: string): Promise<ChildRunner> =>
  runInChild({
    folder,
    environment: asRealProviders(sandbox),
    keys: { [connectionId]: providerIn(sandbox, 'brevo').key },
  });

/** The same program, restarted with a longer list that begins with the customers of the shorter one. */
async function grownTo(accountsPerProvider: number, folder: string) {
  const before = await openSandbox({ accountsPerProvider: 500, requestsPerHour: unlimited });
  const { program, connectionId } = await synced(folder, before);
  const { lastSyncedAt } = await healthOf(program, connectionId);
  await program.quit();
  const sandbox = await openSandbox({ accountsPerProvider, requestsPerHour: unlimited });
  return { program: await restart(folder, sandbox, connectionId), connectionId, lastSyncedAt, sandbox };
}

async function expectLedgerIntact(program: ChildRunner, rows: number): Promise<void> {
  const ledger = await get(program, 'searchLedger', { text: '', beforeRowId: null });
  expect(ledger.intact).toBe(true);
  expect(ledger.rows.map(({ outcome }) => outcome)).toEqual(Array.from({ length: rows }, () => 'opened'));
}

/** What is on the disk, read by this process, which was not killed. */
function onDisk(folder: string, connectionId: string) {
  const { directory, problem } = opened(folder);
  const ids = new Set([...directory.accounts.slices(2_000)].flat().map(({ remoteId }) => remoteId));
  const found = {
    problem,
    ids,
    count: directory.accounts.count(connectionId),
    lastSyncedAt: directory.accounts.lastSyncedAt(connectionId),
    intact: directory.ledger.intact(),
  };
  directory.close();
  return found;
}

test('killed in the middle of a list of 100,000: the old list is whole, and the next sync goes on at the same page', async () => {
  const folder = tempFolder();
  const { program, connectionId, lastSyncedAt, sandbox } = await grownTo(100_000, folder);

  const answer = program.ask('syncAccounts', { connectionId }).catch(() => 'killed');
  await vi.waitFor(() => expect(sandbox.counts().requests).toBeGreaterThan(120), { timeout: 30_000, interval: 5 });
  await program.kill();
  expect(await answer).toBe('killed');

  const left = onDisk(folder, connectionId);
  expect(left).toMatchObject({ problem: null, lastSyncedAt, intact: true });
  // All of the old list, and of the new one all pages that were answered, except the last one or two.
  const customers = await customersOf('brevo', 100_000);
  for (let index = 0; index < 500; index++) expect(left.ids).toContain(customers.idAt(index));
  expect(left.count).toBeGreaterThanOrEqual(117 * newPerPage);
  expect(left.count).toBeLessThan(100_000);
  expect(left.ids.size).toBe(left.count + 1);

  const asked = sandbox.counts().requests;
  const again = await restart(folder, sandbox, connectionId);
  // Everything that was stored is found. The interrupted sync is not due for an hour, so the user requests it.
  const { total, rows } = await get(again, 'searchAccounts', { text: 'acme', typed: false });
  expect(total).toBeGreaterThanOrEqual(left.count);
  expect(rows.length).toBeGreaterThan(0);
  void again.ask('syncAccounts', { connectionId }).catch(() => {});
  const health = await vi.waitFor(
    async () => {
      const now = await healthOf(again, connectionId);
      expect(now.progress?.seen).toBeGreaterThan(left.count);
      return now;
    },
    { timeout: 30_000, interval: 5 },
  );
  expect(health.lastSyncedAt).toBe(lastSyncedAt);
  const askedSince = sandbox.counts().requests - asked;
  // From the first page, the sync would have needed more than a hundred pages to get this far.
  expect(askedSince).toBeLessThan(((health.progress?.seen ?? 0) - left.count) / newPerPage + 10);
  expect(await logIn(again, 'globex')).toMatchObject({ ok: true, value: { result: 'opened' } });
  await expectLedgerIntact(again, 2);
  await again.quit();
});

test('killed, restarted and killed again, a list is complete in the end, and no page was requested twice', async () => {
  const folder = tempFolder();
  const accounts = 9_000;
  const { program, connectionId, sandbox } = await grownTo(accounts, folder);

  let running = program;
  for (const requests of [40, 90, 140]) {
    void running.ask('syncAccounts', { connectionId }).catch(() => {});
    await vi.waitFor(() => expect(sandbox.counts().requests).toBeGreaterThan(requests), {
      timeout: 30_000,
      interval: 5,
    });
    await running.kill();
    running = await restart(folder, sandbox, connectionId);
  }
  await get(running, 'syncAccounts', { connectionId });
  expect(await healthOf(running, connectionId)).toMatchObject({
    status: 'idle',
    problem: null,
    accountCount: accounts,
  });
  // At each kill, one page may have been answered but not stored, and one may have been on its way.
  expect(sandbox.counts().requests).toBeLessThanOrEqual(Math.ceil(accounts / newPerPage) + 3 * 2 + 2);
  const last = (await customersOf('brevo', accounts)).at(accounts - 1);
  const { total, rows } = await get(running, 'searchAccounts', { text: last.id, typed: false });
  expect(total).toBe(accounts);
  expect(rows.map(({ remoteId }) => remoteId)).toContain(last.id);
  await expectLedgerIntact(running, 1);
  await running.quit();
});

test('killed in the middle of an import of 20,000 names: all of them are there, or none', async () => {
  const folder = tempFolder();
  const accounts = 20_000;
  const sandbox = await openSandbox({ accountsPerProvider: 100, requestsPerHour: unlimited });
  const { program, connectionId } = await synced(folder, sandbox);
  await program.quit();
  // The rest of the list, as earlier syncs would have left it.
  const customers = await customersOf('brevo', accounts);
  const { directory } = opened(folder);
  directory.accounts.beginRun(connectionId);
  const listed = Array.from({ length: accounts }, (_, index) => ({ remoteId: customers.idAt(index), name: 'Plain' }));
  directory.accounts.storePage(connectionId, listed, null);
  await directory.accounts.completeRun(connectionId, new Date().toISOString());
  directory.close();
  const csv = join(folder, 'names.csv');
  writeFileSync(csv, `id,name\n${listed.map(({ remoteId }, n) => `${remoteId},Imported ${n}\n`).join('')}`);

  const importsOf = (running: ChildRunner) => get(running, 'listImports', {});
  const begin = async () => {
    const running = await restart(folder, sandbox, connectionId);
    await running.bend({ fileToRead: csv });
    const preview = await get(running, 'chooseNamesFile', {});
    expect(preview?.counts).toEqual({ rows: accounts, matched: accounts, unmatched: 0, skipped: 0, toStore: accounts });
    return { running, request: importRequest(preview) };
  };
  const namesImported = async (running: ChildRunner): Promise<boolean> => {
    const { rows } = await get(running, 'searchAccounts', { text: 'imported 19999', typed: false });
    return rows[0]?.name === 'Imported 19999';
  };

  const { running, request } = await begin();
  let answered = false;
  void running.ask('importNames', request).then(
    () => {
      answered = true;
    },
    () => {},
  );
  await new Promise((resume) => setTimeout(resume, 60));
  await running.kill();
  expect(answered).toBe(false);
  const left = opened(folder).directory;
  const imported = [...left.accounts.slices(2_000)].flat().filter(({ nameSource }) => nameSource === 'import').length;
  left.close();
  expect([0, accounts]).toContain(imported);

  const second = await begin();
  expect(await namesImported(second.running)).toBe(imported === accounts);
  expect(await importsOf(second.running)).toHaveLength(imported === accounts ? 1 : 0);
  expect(await get(second.running, 'importNames', second.request)).toMatchObject({ accounts });
  expect(await namesImported(second.running)).toBe(true);
  expect((await get(second.running, 'searchAccounts', { text: 'imp', typed: false })).total).toBe(accounts);
  await expectLedgerIntact(second.running, 1);
  await second.running.quit();
});
