import { chmodSync, mkdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { app } from 'electron';
import type { Platform } from '../../shared/platform.ts';
import { builtPages, developmentPages, type Pages } from './pages.ts';

/** The id of the installed program, as in its .desktop file, electron-builder.yml and package.json. */
export const appId = 'app.latchkey.Latchkey';

/** SECURITY: environment variables count only while developing; they cannot redirect a packaged program. */
export const overrideOf = (name: 'LATCHKEY_USER_DATA' | 'ELECTRON_RENDERER_URL'): string | undefined =>
  app.isPackaged ? undefined : process.env[name] || undefined;

/** Creates the program's own folder, closed to other users. The single-instance lock will be a file in it. */
export function prepareFolder(): string {
  const override = overrideOf('LATCHKEY_USER_DATA');
  if (override !== undefined) {
    const folder = resolve(override);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    app.setPath('userData', folder);
    app.setAppLogsPath(join(folder, 'logs'));
  }
  const folder = app.getPath('userData');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // SECURITY: it holds customer names, which other users of this machine must not read. Windows closes profiles itself.
  if (process.platform !== 'win32') chmodSync(folder, 0o700);
  // A folder of its own for Chromium's files keeps them apart from ours.
  const chromium = join(folder, 'chromium');
  mkdirSync(chromium, { recursive: true, mode: 0o700 });
  app.setPath('sessionData', chromium);
  return folder;
}

export function pagesOfThisRun(): Pages {
  const server = overrideOf('ELECTRON_RENDERER_URL');
  return server === undefined ? builtPages : developmentPages(server);
}

/** OS user name, for the ledger. Some containers have none. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env['USER'] ?? 'unknown';
  }
}

/**
 * Whether Electron takes global shortcuts through the portal of Wayland's desktops: in a Wayland session, unless it was
 * started for X11. Source: Electron, globalShortcut, "Usage on Linux"; Breaking API Changes 38.0, "native Wayland".
 */
export const usesPortal = (platform: Platform): boolean =>
  platform === 'linux' &&
  process.env['XDG_SESSION_TYPE'] === 'wayland' &&
  app.commandLine.getSwitchValue('ozone-platform') !== 'x11';
