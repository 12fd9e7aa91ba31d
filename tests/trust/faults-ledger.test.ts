import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';
import { fault } from '../helpers/fault.ts';
import { expectSaid, type Trial } from '../helpers/trial.ts';

// Somebody changes the ledger's files while the program does not run. The program itself is started on them: its first
// write of a start comes very early.

const fileOf = (trial: Trial, name: string): string => join(trial.folder, name);
const databaseOf = (trial: Trial): string => fileOf(trial, 'directory.db');
const headsAside = (trial: Trial): string[] =>
  readdirSync(trial.folder).filter((name) => name.startsWith('directory.db-head.mismatch-'));
const history = (trial: Trial) => trial.get('searchLedger', { text: '', beforeRowId: null });

/** The start says it at once and the history for good; the record of the longer ledger is kept, and the next start is quiet. */
async function expectFound(trial: Trial, times: number, record: string): Promise<void> {
  const { problems } = await trial.state();
  expect(problems).toEqual([{ kind: 'ledger-mismatch' }]);
  for (const problem of problems) expectSaid(problem, 'open-history');
  expect((await history(trial)).mismatches).toHaveLength(times);
  expect(headsAside(trial).map((name) => readFileSync(fileOf(trial, name), 'latin1'))).toContain(record);
  await trial.expectOrdinaryLogIn('sendgrid');
  await trial.quit();
  await trial.start();
  expect((await trial.state()).problems).toEqual([]);
  const { intact, mismatches } = await history(trial);
  expect({ intact, found: mismatches.length }).toEqual({ intact: true, found: times });
  for (const { foundAt } of mismatches) expect(Math.abs(Date.now() - Date.parse(foundAt))).toBeLessThan(600_000);
}

fault('an older copy of the database is put back', { tags: ['storage-ledger-end'] }, async (trial) => {
  await trial.start();
  await trial.connectAll();
  await trial.expectOrdinaryLogIn('sendgrid');
  await trial.quit();
  const monday = fileOf(trial, 'monday');
  copyFileSync(databaseOf(trial), monday);
  await trial.start();
  await trial.expectOrdinaryLogIn('brevo');
  await trial.expectOrdinaryLogIn('sendgrid');
  await trial.quit();
  const recorded = readFileSync(fileOf(trial, 'directory.db-head'), 'latin1');
  copyFileSync(monday, databaseOf(trial));
  await trial.start();
  expect((await history(trial)).rows).toHaveLength(1);
  await expectFound(trial, 1, recorded);

  // The database cannot remember it: the same older copy once more does not wipe out what was found.
  await trial.quit();
  const again = readFileSync(fileOf(trial, 'directory.db-head'), 'latin1');
  copyFileSync(monday, databaseOf(trial));
  await trial.start();
  await expectFound(trial, 2, again);
});

fault('the end of the ledger is cut off', { tags: ['storage-ledger-end'] }, async (trial) => {
  await trial.start();
  await trial.connectAll();
  for (let n = 0; n < 3; n++) await trial.expectOrdinaryLogIn('sendgrid');
  await trial.quit();
  const recorded = readFileSync(fileOf(trial, 'directory.db-head'), 'latin1');
  const raw = new DatabaseSync(databaseOf(trial));
  raw.exec(`pragma foreign_keys = off; drop trigger ledger_event_is_never_removed;
    delete from ledger_words where row_id > 4; delete from ledger_event where seq > 4;
    update ledger_head set events = 4, hash = (select hash from ledger_event where seq = 4);
    create trigger ledger_event_is_never_removed before delete on ledger_event
      begin select raise(abort, 'the ledger is append-only'); end;`);
  raw.close();
  await trial.start();
  expect(await history(trial)).toMatchObject({ intact: true });
  await expectFound(trial, 1, recorded);
});
