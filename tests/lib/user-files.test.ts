import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeLines } from '../../src/main/lib/user-files.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-written-'));
  file = join(folder, 'names.csv');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a file that is there is replaced when the new one is whole, and then belongs to its user alone', {
  tags: ['storage-private'],
}, async () => {
  writeFileSync(file, 'the export of last month');
  chmodSync(file, 0o644);
  const looks: string[] = [];
  const lines = function* (): Generator<string> {
    for (const line of ['heading\n', 'a\n', 'b\n']) {
      looks.push(readFileSync(file, 'utf8'));
      yield line;
    }
  };
  expect(await writeLines(file, lines())).toEqual({ ok: true, value: { rows: 2 } });
  expect(looks).toEqual(Array(3).fill('the export of last month'));
  expect(readFileSync(file, 'utf8')).toBe('heading\na\nb\n');
  expect(readdirSync(folder)).toEqual(['names.csv']);
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('if it cannot be written to its end, the file that is there stays, and nothing else does', async () => {
  writeFileSync(file, 'the export of last month');
  const lines = function* (): Generator<string> {
    yield 'heading\n';
    throw new Error('a bug');
  };
  await expect(writeLines(file, lines())).rejects.toThrow('a bug');
  expect(readFileSync(file, 'utf8')).toBe('the export of last month');
  expect(readdirSync(folder)).toEqual(['names.csv']);
});

test.skipIf(process.platform === 'win32')('a link to a file elsewhere stays a link', async () => {
  const elsewhere = join(folder, 'elsewhere.csv');
  writeFileSync(elsewhere, 'old');
  symlinkSync(elsewhere, file);
  await writeLines(file, ['new\n']);
  expect(readFileSync(elsewhere, 'utf8')).toBe('new\n');
});
