import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { whyWrongSystem } from '../../scripts/machine.mjs';

// A copy of the scripts in a clone of their own. They need nothing else to look at the machine.

const onWindows = process.platform === 'win32';
const isRoot = process.getuid?.() === 0;
const folder = mkdtempSync(join(tmpdir(), 'machine-'));
afterAll(() => rmSync(folder, { recursive: true }));

function newClone(): string {
  const clone = mkdtempSync(join(folder, 'clone-'));
  cpSync('scripts', join(clone, 'scripts'), { recursive: true });
  return clone;
}

/** Takes from root the right to write everything, so that only owners and modes count. */
const asOrdinaryUser = isRoot ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search'] : [];
const canBeOrdinary = !isRoot || spawnSync('setpriv', ['--version']).status === 0;

function check(clone: string, env: Record<string, string> = {}) {
  const code = `import(${JSON.stringify(join(clone, 'scripts', 'machine.mjs'))}).then((it) => it.checkMachine())`;
  const [command = '', ...args] = [...asOrdinaryUser, process.execPath, '-e', code];
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  return { status, said: `${stdout}${stderr}` };
}

describe.skipIf(onWindows || !canBeOrdinary)('a machine on which nothing can be built', () => {
  test('is said to have no folder for temporary files, whatever is wrong with it', () => {
    const clone = newClone();
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    expect(check(clone)).toEqual({ status: 0, said: '' });
    for (const [path, code] of [
      [join(folder, 'none'), 'ENOENT'],
      [file, 'ENOTDIR'],
    ]) {
      expect(check(clone, { TMPDIR: path ?? '' })).toEqual({
        status: 1,
        said: `No temporary file can be made in ${path} (${code}): set TMPDIR to a folder that exists and that you may write, then try again.\n`,
      });
    }
  });

  test('is said to be closed, and its modules too', () => {
    const clone = newClone();
    const modules = join(clone, 'node_modules');
    mkdirSync(modules, { mode: 0o555 });
    expect(check(clone)).toEqual({ status: 1, said: sentence(modules, 'it is on a read-only disk, or closed to you') });
    chmodSync(clone, 0o555);
    // Without it, the folder can only be removed by root.
    onTestFinished(() => chmodSync(clone, 0o755));
    expect(check(clone)).toEqual({ status: 1, said: sentence(clone, 'it is on a read-only disk, or closed to you') });
  });

  test.runIf(isRoot)('is said to be another user’s', () => {
    const clone = newClone();
    chmodSync(clone, 0o755);
    chownSync(clone, 65_534, 65_534);
    expect(check(clone)).toEqual({ status: 1, said: sentence(clone, 'it belongs to another user') });
  });
});

const sentence = (place: string, why: string): string =>
  `You may not write in ${place}: ${why}. Clone Latchkey into a folder of your own, then try again there.\n`;

test('a system without the GNU C library is recognised before anything is installed', () => {
  expect(whyWrongSystem(false)).toMatch(/^Electron.*need the GNU C library.*Debian, Ubuntu or Fedora\.$/);
  expect(whyWrongSystem()).toBeNull();
});
