import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SingleInstance } from './single-instance.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'single-instance-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const start = (...argv: string[]) => ({ argv, workingDirectory: '/', additionalData: { argv } });

/** Starts a second process that asks for the lock and ends at once. Returns the reply that it got. */
async function askInAnotherProcess(...argv: string[]): Promise<string> {
  const source = `
    import { SingleInstance } from ${JSON.stringify(new URL('./single-instance.ts', import.meta.url).href)};
    const granted = new SingleInstance().request(${JSON.stringify(folder)}, ${JSON.stringify(start(...argv))}, () => {});
    process.stdout.write(String(granted));
    process.exit(0);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  await new Promise((resolve) => child.on('close', resolve));
  return said;
}

test('the first instance knows of the second before the second continues', async () => {
  const instance = new SingleInstance();
  const heard: string[][] = [];
  expect(instance.request(folder, start('first'), (second) => heard.push(second.argv))).toBe(true);
  expect(await askInAnotherProcess('second', 'latchkey://open')).toBe('false');
  expect(heard).toEqual([['second', 'latchkey://open']]);
  instance.release();
});

test('the lock is granted again after its release', async () => {
  const instance = new SingleInstance();
  instance.request(folder, start('first'), () => {});
  instance.release();
  expect(instance.held).toBe(false);
  expect(await askInAnotherProcess('second')).toBe('true');
});

/** A process that takes the lock and is killed. */
async function dieWithLock(): Promise<void> {
  const source = `
    import { SingleInstance } from ${JSON.stringify(new URL('./single-instance.ts', import.meta.url).href)};
    new SingleInstance().request(${JSON.stringify(folder)}, ${JSON.stringify(start())}, () => {});
    process.kill(process.pid, 'SIGKILL');`;
  await once(spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: 'ignore' }), 'close');
}

test('the lock is granted if its owner is dead', async () => {
  await dieWithLock();
  const instance = new SingleInstance();
  expect(instance.request(folder, start('first'), () => {})).toBe(true);
  instance.release();
});

/** More than most machines have processors to spare, so that some are interrupted in the middle. */
const askers = 4;

test.each([
  ['an empty folder', async () => {}],
  ['a folder whose owner was killed', dieWithLock],
])('of many that ask at once for %s, one is granted the lock and hears of all others', async (_what, prepare) => {
  await prepare();
  const source = `
    import { SingleInstance } from ${JSON.stringify(new URL('./single-instance.ts', import.meta.url).href)};
    let heard = 0;
    const end = () => process.stdout.write(String(heard), () => process.exit(0));
    process.stdin.once('data', () => {
      const start = { argv: [], workingDirectory: '/', additionalData: null };
      const granted = new SingleInstance().request(${JSON.stringify(folder)}, start, () => {
        heard += 1;
        if (heard === ${askers - 1}) end();
      });
      if (!granted) process.exit(0);
      setTimeout(end, 30_000);
    });
    process.stdout.write('ready ');`;
  const children = Array.from({ length: askers }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['pipe', 'pipe', 'inherit'] }),
  );
  const said = children.map(() => '');
  children.forEach((child, nth) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said[nth] += text;
    });
  });
  const ended = children.map((child) => once(child, 'close'));
  await Promise.all(children.map((child) => once(child.stdout, 'data')));
  for (const child of children) child.stdin.write('now\n');
  await Promise.all(ended);
  expect(said.sort()).toEqual([...Array(askers - 1).fill('ready '), `ready ${askers - 1}`]);
});
