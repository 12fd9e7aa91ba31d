import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Directory } from '../../src/main/directory/directory.ts';
import { SearchIndex } from '../../src/main/search/search-index.ts';
import { connection, customers, pageOf, pages } from '../helpers/children/kill-fixture.ts';
import { id, importCsv, logIn, opened, rawDatabase, tempFolder } from '../helpers/temp-directory.ts';

// Each child is killed as the system would do it: no handler runs, nothing is flushed. What it acknowledged must be stored.

type Child = 'sync-and-die' | 'import-and-die' | 'forget-and-die';

interface Death {
  wasKilled: boolean;
  /** How often the event loop turned in a child that ran to its end. */
  turns: number;
}

/** `killAfterMs`: counted from the start of the child's work. */
function run(child: Child, args: readonly string[], killAfterMs?: number): Promise<Death> {
  const childProcess = spawn(process.execPath, [
    join(import.meta.dirname, '..', 'helpers', 'children', `${child}.ts`),
    ...args,
  ]);
  let told = '';
  let complaint = '';
  childProcess.stdout.on('data', (data) => {
    if (told === '' && killAfterMs !== undefined) setTimeout(() => childProcess.kill('SIGKILL'), killAfterMs);
    told += data;
  });
  childProcess.stderr.on('data', (data) => {
    complaint += data;
  });
  return new Promise((resolve, reject) =>
    childProcess.on('close', (code, signal) => {
      if (signal === 'SIGKILL') resolve({ wasKilled: true, turns: 0 });
      else if (code === 0) resolve({ wasKilled: false, turns: Number(told.replace('ready ', '')) });
      else reject(new Error(complaint));
    }),
  );
}

const everybody = ({ accounts }: Directory) => [...accounts.slices(2_000)].flat();
const secondIds = new Set(
  Array.from({ length: pages }, (_, page) => pageOf(page, 'second'))
    .flat()
    .map((each) => id(each.remoteId)),
);

/** The stored counts must be those of the rows. */
function expectHonestCounts(directory: Directory, folder: string): void {
  const raw = rawDatabase(folder);
  const real = raw
    .prepare('select count(*) as n from account join listing using (connection) where forgotten is null')
    .get();
  expect(directory.accounts.count()).toBe(real?.['n']);
  expect(raw.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  raw.close();
}

async function expectSearchWorks(directory: Directory, text: string): Promise<void> {
  const index = new SearchIndex();
  await index.load(directory.accounts.slices(2_000), () => new Promise((resume) => setImmediate(resume)));
  expect(index.search(text, { limit: 5 }).map(({ accountId }) => accountId)).toContain(id('10004321'));
}

/** A directory with the first state of the list; created once, then copied. */
let synced = '';
beforeAll(async () => {
  synced = mkdtempSync(join(tmpdir(), 'latchkey-kills-'));
  await run('sync-and-die', [synced, 'first']);
}, 180_000);
afterAll(() => rmSync(synced, { recursive: true, force: true }));

function copyOfSynced(): string {
  const folder = tempFolder();
  cpSync(synced, folder, { recursive: true });
  return folder;
}

describe('killed with kill -9', { tags: ['storage-killed'], timeout: 180_000 }, () => {
  /** At any moment the old list is whole, what was acknowledged is stored, and the new list does not count as complete. */
  function expectWholeOldList(folder: string): void {
    const { directory, problem } = opened(folder);
    expect(problem).toBeNull();
    expect(directory.accounts.lastSyncedAt(connection)).toBe('first');
    const found = new Set(everybody(directory).map(({ accountId }) => accountId));
    for (const accountId of secondIds) if (!found.has(accountId)) throw new Error(`${accountId} was lost`);
    expectHonestCounts(directory, folder);
    directory.close();
  }

  function isComplete(folder: string): boolean {
    const { directory } = opened(folder);
    const at = directory.accounts.lastSyncedAt(connection);
    directory.close();
    return at === 'second';
  }

  test('in the middle of a sync, again and again, it loses nothing and completes the sync', async () => {
    const folder = copyOfSynced();
    const before = opened(folder).directory;
    before.names.rename(id('10004321'), 'Kept by the user');
    logIn(before, id('10004321'), 'opened');
    before.close();
    for (const turn of [1, 2, 0.3 * pages, 0.4 * pages]) {
      expect((await run('sync-and-die', [folder, 'second', `${turn}`])).wasKilled).toBe(true);
      expectWholeOldList(folder);
    }
    // Pages acknowledged before a kill are not read again: only the last part and the removal are left.
    const { directory } = opened(folder);
    const { cursor, seen } = directory.accounts.beginRun(connection);
    expect(Number(cursor)).toBeGreaterThan(0.68 * pages);
    expect(seen).toBe(Number(cursor) * 90);
    directory.close();
    const left = pages - Number(cursor);
    for (const turn of [left + 2, pages + 10]) {
      expect((await run('sync-and-die', [folder, 'second', `${turn}`])).wasKilled).toBe(true);
      expectWholeOldList(folder);
    }
    expect((await run('sync-and-die', [folder, 'second'])).wasKilled).toBe(false);
    const after = opened(folder).directory;
    expect(after.accounts.lastSyncedAt(connection)).toBe('second');
    expect(new Set(everybody(after).map(({ accountId }) => accountId))).toEqual(secondIds);
    expect(after.accounts.get(id('10004321'))).toMatchObject({ name: 'Kept by the user', nameSource: 'user' });
    expect(after.accounts.recent(5).map(({ remoteId }) => remoteId)).toEqual(['10004321']);
    expect(after.ledger.intact()).toBe(true);
    expectHonestCounts(after, folder);
    await expectSearchWorks(after, 'kept by the user');
  });

  test('at any moment of a sync, even between two statements, it keeps the old list whole', async () => {
    const folder = copyOfSynced();
    let looks = 0;
    for (const killAfterMs of [1, 17, 60, 150, 290]) {
      const { wasKilled } = await run('sync-and-die', [folder, 'second'], killAfterMs);
      // On a busy machine the kill may come so late that the new list is complete. Then there is nothing to check.
      if (!wasKilled || isComplete(folder)) break;
      expectWholeOldList(folder);
      looks++;
    }
    expect(looks).toBeGreaterThan(0);
  });

  test('in the middle of an import of names, it has imported nothing or everything', async () => {
    const folder = copyOfSynced();
    const before = opened(folder).directory;
    const { importId } = await importCsv(before, 'id,name\n10004321,From an earlier import\n');
    before.close();
    const whole = tempFolder();
    cpSync(folder, whole, { recursive: true });
    const { turns } = await run('import-and-die', [whole]);
    const outcomes = new Set<number>();
    for (const share of [0.3, 0.7, 0.95]) {
      expect((await run('import-and-die', [folder, `${Math.floor(turns * share)}`])).wasKilled).toBe(true);
      const { directory } = opened(folder);
      const imported = everybody(directory).filter(({ name }) => name.startsWith('Imported ')).length;
      expect([0, customers]).toContain(imported);
      outcomes.add(imported);
      expect(directory.names.imports()).toHaveLength(imported === 0 ? 1 : 2);
      await directory.finishInterrupted();
      const rows = rawDatabase(folder).prepare('select count(*) as n from imported_name').get();
      expect(rows).toEqual({ n: imported + 1 });
      directory.close();
      if (imported > 0) break;
    }
    expect(outcomes).toContain(0);
    const { directory } = opened(folder);
    expect(directory.names.imports().map((each) => each.importId)).toContain(importId);
    if (!outcomes.has(customers)) expect(directory.accounts.get(id('10004321'))?.name).toBe('From an earlier import');
    expectHonestCounts(directory, folder);
    directory.close();
    expect((await run('import-and-die', [folder])).wasKilled).toBe(false);
    const after = opened(folder).directory;
    expect(everybody(after).every(({ nameSource }) => nameSource === 'import')).toBe(true);
    await expectSearchWorks(after, 'imported 4321');
  });

  test('in the middle of forgetting, it shows none of the accounts and finishes after the next start', async () => {
    const folder = copyOfSynced();
    const whole = tempFolder();
    cpSync(folder, whole, { recursive: true });
    const { turns } = await run('forget-and-die', [whole]);
    const namesLeft = (): boolean =>
      readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes('Customer 4321'));
    expect(namesLeft()).toBe(true);
    expect((await run('forget-and-die', [folder, `${Math.floor(turns / 2)}`])).wasKilled).toBe(true);
    const { directory } = opened(folder);
    expect(directory.accounts.count()).toBe(0);
    expect(everybody(directory)).toEqual([]);
    expect(directory.accounts.get(id('10004321'))).toBeNull();
    expect(directory.accounts.findExact('10004321')).toEqual([]);
    await directory.finishInterrupted();
    expect(namesLeft()).toBe(false);
    expect(readdirSync(folder).some((name) => /Customer \d/.test(readFileSync(join(folder, name), 'latin1')))).toBe(
      false,
    );
    expect(directory.ledger.intact()).toBe(true);
  });
});
