import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Directory } from '../../src/main/directory/directory.ts';
import {
  connectionId,
  id,
  importCsv,
  logIn,
  opened,
  rawDatabase,
  syncAll,
  tempFolder,
} from '../helpers/temp-directory.ts';

const kept = 'connection2';

/** How often a text is in the bytes of all files of the folder, in any case, as UTF-8 or UTF-16. */
function occurrences(folder: string, text: string): number {
  const needles = [text, text.toLowerCase(), text.toUpperCase()].flatMap((form) => [
    Buffer.from(form, 'utf8'),
    Buffer.from(form, 'utf16le'),
  ]);
  let found = 0;
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(join(folder, name));
    for (const needle of needles)
      for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) found++;
  }
  return found;
}

/** Names of customers of both connections, in every place that can hold one. */
async function fill(directory: Directory, customers: number): Promise<void> {
  const { accounts, names } = directory;
  for (const connection of [connectionId, kept]) {
    const word = connection === kept ? 'Keptone' : 'Canaryone';
    const listed = Array.from({ length: customers }, (_, n) => ({
      // Not in the order of the file, so that SQLite splits pages of it and moves their rows.
      remoteId: String((n * 7_919) % 1_000_003),
      name: `${word} list ${n}`,
      email: `${word}${n}@${word}-mail.com`,
      tags: [`${word} tag`],
    }));
    await syncAll(directory, listed, connection);
    await syncAll(
      directory,
      listed.filter((_, n) => n % 5 !== 1),
      connection,
    );
    const accountIds = [...accounts.slices(1_000)].flat().filter((account) => account.connectionId === connection);
    accountIds.slice(0, 200).forEach(({ accountId }, n) => {
      accounts.pin(accountId, true);
      accounts.storeProfile(
        accountId,
        { name: `${word} profile ${n}`, email: `${word}@p.com`, domain: `${word}.com` },
        '2026',
      );
      names.rename(accountId, `${word} given ${n}`);
      names.rename(accountId, `${word} given again ${n}`);
      names.note(accountId, `${word} note ${n}`.repeat(60));
      logIn(directory, accountId, 'opened', {
        accountName: `${word} opened`,
        reason: `${word} asked for it`,
        landing: `https://app.brevo.com/lists/${word}`,
        as: `jo@${word}.com`,
      });
    });
    const rows = accountIds.map(({ remoteId }, n) => `${remoteId},${word} import ${n},${word} alias,${word} note`);
    const undone = await importCsv(directory, `id,name,alias,note\n${rows.join('\n')}\n`);
    await importCsv(directory, `id,name,alias,note\n${rows.slice(0, 50).join('\n')}\n`);
    await names.undo(undone.importId);
  }
}

// Hundreds of commits, each of which waits for the disk.
describe('forgetting a connection', { timeout: 120_000 }, () => {
  test('leaves none of its names in any byte of the files, and everything of the others', {
    tags: ['storage-forgets'],
  }, async () => {
    const folder = tempFolder();
    const { directory } = opened(folder);
    await fill(directory, 3_000);
    expect(occurrences(folder, 'Canaryone')).toBeGreaterThan(1_000);
    const keptAccounts = [...directory.accounts.slices(1_000)]
      .flat()
      .filter((account) => account.connectionId === kept);
    const mine = directory.accounts.count(connectionId);

    const removed = await directory.forgetConnection(connectionId);

    expect(removed).toHaveLength(mine);
    expect(removed.every((accountId) => accountId.startsWith(`${connectionId}/`))).toBe(true);
    expect(occurrences(folder, 'Canaryone')).toBe(0);
    expect(occurrences(folder, 'Keptone')).toBeGreaterThan(1_000);
    expect([...directory.accounts.slices(1_000)].flat()).toEqual(keptAccounts);
    expect(directory.accounts.count(connectionId)).toBe(0);
    directory.close();
    expect(occurrences(folder, 'Canaryone')).toBe(0);
  });

  test('keeps the ledger whole: who, when and which id stay; the words are gone', async () => {
    const folder = tempFolder();
    const { directory } = opened(folder);
    await fill(directory, 300);
    const before = directory.ledger.search('', null, 1_000).rows;
    await directory.forgetConnection(connectionId);
    const after = directory.ledger.search('', null, 1_000).rows;
    expect(after).toHaveLength(before.length);
    expect(directory.ledger.intact()).toBe(true);
    const mine = after.filter(({ accountId }) => accountId.startsWith(`${connectionId}/`));
    expect(mine.length).toBeGreaterThan(100);
    for (const row of mine) {
      expect(row).toMatchObject({ who: 'ana', outcome: 'opened', reason: '', connectionLabel: 'Main' });
      expect(row.accountName).toBe(row.accountId.slice(connectionId.length + 1));
    }
    expect(directory.ledger.search('canaryone', null, 10).rows).toEqual([]);
    expect(directory.ledger.search('keptone', null, 10).rows).toHaveLength(10);
    directory.close();
    expect(opened(folder).directory.ledger.intact()).toBe(true);
  });

  test('is not done while another program reads the files, and is finished afterwards', {
    tags: ['storage-forgets'],
  }, async () => {
    const folder = tempFolder();
    const { directory } = opened(folder);
    await syncAll(directory, [{ remoteId: '1', name: 'Canaryone' }]);
    const reader = rawDatabase(folder);
    reader.exec('begin');
    reader.prepare('select count(*) from account').get();
    const forgotten = directory.forgetConnection(connectionId);
    await expect(forgotten).rejects.toMatchObject({ problem: { kind: 'directory-busy' } });
    reader.exec('commit');
    reader.close();
    await directory.finishInterrupted();
    expect(occurrences(folder, 'Canaryone')).toBe(0);
  });

  test('lets the same connection start again, with the words of its later log-ins', async () => {
    const { directory } = opened(tempFolder());
    await fill(directory, 300);
    logIn(directory, id('1'), 'opened', { accountName: 'Back' });
    await directory.forgetConnection(connectionId);
    expect(directory.accounts.lastSyncedAt(connectionId)).toBeNull();
    await syncAll(directory, [{ remoteId: '1', name: 'Back' }]);
    const rowId = logIn(directory, id('1'), 'opened', { accountName: 'Back' });
    expect(directory.accounts.get(id('1'))).toMatchObject({ name: 'Back', note: '', pinned: false });
    await directory.forgetConnection('connection3');
    // The forgotten log-in is not found, although its customer has the name.
    expect(directory.ledger.search('back', null, 10).rows.map((row) => row.rowId)).toEqual([rowId]);
    expect(directory.ledger.intact()).toBe(true);
  });

  test('removes an import from the list if all its names are forgotten', async () => {
    const { directory } = opened(tempFolder());
    await syncAll(directory, [{ remoteId: '1' }]);
    await syncAll(directory, [{ remoteId: '2' }], kept);
    await importCsv(directory, 'id,name\n1,One\n');
    const { importId } = await importCsv(directory, 'id,name\n1,One\n2,Two\n');
    await directory.forgetConnection(connectionId);
    expect(directory.names.imports().map((each) => each.importId)).toEqual([importId]);
    expect(directory.accounts.get(id('2', kept))?.name).toBe('Two');
  });

  test('waits for a running import: it loses no names of other customers and brings no forgotten ones back', async () => {
    const folder = tempFolder();
    const { directory } = opened(folder);
    await syncAll(
      directory,
      Array.from({ length: 4_000 }, (_, n) => ({ remoteId: `${n}` })),
    );
    await syncAll(
      directory,
      Array.from({ length: 4_000 }, (_, n) => ({ remoteId: `k${n}` })),
      kept,
    );
    const rows = Array.from({ length: 4_000 }, (_, n) => `${n},Canaryone ${n}\nk${n},Keptone ${n}`);
    await Promise.all([
      importCsv(directory, `id,name\n${rows.join('\n')}\n`),
      directory.forgetConnection(connectionId),
    ]);
    expect(occurrences(folder, 'Canaryone')).toBe(0);
    expect(directory.accounts.get(id('k7', kept))?.name).toBe('Keptone 7');
  });
});
