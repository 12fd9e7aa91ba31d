import { inspect } from 'node:util';
import { start } from '../../src/main/app/start.ts';
import type { ChildLink } from '../../src/main/lib/child-link.ts';
import type { RequestName } from '../../src/shared/contract.ts';
import type { Platform } from '../../src/shared/platform.ts';
import type { Result } from '../../src/shared/result.ts';
import { FakeDesktop } from './fake-desktop.ts';

/** Everything that the program has shown, opened or sent so far. */
export interface Seen {
  /** Login links that the browser was asked to open. */
  opened: readonly string[];
  /** Public pages that the browser was asked to open. */
  pages: readonly string[];
  notifications: readonly { title: string; body: string }[];
  /** Every announcement to the windows. */
  told: readonly unknown[];
  tray: string;
  clipboard: string;
  launcher: { text: string | null; select: string | null; from: string } | null;
  /** Bugs that were logged, with everything that the error carries. */
  bugs: readonly string[];
}

/** What a test can change in the desktop while the program runs. */
export interface Bent {
  browserOpens?: boolean;
  browserVisits?: boolean;
  proxy?: string;
  online?: boolean;
  fileToRead?: string | null;
  fileToWrite?: string | null;
}

export interface RunOptions {
  folder: string;
  environment: Readonly<Record<string, string>>;
  takenShortcuts?: readonly string[];
  /** Whether it is an installed program. */
  packaged?: boolean;
  /** The system that it believes to run on. Default: Linux. */
  platform?: Platform;
  proxy?: string;
}

/** The whole main process on a desktop in memory, in this process or in another. */
export interface Runner {
  ask(name: RequestName, input: unknown): Promise<Result<unknown>>;
  seen(): Promise<Seen>;
  bend(bent: Bent): Promise<void>;
  /** Opens a `latchkey://` link as the system does. */
  openLink(url: string): Promise<void>;
  quit(): Promise<void>;
}

export function seenOn(desktop: FakeDesktop): Seen {
  const { opened, pages, notifications, told, tray, clipboard, launcherOpening } = desktop;
  return {
    opened: [...opened],
    pages: [...pages],
    notifications: [...notifications],
    told: [...told],
    tray: JSON.stringify(tray),
    clipboard,
    launcher: launcherOpening,
    bugs: desktop.bugs.map(({ error }) => inspect(error, { depth: 5, showHidden: true })),
  };
}

/** Runs it in this process. `desktop` gives access to what only this process can reach. */
export async function runHere(
  options: RunOptions,
  fork: () => ChildLink,
): Promise<Runner & { readonly desktop: FakeDesktop }> {
  const desktop = new FakeDesktop({ ...options, fork });
  if (options.proxy !== undefined) desktop.proxy = options.proxy;
  await start(desktop.desktop, options.environment);
  return {
    desktop,
    ask: (name, input) => desktop.askAnything(name, input),
    seen: async () => seenOn(desktop),
    bend: async (bent) => void Object.assign(desktop, bent),
    openLink: async (url) => desktop.deepLink(url),
    quit: () => desktop.quit(),
  };
}
