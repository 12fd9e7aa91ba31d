import { copyFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDirectory } from '../../../src/main/directory/directory.ts';
import { Ledger } from '../../../src/main/directory/ledger/ledger.ts';
import { verifyLedgerCsv } from '../../../src/main/directory/ledger/verify-export.ts';
import { openDatabase } from '../../../src/main/directory/sqlite/database.ts';
import {
  connectionId,
  id,
  logIn,
  noon,
  opened,
  rawDatabase,
  syncAll,
  tempDirectory,
  tempFolder,
} from '../../helpers/temp-directory.ts';

const later = Date.parse('2026-11-21T13:00:00.000Z');

describe('the record of a log-in', () => {
  test('says who opened which customer, where, why, how and with what outcome', () => {
    const { ledger } = tempDirectory(() => later);
    const begun = {
      at: noon,
      who: 'ana',
      accountId: id('1'),
      accountName: 'Acme',
      provider: 'brevo',
      connectionLabel: 'Main',
      target: 'senders',
      landing: 'https://app.brevo.com/contact/list',
      as: 'jo@acme.example',
      reason: 'Ticket 4711',
      how: 'open' as const,
    };
    const rowId = ledger.begin(begun);
    const unended = { sessionEnd: null, sessionEndAt: null };
    expect(ledger.search('', null, 10).rows).toEqual([
      { ...begun, ...unended, rowId, outcome: 'started', problemKind: null },
    ]);
    ledger.finish(rowId, 'failed', 'timeout');
    expect(ledger.search('', null, 10).rows).toEqual([
      { ...begun, ...unended, rowId, outcome: 'failed', problemKind: 'timeout' },
    ]);
    expect(ledger.userOf(rowId)).toBe('jo@acme.example');
    expect(ledger.userOf(rowId + 1)).toBeNull();
  });

  test('says when and why a session ended, once, and only of a log-in that opened something', () => {
    const { ledger } = tempDirectory();
    const opened = logIn({ ledger }, id('1'), 'opened', { how: 'window' });
    const failed = logIn({ ledger }, id('2'), 'failed', { how: 'window' });
    ledger.end(opened, 'closed');
    ledger.end(opened, 'killed');
    ledger.end(failed, 'closed');
    ledger.end(4_711, 'closed');
    expect(ledger.search('', null, 10).rows.map(({ rowId, sessionEnd }) => [rowId, sessionEnd])).toEqual([
      [failed, null],
      [opened, 'closed'],
    ]);
    expect(ledger.intact()).toBe(true);
    expect(verifyLedgerCsv([...ledger.exportCsv()].join(''))).not.toBeNull();
    // It replaced no session in the user's own browser.
    expect(ledger.lastOpened([connectionId])).toBeNull();
    expect(ledger.usage().size).toBe(1);
  });

  test.each(['opened', 'copied', 'failed', 'cancelled', 'superseded'] as const)('can come out as %s', (outcome) => {
    const { ledger } = tempDirectory();
    const rowId = logIn({ ledger }, id('1'), outcome);
    expect(ledger.search(outcome, null, 10).rows).toMatchObject([{ rowId, outcome }]);
    expect(ledger.intact()).toBe(true);
    const isOpened = outcome === 'opened' || outcome === 'copied';
    expect(ledger.lastOpened([connectionId])?.rowId ?? null).toBe(isOpened ? rowId : null);
    expect(ledger.usage().size).toBe(isOpened ? 1 : 0);
  });

  test('is among the last of its customer if it was opened or copied, the row written last first', () => {
    const { ledger } = tempDirectory(() => later);
    logIn({ ledger }, id('1'), 'opened', { reason: 'ZD-1' });
    const second = logIn({ ledger }, id('1'), 'opened', { reason: 'ZD-2', how: 'window' });
    const copied = logIn({ ledger }, id('1'), 'copied', { how: 'copy', target: 'senders', as: 'jo@acme.example' });
    // Written last, with a clock that was set back.
    const last = logIn({ ledger }, id('1'), 'opened', { at: '2020-01-01T00:00:00.000Z', reason: 'ZD-3' });
    for (const outcome of ['failed', 'cancelled', 'superseded'] as const) logIn({ ledger }, id('1'), outcome);
    logIn({ ledger }, id('2'), 'opened', { reason: 'of another customer' });
    expect(ledger.lastLogIns(id('1'), 3)).toEqual([
      {
        rowId: last,
        at: '2020-01-01T00:00:00.000Z',
        how: 'open',
        reason: 'ZD-3',
        target: null,
        landing: null,
        as: null,
      },
      { rowId: copied, at: noon, how: 'copy', reason: '', target: 'senders', landing: null, as: 'jo@acme.example' },
      { rowId: second, at: noon, how: 'window', reason: 'ZD-2', target: null, landing: null, as: null },
    ]);
    expect(ledger.lastLogIns(id('3'), 3)).toEqual([]);
  });

  test('is found by the customer, the outcome and the time, all at once and together with a text', () => {
    const { ledger } = tempDirectory(() => later);
    const at = (minutesAgo: number): string => new Date(later - minutesAgo * 60_000).toISOString();
    const old = logIn({ ledger }, id('1'), 'opened', { reason: 'ZD-1', at: at(90) });
    const failed = logIn({ ledger }, id('1'), 'failed', { reason: 'ZD-2', at: at(30) });
    const other = logIn({ ledger }, id('2'), 'opened', { reason: 'ZD-2', at: at(10) });
    const found = (text: string, filter: Parameters<typeof ledger.search>[3]): number[] =>
      ledger.search(text, null, 10, filter).rows.map(({ rowId }) => rowId);
    expect(found('', {})).toEqual([other, failed, old]);
    expect(found('', { accountId: id('1') })).toEqual([failed, old]);
    expect(found('', { outcome: 'opened' })).toEqual([other, old]);
    expect(found('', { since: at(30) })).toEqual([other, failed]);
    expect(found('', { accountId: id('1'), outcome: 'opened', since: at(100) })).toEqual([old]);
    expect(found('zd-2', { outcome: 'opened' })).toEqual([other]);
    expect(found('', { since: at(90), until: at(10) })).toEqual([failed, old]);
    expect(found('', { accountId: 'no account' })).toEqual([]);
  });

  test('is found by what the history shows: where it led, how, and why it failed', () => {
    const { ledger } = tempDirectory(() => later);
    const begun = { at: new Date(later).toISOString() };
    const led = logIn({ ledger }, id('1'), 'opened', { ...begun, target: 'email_campaign' });
    const copied = logIn({ ledger }, id('1'), 'copied', begun);
    const window = logIn({ ledger }, id('1'), 'opened', { ...begun, how: 'window' });
    const failed = logIn({ ledger }, id('1'), undefined, begun);
    ledger.finish(failed, 'failed', 'rate-limited');
    const found = (text: string): number[] => ledger.search(text, null, 10).rows.map(({ rowId }) => rowId);
    expect(found('campaign')).toEqual([led]);
    expect(found('Link copied')).toEqual([copied]);
    expect(found('own window')).toEqual([window]);
    expect(found('rate limited')).toEqual([failed]);
    expect(found('Opened in its own window')).toEqual([window]);
  });

  test('is found by the name of the place where it led, as the history shows it', () => {
    const { ledger } = tempDirectory(() => later);
    const begun = { at: new Date(later).toISOString() };
    const led = logIn({ ledger }, id('1'), 'opened', { ...begun, target: 'senders', reason: 'ZD-1' });
    logIn({ ledger }, id('1'), 'opened', { ...begun, target: 'contacts', reason: 'ZD-1' });
    const places = [
      { id: 'senders', name: 'Senders and domains' },
      { id: 'contacts', name: 'Contacts' },
    ];
    const found = (text: string): number[] => ledger.search(text, null, 10, {}, places).rows.map(({ rowId }) => rowId);
    expect(found('Senders and domains')).toEqual([led]);
    expect(found('zd-1 DOMAINS')).toEqual([led]);
    expect(found('zd-2 domains')).toEqual([]);
    expect(ledger.countByDay('domains', {}, 1, places).map(({ count }) => count)).toEqual([1]);
  });

  test('is found by the name that the customer has now, and by the one it had', async () => {
    const directory = tempDirectory(() => later);
    const { ledger, names } = directory;
    await syncAll(directory, [
      { remoteId: '1', name: 'Norvia Labs' },
      { remoteId: '2', name: 'Other' },
    ]);
    const begun = { at: new Date(later).toISOString(), reason: 'ZD-1' };
    const rowId = logIn({ ledger }, id('1'), 'opened', { ...begun, accountName: 'Norvia Labs' });
    const other = logIn({ ledger }, id('2'), 'opened', { ...begun, accountName: 'Other' });
    const found = (text: string): number[] => ledger.search(text, null, 10).rows.map((row) => row.rowId);
    expect(found('zed')).toEqual([]);
    names.rename(id('1'), 'Zéd Industries');
    expect(found('zed')).toEqual([rowId]);
    expect(found('ZED zd-1 industries')).toEqual([rowId]);
    expect(found('zed zd-2')).toEqual([]);
    expect(found('norvia')).toEqual([rowId]);
    expect(found('zd-1')).toEqual([other, rowId]);
    expect(ledger.countByDay('zed', {}, 1).map(({ count }) => count)).toEqual([1]);
    expect(ledger.search('zed', null, 10).rows[0]?.accountName).toBe('Norvia Labs');
  });

  test('is found by its state: under way, or superseded', () => {
    const { ledger } = tempDirectory(() => later);
    const begun = { at: new Date(later).toISOString() };
    const running = logIn({ ledger }, id('1'), undefined, begun);
    const superseded = logIn({ ledger }, id('2'), 'superseded', begun);
    const found = (text: string): number[] => ledger.search(text, null, 10).rows.map(({ rowId }) => rowId);
    expect(found('under way')).toEqual([running]);
    expect(found('superseded by another log-in')).toEqual([superseded]);
  });

  test('is counted by day as it is found, without what is older, later or of no day yet', () => {
    const { ledger } = tempDirectory(() => later);
    const daysAgo = (days: number): string => new Date(later - days * 86_400_000).toISOString();
    const begun = [
      ['1', 'opened', 0],
      ['1', 'failed', 0],
      ['2', 'opened', 2],
      ['2', 'opened', 3],
      ['1', 'opened', -2],
    ] as const;
    for (const [account, outcome, days] of begun)
      logIn({ ledger }, id(account), outcome, { reason: `of ${account}`, at: daysAgo(days) });
    const counts = (text: string, filter: Parameters<typeof ledger.countByDay>[1] = {}): number[] =>
      ledger.countByDay(text, filter, 3).map(({ count }) => count);
    expect(counts('')).toEqual([1, 0, 2]);
    expect(counts('', { outcome: 'opened' })).toEqual([1, 0, 1]);
    expect(counts('', { accountId: id('2') })).toEqual([1, 0, 0]);
    expect(counts('of 1')).toEqual([0, 0, 2]);
    // The period of a filter is not that of the bars.
    expect(counts('', { since: daysAgo(0) })).toEqual([1, 0, 2]);
  });

  test.skipIf(process.platform === 'win32')('keeps the second record of its end from other users', () => {
    const folder = tempFolder();
    const { directory } = opened(folder);
    logIn(directory, id('1'), 'opened');
    expect(statSync(join(folder, 'directory.db-head')).mode & 0o777).toBe(0o600);
    directory.close();
  });

  test('keeps a reason without the characters that would break a line or hide what follows', () => {
    const { ledger } = tempDirectory();
    logIn({ ledger }, id('1'), 'opened', { reason: 'ZD-1\u0000\n\u202eapproved\t' });
    expect(ledger.search('', null, 1).rows[0]?.reason).toBe('ZD-1 approved');
  });

  describe('suggests reasons', () => {
    const at = (minutesAgo: number): string => new Date(later - minutesAgo * 60_000).toISOString();

    test('of the last log-in as the same customer, if that is less than an hour ago', () => {
      const { ledger } = tempDirectory(() => later);
      logIn({ ledger }, id('1'), 'opened', { reason: 'ZD-1', at: at(59) });
      logIn({ ledger }, id('2'), 'opened', { reason: 'ZD-2', at: at(60) });
      logIn({ ledger }, id('3'), 'failed', { reason: 'ZD-3', at: at(1) });
      expect(ledger.suggestReasons(id('1')).last).toBe('ZD-1');
      expect(ledger.suggestReasons(id('2')).last).toBeNull();
      expect(ledger.suggestReasons(id('3')).last).toBe('ZD-3');
      expect(ledger.suggestReasons(id('4')).last).toBeNull();
    });

    test('by the row written last, and never by a time later than now', () => {
      const { ledger } = tempDirectory(() => later);
      logIn({ ledger }, id('1'), 'opened', { reason: 'ZD-1', at: at(1) });
      logIn({ ledger }, id('1'), 'opened', { reason: 'ZD-2', at: at(2) });
      expect(ledger.suggestReasons(id('1')).last).toBe('ZD-2');
      logIn({ ledger }, id('1'), 'opened', { reason: 'ZD-3', at: at(-1) });
      expect(ledger.suggestReasons(id('1'))).toEqual({ last: null, recent: ['ZD-3', 'ZD-2', 'ZD-1'] });
    });

    test('of all customers: the newest five, each once, and none that is empty', () => {
      const { ledger } = tempDirectory(() => later);
      for (const reason of ['a', 'b', 'c', 'd', 'e', 'f', 'b', '']) logIn({ ledger }, id('1'), 'opened', { reason });
      expect(ledger.suggestReasons(id('2'))).toEqual({ last: null, recent: ['b', 'f', 'e', 'd', 'c'] });
    });

    test('of no customer that was forgotten', async () => {
      const directory = tempDirectory(() => later);
      logIn(directory, id('1'), 'opened', { reason: 'ZD-1', at: at(1) });
      logIn(directory, id('1', 'other0000'), 'opened', { reason: 'ZD-2', at: at(1) });
      await directory.forgetConnection(connectionId);
      expect(directory.ledger.suggestReasons(id('1'))).toEqual({ last: null, recent: ['ZD-2'] });
    });
  });

  test('is found by the page where it led and by the user who was logged in as', () => {
    const { ledger } = tempDirectory();
    const facts = { landing: 'https://app.brevo.com/senders/domain', as: 'Jo@Acme.example' };
    const rowId = logIn({ ledger }, id('1'), 'opened', facts);
    logIn({ ledger }, id('2'), 'opened');
    for (const text of ['senders/domain', 'jo@acme']) {
      expect(ledger.search(text, null, 10).rows).toMatchObject([{ rowId, ...facts }]);
    }
  });

  test('keeps of a landing the place of the page, never a query or fragment that may hold a token', () => {
    const { ledger } = tempDirectory();
    logIn({ ledger }, id('1'), 'opened', { landing: 'https://u:p@app.brevo.com/contact?token=Secret#Secret' });
    expect(ledger.search('', null, 1).rows).toMatchObject([{ landing: 'https://app.brevo.com/contact' }]);
    for (const landing of ['senders', 'javascript:alert(1)', 'file:///etc/passwd']) {
      expect(() => logIn({ ledger }, id('1'), 'opened', { landing })).toThrow('no address of a page');
    }
    expect(ledger.search('', null, 10).rows).toHaveLength(1);
  });

  test('waits for the disk at each event: a power cut must not lose an acknowledged one', () => {
    const result = openDatabase({ folder: tempFolder(), now: () => later });
    if (!result.ok) throw new Error(result.problem.kind);
    const { database } = result.value;
    onTestFinished(() => database.close());
    const waits: unknown[] = [];
    const { run } = database;
    database.run = (sql, ...values) => {
      if (sql.includes('insert into ledger_event')) waits.push(database.get('pragma synchronous'));
      return run.call(database, sql, ...values);
    };
    const ledger = new Ledger(database, () => later);
    logIn({ ledger }, id('1'), 'opened');
    ledger.noteForgotten(connectionId, () => {});
    expect(waits).toEqual([1, 2, 3].map(() => ({ synchronous: 2 })));
  });

  test('becomes "unknown" after a restart if the program ended in between, once', () => {
    const folder = tempFolder();
    const { directory } = opened(folder);
    logIn(directory, id('1'), 'opened');
    logIn(directory, id('2'));
    directory.close();
    const { ledger } = opened(folder).directory;
    expect(ledger.markInterrupted()).toBe(1);
    expect(ledger.search('', null, 10).rows.map(({ outcome }) => outcome)).toEqual(['unknown', 'opened']);
    expect(ledger.markInterrupted()).toBe(0);
    expect(ledger.intact()).toBe(true);
  });

  test('seals the same words differently each time, so that a forgotten name cannot be guessed from its seal', () => {
    const folder = tempFolder();
    const { directory } = opened(folder);
    for (let n = 0; n < 3; n++) logIn(directory, id('1'), undefined, { accountName: 'Acme', reason: 'same' });
    const seals = rawDatabase(folder).prepare('select distinct words_hash from ledger_event').all();
    expect(seals).toHaveLength(3);
  });

  test('ends once, and only if it was begun', () => {
    const directory = tempDirectory();
    const rowId = logIn(directory, id('1'), 'opened');
    expect(() => directory.ledger.finish(rowId, 'failed', null)).toThrow();
    expect(() => directory.ledger.finish(rowId + 1, 'opened', null)).toThrow('not begun');
    expect(() => directory.ledger.finish(999, 'opened', null)).toThrow('not begun');
    expect(directory.ledger.search('', null, 10).rows).toMatchObject([{ outcome: 'opened' }]);
    expect(directory.ledger.intact()).toBe(true);
  });
});

describe('a ledger that was changed from outside', { tags: ['storage-chain'] }, () => {
  const unlock = 'drop trigger ledger_event_is_never_edited; drop trigger ledger_event_is_never_removed;';
  const renumber = (from: number, to: number): string =>
    `update ledger_event set seq = ${to}, row_id = case row_id when seq then ${to} else row_id end where seq = ${from};`;
  const changes: Record<string, string> = {
    'an edited customer': "update ledger_words set account_name = 'Other' where row_id = 3",
    'an edited reason': "update ledger_words set reason = 'Other' where row_id = 3",
    'an edited outcome': "update ledger_event set outcome = 'failed' where seq = 4",
    'an edited time': "update ledger_event set at = '2020-01-01T00:00:00.000Z' where seq = 3",
    'an edited account': "update ledger_event set remote_id = '9' where seq = 3",
    'an edited target': "update ledger_event set target = 'sms' where seq = 3",
    'an edited landing': "update ledger_words set landing = 'https://other.example/' where row_id = 3",
    'a landing that was removed': 'update ledger_words set landing = null where row_id = 3',
    'another user who was logged in as': "update ledger_words set as_email = 'other@acme.example' where row_id = 3",
    'an edited format': 'update ledger_event set format = 1 where seq = 3',
    'a format that does not exist': 'update ledger_event set format = 3 where seq = 3',
    'a cause where no session ended': "update ledger_event set cause = 'closed' where seq = 4",
    'an edited person': "update ledger_event set who = 'somebody' where seq = 3",
    'a removed log-in': 'delete from ledger_words where row_id = 3; delete from ledger_event where row_id = 3',
    'a removed outcome': 'delete from ledger_event where seq = 4',
    'a removed first log-in': 'delete from ledger_words where row_id = 1; delete from ledger_event where seq < 3',
    'a cut-off end': 'delete from ledger_event where seq = 8',
    'a cut-off last log-in': 'delete from ledger_words where row_id = 7; delete from ledger_event where seq > 6',
    'a cut-off end and a head to match': `delete from ledger_event where seq = 8;
      update ledger_head set events = 7, hash = (select hash from ledger_event where seq = 7)`,
    'everything removed': `delete from ledger_words; delete from ledger_event; update ledger_head set events = 0, hash = ''`,
    'two log-ins in each other’s place': `pragma foreign_keys = off; delete from ledger_words where row_id in (3, 5);
      ${renumber(3, 100)} ${renumber(5, 3)} ${renumber(100, 5)}`,
    'an added event': `insert into ledger_event select 9, format, kind, 9, at, who, connection_id, remote_id, provider,
      connection_label, target, how, outcome, problem_kind, cause, words_hash, hash from ledger_event where seq = 7`,
    'words that vanished without being forgotten': 'delete from ledger_words where row_id = 5',
    'an edited head': 'update ledger_head set events = events + 1',
  };

  const filled = (folder: string): void => {
    const { directory } = opened(folder);
    const facts = { landing: 'https://app.brevo.com/contact', as: 'jo@acme.example' };
    for (const remoteId of ['1', '2', '3', '4']) logIn(directory, id(remoteId), 'opened', facts);
    expect(directory.ledger.intact()).toBe(true);
    directory.close();
  };

  test.each(Object.entries(changes))('shows: %s', async (_, sql) => {
    const folder = tempFolder();
    filled(folder);
    const raw = rawDatabase(folder);
    raw.exec(`pragma foreign_keys = off; ${unlock} ${sql}`);
    raw.close();
    const { directory, problem } = opened(folder);
    const { ledger } = directory;
    const isFoundAtOpening = problem?.kind === 'ledger-mismatch';
    expect(isFoundAtOpening || !(await ledger.checkInSlices())).toBe(true);
    expect(isFoundAtOpening || !ledger.intact()).toBe(true);
    expect(ledger.mismatches()).toHaveLength(isFoundAtOpening ? 1 : 0);
  });

  test('shows if it is changed while the program runs', () => {
    const folder = tempFolder();
    filled(folder);
    const { ledger } = opened(folder).directory;
    expect(ledger.intact()).toBe(true);
    rawDatabase(folder).exec(`${unlock} update ledger_event set who = 'somebody' where seq = 1`);
    expect(ledger.intact()).toBe(false);
  });

  test('shows if an older copy is put in its place', () => {
    const folder = tempFolder();
    filled(folder);
    const copy = join(folder, 'copy');
    copyFileSync(join(folder, 'directory.db'), copy);
    const { directory } = opened(folder);
    logIn(directory, id('5'), 'opened');
    directory.close();
    copyFileSync(copy, join(folder, 'directory.db'));
    const record = readFileSync(join(folder, 'directory.db-head'), 'latin1');
    const found = opened(folder, () => later);
    expect(found.problem).toEqual({ kind: 'ledger-mismatch' });
    expect(found.directory.ledger.mismatches()).toEqual([{ foundAt: new Date(later).toISOString() }]);
    const aside = `directory.db-head.mismatch-${new Date(later).toISOString().replaceAll(':', '-')}`;
    expect(readFileSync(join(folder, aside), 'latin1')).toBe(record);
  });

  test('shows if another ledger of the same length is put in its place', () => {
    const folder = tempFolder();
    filled(folder);
    const other = tempFolder();
    filled(other);
    copyFileSync(join(other, 'directory.db'), join(folder, 'directory.db'));
    expect(opened(folder).problem).toEqual({ kind: 'ledger-mismatch' });
  });

  test('keeps the record of its end as long as the database is shorter, also while it grows', () => {
    const folder = tempFolder();
    filled(folder);
    const head = join(folder, 'directory.db-head');
    const ahead = `99 ${'a'.repeat(64)}\n`;
    const { directory } = opened(folder);
    writeFileSync(head, ahead);
    logIn(directory, id('5'), 'opened');
    expect(readFileSync(head, 'latin1')).toBe(ahead);
    expect(directory.ledger.intact()).toBe(false);
  });

  test('keeps each record that did not fit, also two of the same time', () => {
    const folder = tempFolder();
    filled(folder);
    for (const letter of ['a', 'b', 'c']) {
      writeFileSync(join(folder, 'directory.db-head'), `99 ${letter.repeat(64)}\n`);
      const { directory, problem } = opened(folder, () => later);
      expect(problem).toEqual({ kind: 'ledger-mismatch' });
      directory.close();
    }
    const foundAt = new Date(later).toISOString();
    expect(opened(folder).directory.ledger.mismatches()).toEqual([{ foundAt }, { foundAt }, { foundAt }]);
  });

  test('cannot be changed by our program: the database refuses to edit or remove events', () => {
    const folder = tempFolder();
    filled(folder);
    const raw = rawDatabase(folder);
    expect(() => raw.exec("update ledger_event set who = 'somebody'")).toThrow('append-only');
    expect(() => raw.exec('delete from ledger_event where seq = 8')).toThrow('append-only');
  });

  test('is not suspected if the second record of its end is missing, lags behind or cannot be read', () => {
    const folder = tempFolder();
    filled(folder);
    const head = join(folder, 'directory.db-head');
    const lagging = join(folder, 'lagging');
    copyFileSync(head, lagging);
    const { directory } = opened(folder);
    logIn(directory, id('5'), 'opened');
    directory.close();
    const intact = (): boolean => {
      const { directory } = opened(folder);
      const whole = directory.ledger.intact();
      directory.close();
      return whole;
    };
    copyFileSync(lagging, head);
    expect(intact()).toBe(true);
    writeFileSync(head, '');
    expect(intact()).toBe(true);
    rmSync(head);
    expect(intact()).toBe(true);
    expect(existsSync(head)).toBe(false);
  });

  test('is trusted again, empty, after a damaged file was set aside', () => {
    const folder = tempFolder();
    filled(folder);
    writeFileSync(join(folder, 'directory.db'), '');
    const result = openDirectory({ folder });
    expect(result.ok && result.value.directory.ledger.intact()).toBe(true);
    if (result.ok) result.value.directory.close();
  });

  test('is checked as it grows, in slices and at once', async () => {
    const directory = tempDirectory();
    for (let n = 0; n < 700; n++) logIn(directory, id(`${n}`), 'opened');
    expect(await directory.ledger.checkInSlices()).toBe(true);
    logIn(directory, id('1'));
    expect(directory.ledger.intact()).toBe(true);
  });
});
