import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication } from 'playwright-core';
import { electronBinary, hasDisplay } from '../../scripts/electron.mjs';
import type { Platform } from '../../src/shared/platform.ts';
import type { DesktopWishes } from './recording.ts';

/** The program that runs the app. */
export type Target = 'standin' | 'electron';

/** What the projects of playwright.config.ts run. The stand-in can play another system than this machine's. */
export const runs = {
  standin: { target: 'standin' },
  'standin-windows': { target: 'standin', platform: 'win32' },
  'standin-macos': { target: 'standin', platform: 'darwin' },
  electron: { target: 'electron' },
} as const satisfies Record<string, { target: Target; platform?: Platform }>;

/** The run of one of these projects. */
export const runOf = (project: { name: string }): (typeof runs)[keyof typeof runs] =>
  runs[project.name as keyof typeof runs];

export const projectRoot = resolve(import.meta.dirname, '../..');

export interface LaunchOptions {
  target: Target;
  /** The system that the stand-in plays. Default: this machine's. */
  platform?: Platform;
  /** The app's data folder. It is created if it does not exist. */
  userData: string;
  /** Folder of the app to run. Default: the product. */
  appFolder?: string;
  /** Arguments after the app's folder on the command line. */
  args?: readonly string[];
  env?: Readonly<Record<string, string>>;
  desktop?: DesktopWishes;
}

/** A started app, with its output on stdout and stderr so far. */
export interface Launched {
  app: ElectronApplication;
  /** What was started. On Windows that is a shell, and the app is its child. */
  process: ChildProcess;
  /** The app's own process. */
  pid: number;
  options: LaunchOptions;
  output(): string;
}

/** Returns why specs cannot run on a target here, or null. */
export function whyNotHere(target: Target): string | null {
  if (target === 'standin') return null;
  if (electronBinary() === null) return "Electron's binary is not installed";
  return hasDisplay ? null : 'true Electron needs a display: xvfb-run -a';
}

/** Set to run with Chromium's sandbox, as an installed program does. Containers and root rarely allow one. */
const sandboxed = process.env['LATCHKEY_TEST_SANDBOX'] === '1';

export async function launchApp(options: LaunchOptions): Promise<Launched> {
  const recorder = join(projectRoot, 'tests/helpers/recorder.cjs');
  const app = await _electron.launch({
    // Without a path, Playwright finds the installed Electron, and delays its start with a loader of its own.
    ...(options.target === 'standin' ? { executablePath: standInExecutable() } : {}),
    args: ['-r', recorder, options.appFolder ?? projectRoot, ...(options.args ?? [])],
    env: environmentOf(options),
    chromiumSandbox: sandboxed,
    // The app and its system decide, not Playwright.
    colorScheme: null,
    timeout: 30_000,
  });
  // Get the process now: after the app has ended, Playwright does not have it any more.
  const started = app.process();
  let said = '';
  for (const stream of [started.stdout, started.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  // Ask now: an app that hangs would not answer.
  const pid = await app.evaluate(() => process.pid);
  return { app, process: started, pid, options, output: () => said };
}

export interface SecondStart {
  exitCode: number | null;
  output: string;
}

/** Starts the same app again, with the same folder, and waits until that process ends. */
export const startSecond = (options: LaunchOptions, args: readonly string[]): Promise<SecondStart> =>
  startUnwatched(options, args).ended;

/** Starts an app that no test controls. */
export function startUnwatched(
  options: LaunchOptions,
  args: readonly string[] = [],
): { process: ChildProcess; ended: Promise<SecondStart> } {
  const binary = options.target === 'standin' ? standInExecutable() : (electronBinary() ?? '');
  const flags = process.platform === 'linux' && !sandboxed ? ['--no-sandbox'] : [];
  const child: ChildProcess = spawn(binary, [...flags, options.appFolder ?? projectRoot, ...args], {
    env: environmentOf(options),
    stdio: ['ignore', 'pipe', 'pipe'],
    // Only a .cmd file needs a shell. Otherwise use none, since it would interpret the `&` of a link.
    shell: process.platform === 'win32' && options.target === 'standin',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<SecondStart>((done, failed) => {
    child.on('error', failed);
    child.on('close', (exitCode) => done({ exitCode, output }));
  });
  return { process: child, ended };
}

const standInExecutable = (): string =>
  join(projectRoot, 'tests/standin', process.platform === 'win32' ? 'electron.cmd' : 'electron');

/** The desktop session of this process: all apps that it starts on the stand-in share one clipboard. */
let session: string | null = null;
function sessionFolder(): string {
  if (session !== null) return session;
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-session-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  session = folder;
  return folder;
}

function environmentOf(options: LaunchOptions): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return {
    ...(Object.fromEntries(inherited) as Record<string, string>),
    LATCHKEY_USER_DATA: options.userData,
    // Files of the app outside its own folder, such as autostart entries, must not reach those of the user.
    XDG_CONFIG_HOME: join(options.userData, 'xdg-config'),
    // What the person's own session is must not decide what the stand-in does.
    ...(options.target === 'standin'
      ? { XDG_SESSION_TYPE: 'x11', STANDIN_PLATFORM: options.platform ?? '', STANDIN_SESSION: sessionFolder() }
      : {}),
    LATCHKEY_TEST_DESKTOP: JSON.stringify(options.desktop ?? {}),
    ...options.env,
  };
}
