import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

test('the lock is granted if its owner is dead', () => {
  // No process has this id: it is above the largest one that systems use.
  writeFileSync(join(folder, 'SingletonLock'), '99999999');
  const instance = new SingleInstance();
  expect(instance.request(folder, start('first'), () => {})).toBe(true);
  instance.release();
});
