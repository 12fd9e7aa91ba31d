// The whole main process in its own process, for tests that kill it or give it its own disk or network. child-runner.ts
// controls it by messages.

import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { start } from '../../src/main/app/start.ts';
import type { Desktop } from '../../src/main/desktop/desktop.ts';
import type { ChildCommand, ChildOptions } from './child-runner.ts';
import { FakeDesktop } from './fake-desktop.ts';
import { forkChild } from './fork-child.ts';
import { MemoryKeychain } from './memory-keychain.ts';
import { seenOn } from './runner.ts';

let fake: FakeDesktop | null = null;
let folder = '';

function running(): FakeDesktop {
  if (!fake) throw new Error('the program was not started');
  return fake;
}

async function begin(options: ChildOptions): Promise<null> {
  const keychain = new MemoryKeychain();
  for (const [connectionId, key] of Object.entries(options.keys ?? {})) keychain.keys.set(connectionId, key);
  const bus = options.keyringAddress;
  const fork = () =>
    bus === undefined
      ? keychain.fork()
      : forkChild('src/main/secrets/keychain-process.ts', { ...process.env, DBUS_SESSION_BUS_ADDRESS: bus });
  folder = options.folder;
  fake = new FakeDesktop({ ...options, fork });
  if (options.proxy !== undefined) fake.proxy = options.proxy;
  const { desktop } = fake;
  const die = async (): Promise<never> => {
    process.kill(process.pid, 'SIGKILL');
    return new Promise(() => {});
  };
  const dyingOnOpening: Desktop = {
    ...desktop,
    browser: { ...desktop.browser, openLogin: die, openHandOver: die },
  };
  await start(options.killed === 'on opening' ? dyingOnOpening : desktop, options.environment);
  return null;
}

/** Fills the disk completely with a file beside those of the program. */
function fillDisk(): null {
  const handle = openSync(join(folder, 'ballast'), 'w');
  for (let bytes = 65_536; bytes >= 1; ) {
    try {
      if (writeSync(handle, Buffer.alloc(bytes)) < bytes) bytes >>= 1;
    } catch {
      bytes >>= 1;
    }
  }
  closeSync(handle);
  return null;
}

async function obey(command: ChildCommand): Promise<unknown> {
  switch (command.what) {
    case 'start':
      return begin(command.options);
    case 'ask':
      return running().askAnything(command.name, command.input);
    case 'seen':
      return seenOn(running());
    case 'bend':
      Object.assign(running(), command.bent);
      return null;
    case 'open-link':
      running().deepLink(command.url);
      return null;
    case 'fill-disk':
      return fillDisk();
    case 'free-disk':
      rmSync(join(folder, 'ballast'));
      return null;
    case 'quit':
      // Ends the program as desktop/lifecycle.ts does: listeners get a second and a half, then the process ends.
      return process.exit(
        await Promise.race([
          running()
            .quit()
            .then(() => 0),
          new Promise<number>((resolve) => setTimeout(resolve, 1_500, 3)),
        ]),
      );
  }
}

process.on('message', ({ id, command }: { id: number; command: ChildCommand }) => {
  obey(command).then(
    (answer) => process.send?.({ id, answer }),
    (error: unknown) => process.send?.({ id, failure: error instanceof Error ? (error.stack ?? '') : 'no error' }),
  );
});
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
