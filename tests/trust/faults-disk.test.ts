import { hash } from 'node:crypto';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';
import { fault } from '../helpers/fault.ts';
import { only } from '../helpers/provider-server.ts';
import { bothProviders, expectSaid, filesIn, type Trial } from '../helpers/trial.ts';

// Faults of the disk and the database.

const databaseOf = (trial: Trial): string => join(trial.folder, 'directory.db');
const sha256 = (path: string): string => hash('sha256', readFileSync(path), 'hex');

/** Returns the problem of the whole program: its kind and its words. */
async function showsProblem(trial: Trial, kind: string, step: Parameters<typeof expectSaid>[1]): Promise<void> {
  const { problems } = await trial.state();
  expect(problems.map((problem) => problem.kind)).toEqual([kind]);
  for (const problem of problems) expectSaid(problem, step);
}

/** It grew full while the program did not run: the start says so, and does nothing that it cannot record. */
async function startsOnFullDisk(trial: Trial): Promise<void> {
  await trial.start();
  await trial.connectAll();
  await trial.expectOrdinaryLogIn('sendgrid');
  const before = await trial.kept();
  const { accountId } = await trial.firstRow('sendgrid');
  await trial.quit();
  const opened = await trial.opened();
  const asked = trial.provider.asked.length;
  await trial.startInChild({}, 'full disk');
  await showsProblem(trial, 'disk-full', 'try-again');
  expect(await trial.logInTo(accountId)).toMatchObject({ ok: false, problem: { kind: 'disk-full' } });
  expect(await trial.opened()).toEqual(opened);
  expect(trial.provider.asked).toHaveLength(asked);
  await trial.quit();
  await trial.start();
  expect(await trial.kept()).toEqual(before);
  expect((await trial.state()).problems).toEqual([]);
  await trial.expectOrdinaryLogIn('sendgrid');
  await trial.quit();
}

fault('the disk is full', { tags: ['storage-ledger-first'] }, async (trial) => {
  await startsOnFullDisk(trial);
  // It grows full while the program runs.
  const runner = await trial.startInChild({}, 'small disk');
  await trial.connectAll(['sendgrid']);
  await trial.survives(
    'sendgrid',
    { bring: () => runner.fillDisk(), pass: () => runner.freeDisk() },
    // Refused before it starts: the program makes no log-in that it cannot record.
    { problem: { kind: 'disk-full' }, step: 'try-again', recorded: false },
  );
  const asked = trial.provider.logInRequests;
  await runner.fillDisk();
  expect(await trial.logIn('sendgrid')).toMatchObject({ ok: false, problem: { kind: 'disk-full' } });
  expect(trial.provider.logInRequests).toBe(asked);
  expect(await trial.connect('brevo')).toMatchObject({ ok: false, problem: { kind: 'disk-full' } });
  expect(await trial.ask('changeSettings', { theme: 'dark' })).toMatchObject({
    ok: false,
    problem: { kind: 'disk-full' },
  });
  // A list cannot be stored either. The connection's health shows that until the fault ends.
  const connectionId = trial.connected.sendgrid ?? '';
  expect(await trial.ask('syncAccounts', { connectionId })).toMatchObject({ problem: { kind: 'disk-full' } });
  expect((await trial.state()).connections[0]?.health).toMatchObject({
    status: 'attention',
    problem: { kind: 'disk-full' },
    progress: null,
  });
  // Search still finds what it found before.
  expect(await trial.rowsOf('sendgrid')).toHaveLength(4);
  await runner.freeDisk();
  await trial.get('syncAccounts', { connectionId });
  const { connections } = await trial.state();
  expect(connections.map(({ health }) => [health.status, health.problem])).toEqual([['idle', null]]);
  await trial.expectOrdinaryLogIn('sendgrid');
});

fault('another program locks the database', { tags: ['storage-ledger-first'] }, async (trial) => {
  await trial.start();
  await trial.connectAll();
  const other = new DatabaseSync(databaseOf(trial));
  const release = (): void => other.exec('rollback');
  for (const provider of bothProviders) {
    const asked = trial.provider.logInRequests;
    await trial.survives(
      provider,
      { bring: () => other.exec('begin immediate'), pass: release },
      { problem: { kind: 'directory-busy' }, step: 'try-again', recorded: false },
    );
    // One request for the ordinary log-in afterwards, and none while it could not be recorded.
    expect(trial.provider.logInRequests).toBe(asked + 1);
  }

  // Locked during the request to the provider: the customer is open, and an outcome that cannot be recorded is unknown.
  trial.provider.fault = only('sendgrid', 'login', () => {
    other.exec('begin immediate');
    return 'ordinary';
  });
  expect(await trial.logIn('sendgrid')).toMatchObject({ ok: true, value: { result: 'opened' } });
  release();
  trial.provider.fault = null;
  const newest = async () => (await trial.get('searchLedger', { text: '', beforeRowId: null })).rows[0];
  expect(await newest()).toMatchObject({ outcome: 'started' });
  await trial.quit();
  await trial.start();
  expect(await newest()).toMatchObject({ outcome: 'unknown' });
  other.close();
  await trial.expectOrdinaryLogIn('sendgrid');
});

/** The program starts in spite of this damage. It sets the file aside unchanged and loses nothing else. */
async function startsBesideDamage(trial: Trial, damage: () => void): Promise<void> {
  const { connections } = await trial.state();
  await trial.quit();
  damage();
  const damaged = sha256(databaseOf(trial));
  await trial.start();
  await showsProblem(trial, 'directory-set-aside', 'sync-now');
  const aside = [...filesIn(trial.folder)].filter(([name]) => /^directory\.db\.damaged-[^/]*Z(-\d+)?$/.test(name));
  expect(aside.map(([, content]) => hash('sha256', content, 'hex'))).toContain(damaged);
  // Connections and keys are stored elsewhere, so the list is read again without a request of the user.
  await trial.settled();
  expect((await trial.state()).connections.map(({ connectionId }) => connectionId)).toEqual(
    connections.map(({ connectionId }) => connectionId),
  );
  for (const provider of bothProviders) {
    expect(await trial.rowsOf(provider)).toHaveLength(4);
    await trial.expectOrdinaryLogIn(provider);
  }
}

fault('the database is corrupt or empty', { tags: ['storage-damaged'] }, async (trial) => {
  await trial.start();
  await trial.connectAll();
  await trial.expectOrdinaryLogIn('sendgrid');
  const path = databaseOf(trial);
  await startsBesideDamage(trial, () => truncateSync(path, 0));
  await startsBesideDamage(trial, () => writeFileSync(path, 'this is no database'.repeat(500)));
  await startsBesideDamage(trial, () => truncateSync(path, 5_000));
  await startsBesideDamage(trial, () => {
    // The header is intact, the rest is torn.
    const content = readFileSync(path);
    content.fill(0xa5, 4_096);
    writeFileSync(path, content);
  });
  // Only the customers are torn. The start does not read them, so the damage shows when they are loaded.
  await startsBesideDamage(trial, () => {
    const sqlite = new DatabaseSync(path);
    const pages = sqlite.prepare("select pageno from dbstat where name = 'account'").all();
    const size = Number(sqlite.prepare('pragma page_size').get()?.['page_size']);
    sqlite.close();
    const content = readFileSync(path);
    for (const { pageno } of pages) content.fill(0xa5, (Number(pageno) - 1) * size, Number(pageno) * size);
    writeFileSync(path, content);
  });
});

fault('the profile folder is read-only', {}, async (trial) => {
  // Read-only from the first start: the program says why, and does nothing else.
  await trial.startInChild({}, 'read-only disk');
  await showsProblem(trial, 'disk-read-only', 'try-again');
  expect(await trial.connect('sendgrid')).toMatchObject({ ok: false, problem: { kind: 'disk-read-only' } });
  expect(trial.provider.asked).toEqual([]);
  await trial.quit();
  await trial.start();
  await trial.connectAll();
  await trial.expectOrdinaryLogIn('sendgrid');
  const before = await trial.kept();
  const { accountId } = await trial.firstRow('sendgrid');
  await trial.quit();
  const opened = await trial.opened();
  const asked = trial.provider.asked.length;
  await trial.startInChild({}, 'read-only disk');
  await showsProblem(trial, 'disk-read-only', 'try-again');
  const answer = await trial.logInTo(accountId);
  expect(answer).toMatchObject({ ok: false, problem: { kind: 'disk-read-only' } });
  expect(await trial.opened()).toEqual(opened);
  expect(trial.provider.asked).toHaveLength(asked);
  await trial.expectNothingLeaked();
  await trial.quit();
  await trial.start();
  expect(await trial.kept()).toEqual(before);
  expect((await trial.state()).problems).toEqual([]);
  await trial.expectOrdinaryLogIn('sendgrid');
});

fault('the database is of a newer version', { tags: ['storage-newer'] }, async (trial) => {
  await trial.start();
  await trial.connectAll();
  await trial.expectOrdinaryLogIn('sendgrid');
  const before = await trial.kept();
  const { accountId } = await trial.firstRow('sendgrid');
  await trial.quit();
  const path = databaseOf(trial);
  const ours = readFileSync(path);
  const newer = new DatabaseSync(path);
  newer.exec(
    'pragma journal_mode = delete; pragma user_version = 9000; create table of_tomorrow (x); insert into of_tomorrow values (7)',
  );
  newer.close();
  const written = sha256(path);
  const opened = await trial.opened();
  const asked = trial.provider.asked.length;
  await trial.start();
  await showsProblem(trial, 'directory-newer', 'none');
  expect(await trial.logInTo(accountId)).toMatchObject({ ok: false, problem: { kind: 'directory-newer' } });
  expect(await trial.opened()).toEqual(opened);
  expect(trial.provider.asked).toHaveLength(asked);
  await trial.quit();
  expect(sha256(path)).toBe(written);
  expect([...filesIn(trial.folder)].filter(([name]) => name.includes('damaged'))).toEqual([]);
  // The newer file is untouched, and this version works again when its own file is back.
  writeFileSync(path, ours);
  await trial.start();
  expect(await trial.kept()).toEqual(before);
  await trial.expectOrdinaryLogIn('sendgrid');
});
