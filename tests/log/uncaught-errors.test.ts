import { execFile } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UncaughtErrors } from '../../src/main/log/uncaught-errors.ts';

const root = join(import.meta.dirname, '..', '..');
const electron = join(root, 'tests', 'standin', process.platform === 'win32' ? 'electron.cmd' : 'electron');
const main = (file: string): string => JSON.stringify(pathToFileURL(join(root, 'src', 'main', file)).href);
const canary = ['SG', 'a-key-that-must-not-be-seen', 'x'.repeat(20)].join('.');

let folder = '';

/** Resolves with a program's output and exit code. */
function run(command: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  return new Promise<{ code: number; said: string }>((resolve) => {
    const env = { ...process.env, XDG_CONFIG_HOME: join(folder, 'config'), ...environment };
    const child = execFile(command, [...args], { env }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, said: stdout + stderr }),
    );
  });
}

function place(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-strays-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('goes on after uncaught errors, and logs them without their messages', async () => {
  const program = place(
    'strays.mjs',
    `
    import { openLog } from ${main('log/log.ts')};
    import { UncaughtErrors } from ${main('log/uncaught-errors.ts')};
    const uncaught = new UncaughtErrors(process);
    void Promise.reject(new TypeError(${JSON.stringify(canary)}));
    setTimeout(() => {
      const log = openLog(${JSON.stringify(folder)}, true);
      uncaught.reportTo((error) => log.bug('uncaught', error));
      setTimeout(() => console.log('still here'), 10);
      throw new RangeError(${JSON.stringify(canary)});
    }, 10);
  `,
  );
  const { code, said } = await run(process.execPath, [program]);
  expect(code).toBe(0);
  expect(said).toContain('still here');
  expect(said).not.toContain(canary);
  const log = readFileSync(join(folder, 'latchkey.log'), 'utf8');
  expect(log).toMatch(/reference=uncaught name=TypeError[\s\S]*reference=uncaught name=RangeError/);
  expect(log).not.toContain(canary);
});

test('keeps the first errors until there is a log, and not all of them', () => {
  const uncaught = new UncaughtErrors(new EventEmitter());
  for (let nth = 1; nth <= 1_000; nth++) uncaught.note(nth);
  const reported: unknown[] = [];
  uncaught.reportTo((error) => reported.push(error));
  expect(reported).toEqual(Array.from({ length: 16 }, (_, nth) => nth + 1));
  uncaught.note('later');
  expect(reported.at(-1)).toBe('later');
});

test('says so and ends if it cannot start, instead of running unseen', async () => {
  const program = join(folder, 'program');
  mkdirSync(program);
  place('program/package.json', JSON.stringify({ name: 'latchkey', type: 'module', main: 'main.mjs' }));
  place('program/main.mjs', `import ${main('index.ts')};`);
  const userData = join(folder, 'userData');
  const { code, said } = await run(electron, [program], { LATCHKEY_USER_DATA: userData, LATCHKEY_SANDBOX: canary });
  expect(code).toBe(1);
  expect(said).toContain('Latchkey could not start');
  expect(said).not.toContain(canary);
  expect(readFileSync(join(userData, 'logs', 'latchkey.log'), 'utf8')).toContain('reference=uncaught name=SyntaxError');
});
