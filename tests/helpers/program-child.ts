// The whole main process in its own process, for tests that kill it or give it its own disk or network. child-runner.ts
// controls it by messages.

import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { start } from '../../src/main/app/start.ts';
import type { Desktop } from '../../src/main/desktop/desktop.ts';
import type { TrayItem } from '../../src/main/desktop/tray-model.ts';
import { openLog } from '../../src/main/log/log.ts';
import { UncaughtErrors } from '../../src/main/log/uncaught-errors.ts';
import type { ChildCommand, ChildOptions, SystemEvent } from './child-runner.ts';
import { FakeDesktop } from './fake-desktop.ts';
import { forkChild } from './fork-child.ts';
import { MemoryKeychain } from './memory-keychain.ts';
import { seenOn } from './runner.ts';
import { Throwing } from './throwing.ts';

let fake: FakeDesktop | null = null;
let folder = '';
let throwing: Throwing | null = null;

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
  if (options.throwing === undefined) {
    await start(options.killed === 'on opening' ? dyingOnOpening : desktop, options.environment);
    return null;
  }
  throwing = new Throwing(options.throwing);
  throwing.inDatabase();
  // As in src/main/index.ts.
  const log = openLog(desktop.logsFolder, false);
  new UncaughtErrors(process).reportTo((error) => log.bug('uncaught', error));
  await start(throwing.in(desktop, 'desktop'), options.environment);
  return null;
}

const actionsOf = (items: readonly TrayItem[]): (() => void)[] =>
  items.flatMap((item) =>
    item.type === 'action' ? [item.click] : item.type === 'submenu' ? actionsOf(item.items) : [],
  );

function listenerOf(desktop: FakeDesktop, event: SystemEvent): (() => void) | undefined {
  switch (event.what) {
    case 'click':
      return actionsOf(desktop.tray?.items ?? [])[event.nth];
    case 'link':
      return () => desktop.deepLink(event.url);
    case 'second instance':
      return desktop.secondInstance;
    case 'wake':
      return desktop.wake;
    case 'sleep':
      return desktop.sleep;
    case 'launcher shortcut':
      return desktop.shortcuts.get('launcher')?.pressed;
    case 'clipboard shortcut':
      return desktop.shortcuts.get('clipboard')?.pressed;
  }
}

/** The system calls a listener: what it throws is caught nowhere. */
async function happen(event: SystemEvent): Promise<boolean> {
  const listener = listenerOf(running(), event);
  if (!listener) return false;
  setImmediate(listener);
  await new Promise((resume) => setTimeout(resume, 5));
  return true;
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
    case 'throw-at':
      return throwing?.at(command.call) ?? null;
    case 'happen':
      return happen(command.event);
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
