import { chmodSync, mkdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { app } from 'electron';
import type { Platform } from '../../shared/platform.ts';
import { builtPages, developmentPages, type Pages } from './pages.ts';

/** The name under which desktops know us: that of the installed .desktop file, electron-builder.yml and package.json. */
export const desktopName = 'app.latchkey.Latchkey';

/** Everything but these three is Linux to us: the other Unixes behave like it. */
export const platformOf = (platform: NodeJS.Platform): Platform =>
  platform === 'darwin' || platform === 'win32' ? platform : 'linux';

/** SECURITY: an environment variable counts only while developing; who starts the packaged program cannot redirect it. */
export const overrideOf = (name: 'LATCHKEY_USER_DATA' | 'ELECTRON_RENDERER_URL'): string | undefined =>
  app.isPackaged ? undefined : process.env[name] || undefined;

/** Sets, makes and closes off the program's own folder. Before the lock of the single instance, which lives in it. */
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
  // SECURITY: customer names lie in it; other users of this machine have no business there. Windows' profile is closed.
  if (process.platform !== 'win32') chmodSync(folder, 0o700);
  // Chromium's own files apart from ours, so that each can be told by its place.
  const chromium = join(folder, 'chromium');
  mkdirSync(chromium, { recursive: true, mode: 0o700 });
  app.setPath('sessionData', chromium);
  return folder;
}

export function pagesOfThisRun(): Pages {
  const server = overrideOf('ELECTRON_RENDERER_URL');
  return server === undefined ? builtPages : developmentPages(server);
}

/** The operating system's name for the user; some containers have none. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env['USER'] ?? 'unknown';
  }
}
