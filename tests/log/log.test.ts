import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeError, openLog } from '../../src/main/log/log.ts';

test('an event is one line of our own words, in a file that only its owner can read', {
  tags: ['storage-private'],
}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-log-'));
  openLog(folder, false).event('sync-complete', { accounts: 5000 });
  const path = join(folder, 'latchkey.log');
  expect(readFileSync(path, 'utf8')).toMatch(/^\S+Z info sync-complete accounts=5000\n$/);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('the log keeps one older file, and neither grows beyond 1 MB', { tags: ['storage-private'] }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-log-'));
  const log = openLog(folder, false);
  const word = 'x'.repeat(20_000);
  for (let n = 0; n < 160; n++) log.event('long', { n, word });
  expect(readdirSync(folder).sort()).toEqual(['latchkey.log', 'latchkey.old.log']);
  for (const name of readdirSync(folder)) {
    const { mode, size } = statSync(join(folder, name));
    expect(mode & 0o777).toBe(0o600);
    // A file is set aside when the line that made it too long has been written.
    expect(size).toBeLessThan(1_000_000 + 2 * word.length);
  }
  expect(readFileSync(join(folder, 'latchkey.log'), 'utf8')).toContain(' n=159 ');
});

test('a bug is logged with its place and code, but without its message and cause', {
  tags: ['errors-closed-codes'],
}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-log-'));
  const key = 'SG.canary-5f2b';
  let error: unknown;
  try {
    new Headers([['authorization', `Bearer ${key}\nx`]]);
  } catch (thrown) {
    error = thrown;
  }
  expect(String(error)).toContain(key);
  openLog(folder, false).bug('ab12cd34', error);
  openLog(folder, false).bug('ab12cd35', Object.assign(new Error(key, { cause: key }), { code: 'ERR_X', name: key }));
  const text = readFileSync(join(folder, 'latchkey.log'), 'utf8');
  expect(text).toContain('bug reference=ab12cd34 name=TypeError');
  expect(text).toContain('log.test.ts:');
  expect(text).not.toContain('canary');
});

test('a thrown value that is not an Error is logged by its type', () => {
  expect(describeError('SG.canary')).toBe('name=string');
});
