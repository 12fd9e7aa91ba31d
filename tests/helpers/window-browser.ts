import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../../scripts/chromium.mjs';
import { findFirefox } from '../../scripts/firefox.mjs';
import { lockedBy } from '../../src/main/browsers/lock-links.ts';
import type { Platform } from '../../src/shared/platform.ts';
import { type Installation, installOn } from './installed-browser.ts';

export type Installed = 'chromium' | 'firefox';

const sessionBus = process.env['DBUS_SESSION_BUS_ADDRESS'] ?? '';

/** Why no window of a customer's own can be opened on this machine, in one line, or null. */
export function windowsUnavailable(installed: Installed = 'chromium'): string | null {
  const isOffered = installed === 'chromium' || sessionBus !== '';
  return browserMissing(installed) ?? (isOffered ? null : 'there is no session bus, which Firefox needs');
}

/** The same, wherever there is a session bus. */
export function browserMissing(installed: Installed): string | null {
  if (process.platform !== 'linux') return `the wrapper of the browser is a Linux one, and this is ${process.platform}`;
  if (installed === 'firefox') return findFirefox() === null ? 'no Firefox that is not a snap is installed' : null;
  return findChromium({ headed: true }).path === null ? 'no Chromium that can show windows is installed' : null;
}

/** What the installed browser does when it is started. */
type Behaviour =
  | 'ordinary'
  /** It ends with an error at once. */
  | 'refuses'
  /** It does nothing until `wake` is called. */
  | 'slow'
  /** It runs, but never asks for anything. */
  | 'silent'
  /** A policy moves its folder elsewhere. */
  | 'elsewhere';

/**
 * Chromium or Firefox as the only browser that this desktop knows: a real one, by way of a script, because Chromium as root
 * needs a switch that Latchkey never gives. It reaches this machine only.
 */
export class WindowBrowser {
  readonly folder = mkdtempSync(join(tmpdir(), 'latchkey-windows-'));
  readonly #display: string | null;
  readonly #widthOfEach: number | null;
  readonly #installed: Installed;
  readonly #installation: Installation;

  /**
   * `display`: of an X server, to show windows; null: there are none to be seen. `widthOfEach`: in pixels, for windows side by side,
   * because an X server alone puts all in one place. `platform`: the system that the program believes to run on.
   */
  constructor(
    display: string | null = null,
    {
      installed = 'chromium',
      widthOfEach = null,
      platform = 'linux',
    }: { installed?: Installed; widthOfEach?: number | null; platform?: Platform } = {},
  ) {
    this.#installed = installed;
    this.#display = display;
    this.#widthOfEach = widthOfEach;
    this.#installation = installOn[platform](this.folder, installed);
    this.behave('ordinary');
  }

  /** What the desktop starts. */
  get program(): string {
    return this.#installation.program;
  }

  /** For a program that finds this browser only. */
  get environment(): Record<string, string> {
    return {
      PATH: process.env['PATH'] ?? '',
      HOME: join(this.folder, 'home'),
      ...this.#installation.environment,
      ...(this.#display === null ? {} : { DISPLAY: this.#display }),
      ...(this.#installed === 'firefox' ? { DBUS_SESSION_BUS_ADDRESS: sessionBus } : {}),
    };
  }

  behave(behaviour: Behaviour): void {
    const elsewhere = join(this.folder, 'elsewhere');
    const args = [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--password-store=basic',
      '--host-resolver-rules="MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"',
      ...(this.#display === null ? ['--headless=new'] : []),
    ].join(' ');
    const moved = `for word; do shift; case $word in --user-data-dir=*) word=--user-data-dir=${elsewhere};; esac; set -- "$@" "$word"; done`;
    const withoutAddress =
      'for word; do shift; case $word in http:*) word=about:blank;; esac; set -- "$@" "$word"; done';
    const started = join(this.folder, 'started');
    const place =
      this.#widthOfEach === null ? '' : `--test-type --window-position=$x,0 --window-size=${this.#widthOfEach},900`;
    const beside = [
      `mkdir -p "${started}"`,
      `x=$(($(ls "${started}" | wc -l) * ${this.#widthOfEach ?? 0}))`,
      `: > "${started}/$$"`,
    ];
    // A page may close its window, which a user does otherwise.
    const pref = 'user_pref("dom.allow_scripts_to_close_windows", true);';
    const closable = `for word; do if [ -e "$word/user.js" ]; then echo '${pref}' >> "$word/user.js"; fi; done`;
    const run =
      this.#installed === 'firefox'
        ? `exec env ${noProxy} ${this.#display === null ? 'MOZ_HEADLESS=1' : ''} "${findFirefox()}" "$@"`
        : `exec "${findChromium({ headed: true }).path}" ${args} ${place} "$@"`;
    const lines = {
      ordinary: [...(this.#installed === 'firefox' ? [closable] : []), ...(place === '' ? [] : beside), run],
      refuses: ['exit 21'],
      slow: [`until [ -e "${this.#woken}" ]; do sleep 0.1; done`, run],
      silent: [withoutAddress, run],
      elsewhere: [moved, run],
    }[behaviour];
    writeFileSync(this.program, ['#!/bin/sh', ...lines, ''].join('\n'));
    chmodSync(this.program, 0o755);
  }

  /** What was started goes on. */
  wake(): void {
    writeFileSync(this.#woken, '');
  }

  get #woken(): string {
    return join(this.folder, 'woken');
  }

  uninstall(): void {
    rmSync(this.#installation.entry);
  }

  /** Kills what still runs, and removes what it left. */
  end(userData: string, windows = join(userData, 'windows')): void {
    const folders = existsSync(windows) ? readdirSync(windows).map((name) => join(windows, name)) : [];
    for (const folder of [...folders, join(this.folder, 'elsewhere')]) killBrowserOn(folder);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

/** Firefox reaches this machine without a proxy, and there is none for the rest. */
const noProxy = 'http_proxy=http://127.0.0.1:9 https_proxy=http://127.0.0.1:9 no_proxy=127.0.0.1';

/** The process id of the browser that runs on a folder, or null. */
export const browserOn = (folder: string): number | null => lockedBy('chromium', folder) ?? lockedBy('firefox', folder);

export function killBrowserOn(folder: string): void {
  const pid = browserOn(folder);
  if (pid === null) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}
