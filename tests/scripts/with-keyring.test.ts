import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keyringUnavailable } from '../../scripts/private-keyring.mjs';

const unavailable = keyringUnavailable();
if (unavailable) console.warn(`Skipped: commands beside a private keyring (${unavailable}).`);

async function run(command: string[], env: NodeJS.ProcessEnv = {}, act?: (pid: number, text: string) => void) {
  const child = spawn(process.execPath, ['scripts/with-keyring.mjs', ...command], { env: { ...process.env, ...env } });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    act?.(child.pid ?? 0, stdout);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

const ask = (object: string, ...message: string[]) => [
  'dbus-send',
  '--session',
  '--print-reply',
  '--dest=org.freedesktop.secrets',
  `/org/freedesktop/secrets${object}`,
  ...message,
];
const isLocked = ask(
  '/collection/login',
  'org.freedesktop.DBus.Properties.Get',
  'string:org.freedesktop.Secret.Collection',
  'string:Locked',
);

describe.skipIf(unavailable)('a command beside a private keyring', () => {
  test('finds it unlocked, or locked if LOCKED is set', async () => {
    expect((await run(isLocked)).stdout).toContain('boolean false');
    expect((await run(isLocked, { LOCKED: '1' })).stdout).toContain('boolean true');
  });

  test('passes its exit code on: 128 plus the number for a signal, and 127 if it does not exist', async () => {
    expect((await run(['sh', '-c', 'exit 7'])).code).toBe(7);
    expect((await run(['sh', '-c', 'kill -9 $$'])).code).toBe(137);
    expect((await run(['no-such-command'])).code).toBe(127);
  });

  test('receives the signals, and nothing outlives it', async () => {
    const script = 'trap "exit 3" TERM; echo $DBUS_SESSION_BUS_ADDRESS; while :; do sleep 0.05; done';
    const ended = await run(['sh', '-c', script], {}, (pid, text) => {
      if (text.endsWith('\n')) process.kill(pid, 'SIGTERM');
    });
    expect(ended.code).toBe(3);
    const after = await run(['sh', '-c', 'DBUS_SESSION_BUS_ADDRESS="$0" exec "$@"', ended.stdout.trim(), ...isLocked]);
    expect(after.code).not.toBe(0);
  });
});

test('a command still runs, after one line, if no keyring is available', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bare-path-'));
  symlinkSync(process.execPath, join(folder, 'node'));
  const ran = await run(['node', '-e', 'console.log("ran")'], { PATH: folder });
  rmSync(folder, { recursive: true });
  expect(ran).toMatchObject({ code: 0, stdout: 'ran\n' });
  expect(ran.stderr.trim().split('\n')).toEqual([expect.stringMatching(/^with-keyring: .*; continuing without it\.$/)]);
});
