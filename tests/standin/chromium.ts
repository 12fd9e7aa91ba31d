import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { findChromium } from '../../scripts/chromium.mjs';
import { CdpConnection } from './cdp.ts';
import { machine } from './system.ts';

// Starts Chromium, whose pages are the windows.

export interface Chromium {
  readonly connection: CdpConnection;
  /** The address at which a test tool can attach too. */
  devToolsUrl(): Promise<string>;
  close(): Promise<void>;
}

export interface ChromiumOptions {
  /** Whether to open windows on a real display, for a person to look at. */
  headed: boolean;
  devToolsPort: boolean;
}

const flags = [
  // The system's sandbox needs root or user namespaces, which containers and build machines rarely allow. Chromium only
  // ever loads pages of ours and of the specs.
  '--no-sandbox',
  '--no-startup-window',
  '--no-first-run',
  '--no-default-browser-check',
  // Electron asks main about every window that a page opens. Here none opens, and main is still asked about each.
  '--block-new-web-contents',
  // Shows every frame of a page in the page's own session.
  '--disable-site-isolation-trials',
  '--disable-back-forward-cache',
  '--disable-background-networking',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-ipc-flooding-protection',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-sync',
  '--disable-breakpad',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-quic',
  '--disable-search-engine-choice-screen',
  '--metrics-recording-only',
  '--password-store=basic',
  '--use-mock-keychain',
  '--force-color-profile=srgb',
  // LocalNetworkAccessChecks would stop requests to this machine before main is asked about them.
  // AvoidCorsURLLoaderRestartOnRedirect aborts some redirects while requests are intercepted (Chromium 155 and later).
  '--disable-features=IsolateOrigins,site-per-process,Translate,MediaRouter,OptimizationHints,PaintHolding,DestroyProfileOnBrowserClose,NetworkTimeServiceQuerying,HttpsUpgrades,AvoidCorsURLLoaderRestartOnRedirect,LocalNetworkAccessChecks,LocalNetworkAccessChecksWarn,PrivateNetworkAccessSendPreflights',
  // Only this machine can be reached, whatever a page or a spec tries.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1',
];

const profilePrefix = 'latchkey-stand-in-';

export function startChromium(options: ChromiumOptions): Chromium {
  removeAbandonedProfiles();
  const profile = mkdtempSync(join(tmpdir(), `${profilePrefix}${process.pid}-`));
  const child = spawn(
    chromiumExecutable(options.headed),
    [
      `--user-data-dir=${profile}`,
      '--remote-debugging-pipe',
      ...(options.devToolsPort ? ['--remote-debugging-port=0'] : []),
      ...(options.headed ? [] : ['--headless']),
      ...flags,
    ],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] },
  );
  let lastWords = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-8_000);
  });
  const connection = new CdpConnection(child.stdio[3] as Writable, child.stdio[4] as Readable);
  const ended = endOf(child, (why) => connection.closed(`${why}\n${lastWords}`));

  return {
    connection,
    async devToolsUrl() {
      const file = join(profile, 'DevToolsActivePort');
      for (let tries = 0; tries < 1_000; tries += 1) {
        const [port, path] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
        if (port && path) return `ws://127.0.0.1:${port}${path}`;
        await Promise.race([delay(10), ended]);
        if (child.exitCode !== null || child.signalCode !== null) break;
      }
      throw new Error(`Chromium did not come up\n${lastWords}`);
    },
    async close() {
      connection.browser.send('Browser.close').catch(() => {
        // It is already ending.
      });
      const giveUp = setTimeout(() => child.kill('SIGKILL'), 3_000);
      await ended;
      clearTimeout(giveUp);
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

function endOf(child: ChildProcess, because: (why: string) => void): Promise<void> {
  return new Promise((resolve) => {
    child.on('error', (error) => {
      because(`Chromium could not be started: ${error.message}`);
      resolve();
    });
    child.on('exit', (code, signal) => {
      because(`Chromium ended (${code ?? signal})`);
      resolve();
    });
  });
}

/** Removes the profile that Chromium left behind when the stand-in was killed. */
function removeAbandonedProfiles(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${profilePrefix}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The Chromium to start. Throws the sentence that says what to do if there is none. */
export function chromiumExecutable(headed: boolean): string {
  const { path, problem } = findChromium({ headed, platform: machine });
  if (path === null) throw new Error(problem);
  return path;
}
