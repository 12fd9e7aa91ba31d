import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hashOfEvent, type LedgerEvent } from '../../../src/main/directory/ledger/chain.ts';
import { verifyLedgerCsv } from '../../../src/main/directory/ledger/verify-export.ts';
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
import { versionOneCsv, versionOneSeal, writeVersionOne } from '../../helpers/version-one.ts';

const later = Date.parse('2026-11-21T13:00:00.000Z');
const laterIso = new Date(later).toISOString();

const heading =
  '"row","at","who","customer","account id","provider","connection","target","landing","as","reason","how","outcome",' +
  '"problem","end row","end at","session end","session end row","session end at","salt","words seal","format","seal",' +
  '"end format","end seal","session end seal"';

type Exported = ReturnType<typeof tempDirectory>['ledger'];
const csvOf = (ledger: Exported): string => [...ledger.exportCsv()].join('');

/** Log-ins of each kind, a forgotten connection, and names that a spreadsheet would run. */
async function filled(): Promise<Exported> {
  const directory = tempDirectory(() => later);
  await syncAll(directory, [{ remoteId: '1' }]);
  logIn(directory, id('1'), 'opened', { accountName: '=cmd|calc', reason: 'said "now",\r\nhe did; \'tis' });
  const left = logIn(directory, id('2'), undefined, { accountName: 'Globex', as: '+jo@globex.example' });
  logIn(directory, id('3', 'connection2'), 'failed', { accountName: '' });
  directory.ledger.finish(left, 'copied', null);
  logIn(directory, id('4', 'connection2'), undefined, { accountName: "'@x", landing: 'https://app.brevo.com/x' });
  await directory.forgetConnection('connection2');
  logIn(directory, id('1'), 'opened', { accountName: '-1', target: 'senders', landing: 'https://app.brevo.com/sms' });
  logIn(directory, id('1'), 'cancelled');
  logIn(directory, id('1'), 'superseded', { at: laterIso });
  return directory.ledger;
}

const exported = async (): Promise<string> => csvOf(await filled());

/** Lines without the line break after the last one. */
const linesOf = (csv: string): string[] => csv.split('\r\n').slice(0, -1);
const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\r\n`).join('');

describe('an exported ledger', { tags: ['storage-chain'] }, () => {
  test('verifies as it was written, and says how many log-ins it holds, from when to when, with which last seal', async () => {
    const csv = await exported();
    const lines = linesOf(csv);
    expect(lines[0]).toBe(heading);
    const last = lines.at(-1)?.split(',') ?? [];
    expect([last[0], last[12], last[14], last[22]?.length]).toEqual(['"end"', '"7 log-ins"', '"14"', 66]);
    expect(verifyLedgerCsv(csv)).toMatchObject({
      version: 2,
      logIns: 7,
      firstAt: noon,
      lastAt: laterIso,
      lastSeal: last[22]?.replaceAll('"', ''),
    });
  });

  test('is handed out in as many pieces as it has log-ins and forgettings, and a heading', async () => {
    expect([...(await filled()).exportCsv()]).toHaveLength(9);
    expect([...tempDirectory().ledger.exportCsv()]).toHaveLength(1);
  });

  test('without log-ins verifies too', () => {
    const csv = csvOf(tempDirectory().ledger);
    expect(verifyLedgerCsv(csv)).toEqual({
      version: 2,
      logIns: 0,
      firstAt: null,
      lastAt: null,
      lastSeal: '',
      seals: [],
    });
  });

  test('of more than one slice verifies, and leaves out what is written during the export', () => {
    const directory = tempDirectory();
    for (let n = 0; n < 510; n++) logIn(directory, id('1'), n === 3 ? undefined : 'opened');
    const pieces: string[] = [];
    for (const piece of directory.ledger.exportCsv()) {
      if (pieces.length === 20) {
        directory.ledger.finish(7, 'failed', 'timeout');
        logIn(directory, id('1'), 'opened');
      }
      pieces.push(piece);
    }
    expect(verifyLedgerCsv(pieces.join(''))).toMatchObject({ logIns: 510 });
    expect(verifyLedgerCsv(csvOf(directory.ledger))).toMatchObject({ logIns: 511 });
  });

  test.each([
    ['customer', 'Globex', 'Acme'],
    ['outcome', '"copied"', '"failed"'],
    ['person', '"ana"', '"bob"'],
    ['time', '2026-11-21T12', '2026-11-20T12'],
    ['account', 'connection1/2', 'connection1/1'],
    ['target', '"senders"', '"sms"'],
    ['landing', 'app.brevo.com/sms', 'app.brevo.com/senders'],
    ['user', '+jo@', '+joe@'],
    ['problem', '"timeout"', '"offline"'],
    ['end of the file', '"7 log-ins"', '"6 log-ins"'],
    ['number of events', '"14"', '"15"'],
    ['row number', '"1","2026', '"01","2026'],
    ['outcome of an unfinished log-in', '"started"', '"failed"'],
    ['outcome cancelled', '"cancelled"', '"opened"'],
    ['outcome superseded', '"superseded"', '"opened"'],
    ['heading', '"customer"', '"client"'],
  ])('shows an edited %s', async (_, from, to) => {
    const csv = await exported();
    expect(csv).toContain(from);
    expect(verifyLedgerCsv(csv.replace(from, to))).toBeNull();
  });

  const changes: Record<string, (lines: string[]) => string[]> = {
    'a line that was taken out': (lines) => lines.filter((line) => !line.includes('Globex')),
    'a line that was added': (lines) => [...lines.slice(0, 2), ...lines.slice(1)],
    'two lines in each other’s place': ([head = '', first = '', second = '', ...rest]) => [
      head,
      second,
      first,
      ...rest,
    ],
    'lines in reverse order': ([head = '', ...rest]) => [head, ...rest.slice(0, -1).reverse(), ...rest.slice(-1)],
    'a cut-off last line': (lines) => lines.slice(0, -1),
    'a cut-off log-in above the last line': (lines) => [...lines.slice(0, -2), ...lines.slice(-1)],
    'the heading alone': (lines) => lines.slice(0, 1),
    'no heading': (lines) => lines.slice(1),
    'a column more': ([head, ...rest]) => [`${head},"remark"`, ...rest.map((line) => `${line},"approved"`)],
    'a cell more in one line': ([head = '', first, ...rest]) => [head, `${first},"approved"`, ...rest],
    'a cell less in one line': ([head = '', first = '', ...rest]) => [head, first.replace(/,"[^"]*"$/, ''), ...rest],
    'a column less': (lines) => lines.map((line) => line.replace(/,"[^"]*"$/, '')),
    'words that were blanked though nothing was forgotten': (lines) =>
      lines.map((line) => line.replace(/"Globex"|"'\+jo@globex.example"/g, '""')),
    'words that were blanked with their salt': (lines) =>
      lines.map((line) =>
        line.includes('Globex')
          ? line
              .replace('"Globex"', '""')
              .replace(`"'+jo@globex.example"`, '""')
              .replace(/,"[0-9a-f]{32}",/, ',"",')
          : line,
      ),
  };

  test.each(Object.entries(changes))('shows %s', async (_, change) => {
    const lines = linesOf(await exported());
    const changed = joined(change([...lines]));
    expect(changed).not.toBe(joined(lines));
    expect(verifyLedgerCsv(changed)).toBeNull();
  });

  test.each([
    ['an empty file', ''],
    ['a line of text', 'hello\r\n'],
    ['an open quotation mark', `${heading}\r\n"1`],
  ])('is not %s', (_, text) => expect(verifyLedgerCsv(text)).toBeNull());

  test('runs nothing in a spreadsheet', { tags: ['storage-harmless-export'] }, async () => {
    for (const cell of (await exported()).split(/","|\r\n"|^"/)) expect(cell).not.toMatch(/^[=+\-@\t]/);
  });
});

describe('an export of version 1', { tags: ['storage-chain'] }, () => {
  const intact = {
    version: 1,
    logIns: 8,
    firstAt: '2026-03-02T09:01:01.000Z',
    lastAt: '2026-03-02T09:09:20.000Z',
    lastSeal: versionOneSeal,
  };

  test('verifies', () => expect(verifyLedgerCsv(versionOneCsv())).toMatchObject(intact));

  test('verifies too if a program wrote its line breaks in another way', () => {
    expect(verifyLedgerCsv(versionOneCsv().replaceAll('\r\n', '\n'))).toMatchObject(intact);
  });

  test.each([
    ['customer', '"Globex"', '"Acme"'],
    ['outcome', '"copied"', '"failed"'],
    ['time', '2026-03-02T09:01', '2026-03-02T09:00'],
    ['reason', '#4711', '#4712'],
    ['heading', '"customer"', '"client"'],
  ])('shows an edited %s', (_, from, to) => {
    expect(versionOneCsv()).toContain(from);
    expect(verifyLedgerCsv(versionOneCsv().replace(from, to))).toBeNull();
  });

  test('shows a line that was taken out, and words that were blanked', () => {
    const lines = linesOf(versionOneCsv());
    expect(verifyLedgerCsv(joined(lines.toSpliced(2, 1)))).toBeNull();
    const blanked = versionOneCsv().replace('"Acme","connection1', '"","connection1');
    expect(verifyLedgerCsv(blanked.replace('"d02c40c664cf1d8826ba9401e6eda018"', '""'))).toBeNull();
  });

  test('is continued by an export of the migrated ledger, with the same seals', () => {
    const folder = tempFolder();
    writeVersionOne(folder);
    const { ledger } = opened(folder, () => later).directory;
    ledger.markInterrupted();
    logIn({ ledger }, id('1'), 'superseded', { as: 'jo@acme.example' });
    const csv = csvOf(ledger);
    expect(verifyLedgerCsv(csv)).toMatchObject({ version: 2, logIns: 9 });
    expect(csv).toContain(versionOneSeal);
    const claimed = csv.replace(
      '"connection1/1","brevo","North","senders","",',
      '"connection1/1","brevo","North","senders","https://a.example/",',
    );
    expect(claimed).not.toBe(csv);
    expect(verifyLedgerCsv(claimed)).toBeNull();
  });
});

describe('a session that ended', { tags: ['storage-chain'] }, () => {
  /** Writes the event, sealed as the next one of the chain. */
  function endSession(folder: string, rowId: number, cause: string): void {
    const raw = rawDatabase(folder);
    const event = (where: string) => raw.prepare(`select * from ledger_event where ${where}`).get() as unknown;
    const begun = event(`seq = ${rowId}`) as LedgerEvent;
    const previous = event('seq = (select max(seq) from ledger_event)') as LedgerEvent;
    const facts = { ...begun, seq: previous.seq + 1, at: laterIso, words_hash: '' };
    const ended = { ...facts, kind: 'ended' as const, outcome: 'ended', cause };
    const row = { ...ended, hash: hashOfEvent(ended, previous.hash) };
    const names = Object.keys(row);
    raw
      .prepare(`insert into ledger_event (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`)
      .run(...Object.values(row));
    raw.prepare('update ledger_head set events = ?, hash = ?').run(row.seq, row.hash);
    raw.close();
  }

  const withEnd = (): Exported => {
    const folder = tempFolder();
    const { directory } = opened(folder);
    const rowId = logIn(directory, id('1'), 'opened');
    logIn(directory, id('2'), 'opened');
    directory.close();
    endSession(folder, rowId, 'closed');
    return opened(folder).directory.ledger;
  };

  test('is part of the chain, and of the export with its cause', () => {
    const ledger = withEnd();
    expect(ledger.intact()).toBe(true);
    expect(ledger.search('', null, 9).rows.map(({ outcome }) => outcome)).toEqual(['opened', 'opened']);
    expect(ledger.lastOpened([connectionId])?.accountId).toBe(id('2'));
    const csv = csvOf(ledger);
    expect(csv).toContain(`"closed","5","${laterIso}"`);
    expect(verifyLedgerCsv(csv)).toMatchObject({ logIns: 2 });
    for (const [from, to] of [
      ['"closed"', '"killed"'],
      ['"closed"', '""'],
      [laterIso, noon],
    ] as const) {
      expect(verifyLedgerCsv(csv.replace(from, to))).toBeNull();
    }
    logIn({ ledger }, id('1'), 'copied');
    expect(ledger.intact()).toBe(true);
  });
});

describe('npm run verify-ledger', { tags: ['storage-chain'] }, () => {
  const script = join(import.meta.dirname, '../../../scripts/verify-ledger.ts');
  function run(...paths: readonly string[]): { code: number; said: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...paths], { encoding: 'utf8' });
    return { code: status ?? -1, said: stdout + stderr };
  }
  const verify = (...texts: readonly string[]) =>
    run(
      ...texts.map((text) => {
        const file = join(tempFolder(), 'history.csv');
        writeFileSync(file, text);
        return file;
      }),
    );

  test('says of both versions what they hold and what it cannot know', async () => {
    const old = verify(versionOneCsv());
    expect(old.code).toBe(0);
    expect(old.said).toContain('Intact: 8 log-ins, from 2026-03-02T09:01:01.000Z to 2026-03-02T09:09:20.000Z.');
    expect(old.said).toContain(`Last seal: ${versionOneSeal}`);
    expect(old.said).toContain('Lines cut off the end do not show');
    const fresh = verify(await exported());
    expect(fresh.code).toBe(0);
    expect(fresh.said).toContain('Intact: 7 log-ins');
    expect(fresh.said).toContain('The seals have no key');
    const none = verify(csvOf(tempDirectory().ledger));
    expect(none).toMatchObject({ code: 0, said: expect.stringContaining('Intact: 0 log-ins.') });
  });

  test('says what is wrong, names no customer, and ends with 1', async () => {
    const csv = await exported();
    const lines = linesOf(csv);
    const notIntact = (words: string) => ({ code: 1, said: `Not intact: ${words}\n` });
    const changed = notIntact('a line of this file was changed, added, moved or taken out.');
    const foreign = notIntact('this file is no history that Latchkey exported, or its heading was changed.');
    const cutOff = notIntact(
      'the last line, which says how many log-ins there are, is missing. The end of this file was cut off.',
    );
    expect(verify(csv.replace('Globex', 'Initech'))).toEqual(changed);
    expect(verify(joined([...lines.slice(0, -2), ...lines.slice(-1)]))).toEqual(changed);
    expect(verify('')).toEqual(notIntact('this file is empty.'));
    expect(verify('\r\n \n')).toEqual(notIntact('this file is empty.'));
    expect(verify('name,email\r\nGlobex,a@b.example\r\n')).toEqual(foreign);
    expect(verify(csv.replace('"customer"', '"client"'))).toEqual(foreign);
    expect(verify(joined(lines.slice(0, -1)))).toEqual(cutOff);
    expect(verify(joined(lines.slice(0, 1)))).toEqual(cutOff);
    expect(verify(csv.slice(0, -700))).toEqual(cutOff);
    expect(verify(readFileSync('/dev/null', 'utf8'))).toEqual(notIntact('this file is empty.'));
  });

  test('checks nothing and ends with 2 if a file cannot be read, or none is named', async () => {
    expect(run(join(tempFolder(), 'missing.csv'))).toMatchObject({
      code: 2,
      said: expect.stringMatching(/missing\.csv cannot be read \(ENOENT\)\. Nothing was checked\.\n$/),
    });
    expect(run(tempFolder())).toMatchObject({ code: 2, said: expect.stringContaining('(EISDIR)') });
    expect(run()).toMatchObject({ code: 2, said: expect.stringContaining('Which file?') });
  });

  test('compares with an earlier export', async () => {
    const ledger = await filled();
    const earlier = csvOf(ledger);
    logIn({ ledger }, id('9'), 'opened');
    logIn({ ledger }, id('9'), 'opened');
    const later = csvOf(ledger);
    expect(verify(later, earlier)).toMatchObject({
      code: 0,
      said: expect.stringContaining('It holds everything that the earlier file holds.'),
    });
    expect(verify(later, later).code).toBe(0);
    expect(verify(earlier, later)).toEqual({
      code: 1,
      said: 'Not intact: it ends before the earlier file does: 2 log-ins are missing, or it is the older one of the two.\n',
    });
    expect(verify(await exported(), earlier)).toEqual({
      code: 1,
      said: 'Not intact: it does not hold the same log-ins as the earlier file.\n',
    });
    expect(verify(later, '')).toEqual({ code: 1, said: 'Not intact, the earlier file: this file is empty.\n' });
  });
});
