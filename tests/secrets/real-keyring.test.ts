import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keyringUnavailable, startPrivateKeyring } from '../../scripts/private-keyring.mjs';
import { Keychain } from '../../src/main/secrets/keychain.ts';
import { type ForkedChild, forkChild } from '../helpers/fork-child.ts';

const unavailable = keyringUnavailable();
if (unavailable) console.warn(`Skipped: the keychain against a real keyring (${unavailable}).`);

const connectionId = 'k3ychainconn';
const key = 'SG.canary-key.0123456789';
const problem = (kind: string) => ({ ok: false, problem: { kind } });

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** The real keychain, its child forked from the source, with the bus at `address`. */
function openKeychain(address: string, deadlineMs = 10_000) {
  const children: ForkedChild[] = [];
  const env: NodeJS.ProcessEnv = { ...process.env, DBUS_SESSION_BUS_ADDRESS: address };
  // Without a display no program can ask for a password.
  delete env['DISPLAY'];
  const keychain = new Keychain({
    deadlineMs,
    fork: () => {
      const child = forkChild('src/main/secrets/keychain-process.ts', env);
      children.push(child);
      return child;
    },
  });
  stops.push(() => keychain.close());
  return { keychain, children };
}

describe.skipIf(unavailable)('the keychain against a real keyring', () => {
  let keyring: Awaited<ReturnType<typeof startPrivateKeyring>>;
  beforeEach(async () => {
    keyring = await startPrivateKeyring();
    stops.push(() => keyring.stop());
  });

  test('keeps a key after its process ends, returns it, and proves its removal', async () => {
    const { keychain } = openKeychain(keyring.address);
    expect(await keychain.read(connectionId)).toEqual({ ok: true, value: null });
    expect(await keychain.save(connectionId, key)).toEqual({ ok: true, value: null });
    const other = openKeychain(keyring.address).keychain;
    expect(await other.read(connectionId)).toEqual({ ok: true, value: key });
    expect(await other.remove(connectionId)).toEqual({ ok: true, value: null });
    expect(await keychain.read(connectionId)).toEqual({ ok: true, value: null });
    expect(await keychain.remove(connectionId)).toEqual({ ok: true, value: null });
  });

  test('keeps the longest allowed key', async () => {
    const { keychain } = openKeychain(keyring.address);
    const longest = 'x'.repeat(2_560);
    await keychain.save(connectionId, longest);
    expect(await keychain.read(connectionId)).toEqual({ ok: true, value: longest });
  });

  test('notices that another program removed a key', async () => {
    const mine = openKeychain(keyring.address).keychain;
    await mine.save(connectionId, key);
    await openKeychain(keyring.address).keychain.remove(connectionId);
    expect(await mine.read(connectionId)).toEqual({ ok: true, value: null });
  });

  test('reports a locked keyring as locked, never as empty', { tags: ['keychain-never-deletes'] }, async () => {
    const { keychain } = openKeychain(keyring.address);
    await keychain.save(connectionId, key);
    await keyring.lock();
    expect(await keychain.read(connectionId)).toEqual(problem('keychain-locked'));
    expect(await keychain.save(connectionId, key)).toEqual(problem('keychain-locked'));
    expect(await keychain.remove(connectionId)).toEqual(problem('keychain-locked'));
  });

  test('reports that it waits for a keyring that hangs, and works again when the keyring does', async () => {
    const { keychain, children } = openKeychain(keyring.address, 2_000);
    await keychain.save(connectionId, key);
    process.kill(keyring.pid, 'SIGSTOP');
    expect(await keychain.read(connectionId)).toEqual(problem('keychain-waiting'));
    process.kill(keyring.pid, 'SIGCONT');
    expect(await keychain.read(connectionId)).toEqual({ ok: true, value: key });
    expect(children).toHaveLength(1);
  });

  test('closes while the keyring hangs, and leaves no process behind', async () => {
    process.kill(keyring.pid, 'SIGSTOP');
    const { keychain, children } = openKeychain(keyring.address, 1_000);
    // By now one call is stuck in the keyring, and another one waits.
    expect(await keychain.read(connectionId)).toEqual(problem('keychain-waiting'));
    const next = keychain.read(connectionId);
    const startedAt = performance.now();
    await keychain.close();
    expect(await next).toEqual(problem('keychain-waiting'));
    expect(await children[0]?.ended).toBe('SIGKILL');
    console.info(`closing beside a stopped keyring took ${Math.round(performance.now() - startedAt)} ms`);
  });

  test('survives the end of its process in the middle of a call', async () => {
    const { keychain, children } = openKeychain(keyring.address);
    await keychain.save(connectionId, key);
    process.kill(keyring.pid, 'SIGSTOP');
    const read = keychain.read(connectionId);
    process.kill(children[0]?.pid ?? 0, 'SIGKILL');
    await children[0]?.ended;
    process.kill(keyring.pid, 'SIGCONT');
    expect(await read).toEqual({ ok: true, value: key });
    expect(children).toHaveLength(2);
  });

  test('survives the end of its process between two calls', async () => {
    const { keychain, children } = openKeychain(keyring.address);
    await keychain.save(connectionId, key);
    process.kill(children[0]?.pid ?? 0, 'SIGKILL');
    await children[0]?.ended;
    expect(await keychain.read(connectionId)).toEqual({ ok: true, value: key });
  });

  test('survives a keyring that is started again, between two calls and in the middle of one', async () => {
    const { keychain } = openKeychain(keyring.address);
    await keychain.save(connectionId, key);
    // Kills the daemon, and starts another one over the same keys.
    await keyring.unlock();
    expect(await keychain.read(connectionId)).toEqual({ ok: true, value: key });
    process.kill(keyring.pid, 'SIGSTOP');
    const read = keychain.read(connectionId);
    await keyring.unlock();
    // The one that is killed takes the call with it. The next one has the key.
    const answer = await read;
    if (!answer.ok) expect(answer).toEqual(problem('keychain-missing'));
    expect(await keychain.read(connectionId)).toEqual({ ok: true, value: key });
    expect(await keychain.remove(connectionId)).toEqual({ ok: true, value: null });
  });

  test('shows no key in the arguments or the environment of its process', { tags: ['keychain-one-call'] }, async () => {
    const { keychain, children } = openKeychain(keyring.address);
    await keychain.save(connectionId, key);
    const shown = (name: string) => readFileSync(`/proc/${children[0]?.pid}/${name}`, 'latin1');
    expect(shown('cmdline')).toContain('keychain-process');
    expect(shown('cmdline')).not.toContain(key);
    expect(shown('environ')).toContain(keyring.address);
    expect(shown('environ')).not.toContain(key);
  });
});

describe.skipIf(unavailable)('the keychain without a Secret Service', () => {
  test('is missing without a bus', async () => {
    const { keychain } = openKeychain('unix:path=/nonexistent/bus');
    expect(await keychain.read(connectionId)).toEqual(problem('keychain-missing'));
    expect(await keychain.save(connectionId, key)).toEqual(problem('keychain-missing'));
    expect(await keychain.remove(connectionId)).toEqual(problem('keychain-missing'));
  });

  test('is missing if the bus has no Secret Service', async () => {
    const { keychain } = openKeychain(await startBusWithoutServices());
    expect(await keychain.read(connectionId)).toEqual(problem('keychain-missing'));
    expect(await keychain.save(connectionId, key)).toEqual(problem('keychain-missing'));
  });
});

test('is broken if its process ends as soon as it starts', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ends-'));
  stops.push(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'ends.mjs'), 'process.exit(1);');
  const keychain = new Keychain({ fork: () => forkChild(join(folder, 'ends.mjs'), process.env) });
  stops.push(() => keychain.close());
  expect(await keychain.read(connectionId)).toEqual(problem('keychain-broken'));
});

test('is broken if keytar is missing', async () => {
  // A copy of the sources in a folder without packages.
  const folder = mkdtempSync(join(tmpdir(), 'no-keytar-'));
  stops.push(() => rmSync(folder, { recursive: true }));
  for (const room of ['secrets', 'lib']) cpSync(`src/main/${room}`, join(folder, room), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const keychain = new Keychain({ fork: () => forkChild(join(folder, 'secrets', 'keychain-process.ts'), process.env) });
  stops.push(() => keychain.close());
  expect(await keychain.read(connectionId)).toEqual(problem('keychain-broken'));
});

async function startBusWithoutServices(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'bus-'));
  const config = join(folder, 'bus.conf');
  writeFileSync(
    config,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir=${folder}</listen>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>`,
  );
  const bus = spawn('dbus-daemon', [`--config-file=${config}`, '--nofork', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  stops.push(async () => {
    bus.kill('SIGKILL');
    await once(bus, 'exit');
    rmSync(folder, { recursive: true, force: true });
  });
  const [line] = (await once(bus.stdout, 'data')) as [Buffer];
  return line.toString().trim();
}
