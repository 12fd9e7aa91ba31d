import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { RequestName } from '../../src/shared/contract.ts';
import type { Bent, Runner, RunOptions, Seen } from './runner.ts';

export interface ChildOptions extends RunOptions {
  /** The keys in the keyring in memory at the start, by connection. */
  keys?: Readonly<Record<string, string>>;
  /** D-Bus address of a real keyring, used by the real keychain process, instead of the one in memory. */
  keyringAddress?: string;
  killed?: 'on opening';
  /** The text of the errors that the program's desktop and database throw on request. */
  throwing?: string;
}

/** What the system does to the program, besides requests. `click`: on the nth action of the tray. */
export type SystemEvent =
  | { what: 'click'; nth: number }
  | { what: 'link'; url: string }
  | { what: 'second instance' | 'wake' | 'sleep' | 'launcher shortcut' | 'clipboard shortcut' };

export type ChildCommand =
  | { what: 'start'; options: ChildOptions }
  | { what: 'ask'; name: RequestName; input: unknown }
  | { what: 'seen' }
  | { what: 'bend'; bent: Bent }
  | { what: 'open-link'; url: string }
  | { what: 'throw-at'; call: number | null }
  | { what: 'happen'; event: SystemEvent }
  | { what: 'fill-disk' }
  | { what: 'free-disk' }
  | { what: 'quit' };

export interface ChildRunner extends Runner {
  /** From now on, the nth call to the desktop or the database throws, once. */
  throwAt(call: number): Promise<void>;
  /** Nothing throws any more. Returns what did: the name of the call, or null. */
  throwNothing(): Promise<string | null>;
  /** Returns false if there is no such action in the tray. */
  happen(event: SystemEvent): Promise<boolean>;
  fillDisk(): Promise<void>;
  freeDisk(): Promise<void>;
  kill(): Promise<void>;
  readonly pid: number;
  /** Resolves when the process has ended, with null if a signal ended it. */
  readonly exitCode: Promise<number | null>;
  /** Everything that it wrote to its standard output and error. */
  output(): { stdout: Buffer; stderr: Buffer };
}

/** What the child has for itself, as far as Linux allows it to an ordinary user. */
export type World = 'ordinary' | 'small disk' | 'full disk' | 'read-only disk' | 'no network';

const entry = fileURLToPath(new URL('program-child.ts', import.meta.url));
const standin = fileURLToPath(new URL('../standin/register.mjs', import.meta.url));

const preparations: Record<Exclude<World, 'ordinary'>, { namespace: string; script: string }> = {
  'small disk': { namespace: '--mount', script: 'mount -t tmpfs -o size=12m,mode=700 none "$FOLDER"' },
  // With what the folder has, and not one byte to spare.
  'full disk': {
    namespace: '--mount',
    script: `cp -a "$FOLDER" "$FOLDER.before" && mount -t tmpfs -o size=12m,mode=700 none "$FOLDER" &&
      cp -a "$FOLDER.before/." "$FOLDER" && rm -r "$FOLDER.before" && { cat /dev/zero 2>&- > "$FOLDER/ballast" || :; }`,
  },
  'read-only disk': {
    namespace: '--mount',
    script: 'mount --bind "$FOLDER" "$FOLDER" && mount -o remount,ro,bind "$FOLDER"',
  },
  'no network': { namespace: '--net', script: ':' },
};

/** Returns why this system cannot give a process its own disk and network, in one line, or null. */
export function worldsUnavailable(): string | null {
  if (process.platform !== 'linux')
    return `disks and networks of their own exist on Linux only, not on ${process.platform}`;
  try {
    const script = 'mount -t tmpfs -o size=64k none /tmp';
    execFileSync('unshare', ['--mount', '--net', '--map-root-user', 'sh', '-c', script], { stdio: 'ignore' });
    return null;
  } catch {
    return 'unshare, of util-linux, may not give a process a disk of its own here';
  }
}

function spawnIn(world: World, folder: string): ChildProcess {
  const node = [process.execPath, '--import', standin, entry];
  const options = { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: { ...process.env, FOLDER: folder } } as const;
  const serialization = 'advanced' as const;
  if (world === 'ordinary')
    return spawn(node[0] ?? '', node.slice(1), { ...options, stdio: [...options.stdio], serialization });
  const { namespace, script } = preparations[world];
  // exec at every step: the child's id is then that of the program, so that killing it kills the program.
  const args = [namespace, '--map-root-user', 'sh', '-c', `${script} && exec "$0" "$@"`, ...node];
  return spawn('unshare', args, { ...options, stdio: [...options.stdio], serialization });
}

export async function runInChild(options: ChildOptions, world: World = 'ordinary'): Promise<ChildRunner> {
  const child = spawnIn(world, options.folder);
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout?.on('data', (bytes: Buffer) => stdout.push(bytes));
  child.stderr?.on('data', (bytes: Buffer) => stderr.push(bytes));
  const exitCode = once(child, 'close').then(([code]) => code as number | null);
  const waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>();
  child.on('message', ({ id, answer, failure }: { id: number; answer?: unknown; failure?: string }) => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (failure === undefined) call?.resolve(answer);
    else call?.reject(new Error(failure));
  });
  void exitCode.then((code) => {
    for (const { reject } of waiting.values())
      reject(new Error(`the program ended (${code}): ${Buffer.concat(stderr)}`));
  });
  let lastId = 0;
  const tell = <T>(command: ChildCommand): Promise<T> =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve: resolve as (answer: unknown) => void, reject });
      if (child.connected) child.send({ id: lastId, command });
      else reject(new Error('the program does not run any more'));
    });

  await tell({ what: 'start', options });
  return {
    pid: child.pid ?? 0,
    exitCode,
    ask: (name, input) => tell({ what: 'ask', name, input }),
    seen: () => tell<Seen>({ what: 'seen' }),
    bend: (bent) => tell({ what: 'bend', bent }),
    openLink: (url) => tell({ what: 'open-link', url }),
    throwAt: (call) => tell({ what: 'throw-at', call }),
    throwNothing: () => tell({ what: 'throw-at', call: null }),
    happen: (event) => tell({ what: 'happen', event }),
    fillDisk: () => tell({ what: 'fill-disk' }),
    freeDisk: () => tell({ what: 'free-disk' }),
    async quit() {
      tell({ what: 'quit' }).catch(() => undefined);
      await exitCode;
    },
    async kill() {
      child.kill('SIGKILL');
      await exitCode;
    },
    output: () => ({ stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr) }),
  };
}
