import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { autoUpdater as squirrel } from 'electron';
import type { AppUpdater } from 'electron-updater';
import type { Platform } from '../../shared/platform.ts';

// Updates through electron-updater. Off unless the package names a feed; see docs/releasing.md.

/** Delay the first check so it does not compete with startup. */
const firstCheckAfterMs = 60_000;
const checkEveryMs = 6 * 60 * 60_000;

export interface LoadedUpdater {
  updater: AppUpdater;
  /** Emits `update-downloaded` when a version is verified. On macOS only the system's own updater knows. */
  downloads: { on(event: 'update-downloaded', listener: () => void): unknown };
}

export interface UpdateDeps {
  platform: Platform;
  packaged: boolean;
  /** The package's resources folder. electron-builder writes app-update.yml into it if a feed is configured. */
  resources: string;
  load(platform: Platform): Promise<LoadedUpdater>;
  notify(notification: { title: string; body: string }): void;
}

/** Checks for updates as long as the program runs. Does nothing unpackaged, or in a package without a feed. */
export function watchForUpdates(deps: UpdateDeps): void {
  if (feedOf(deps) === null) return;
  setTimeout(async () => {
    const check = await updateCheck(deps);
    if (check === null) return;
    void check();
    setInterval(check, checkEveryMs);
  }, firstCheckAfterMs);
}

/**
 * Returns a function that checks the feed once per call, or null if there is no feed. A newer version is downloaded and
 * installed when the program ends. If its signature cannot be verified, the user only gets a notification. Never restarts
 * the program, and never fails.
 */
export async function updateCheck(deps: UpdateDeps): Promise<(() => Promise<void>) | null> {
  const feed = feedOf(deps);
  if (feed === null) return null;
  const { updater, downloads } = await deps.load(deps.platform);
  const installs = canVerify(deps.platform, feed);
  // Its logger would write URLs and paths to the console.
  updater.logger = null;
  updater.autoDownload = installs;
  // SECURITY: an old version would bring back its old vulnerabilities, whatever a feed says.
  updater.allowDowngrade = false;
  // SECURITY: only the installer is signed, not what a web installer would download afterwards.
  updater.disableWebInstaller = true;
  // The same for all installations: otherwise each would send the feed an id of its own.
  updater.requestHeaders = { 'x-user-staging-id': 'none' };

  let newest = '';
  let notified = '';
  const notifyOnce = (title: string, body: string): void => {
    if (notified === newest) return;
    notified = newest;
    deps.notify({ title, body });
  };
  downloads.on('update-downloaded', () =>
    notifyOnce(`Latchkey ${newest} is ready`, 'Quit Latchkey and start it again to update.'),
  );
  return async () => {
    try {
      const found = await updater.checkForUpdates();
      if (!found?.isUpdateAvailable) return;
      newest = found.updateInfo.version;
      if (!installs) notifyOnce(`Latchkey ${newest} is out`, 'Download it from where you got this version.');
      await found.downloadPromise;
    } catch {
      // Offline, or a broken feed or file. The user can do nothing about it; the next check may succeed.
    }
  };
}

/** The text of the package's feed configuration, or null if it has none. */
function feedOf({ packaged, resources }: UpdateDeps): string | null {
  if (!packaged) return null;
  try {
    return readFileSync(join(resources, 'app-update.yml'), 'utf8');
  } catch {
    return null;
  }
}

/**
 * SECURITY: whatever replaces this program can log in as any customer, so the same publisher must have signed it. Squirrel
 * on macOS always checks that. On Windows electron-updater checks it if the package names its publisher, and otherwise
 * installs whatever the feed offers. An AppImage and a .deb are not signed.
 */
function canVerify(platform: Platform, feed: string): boolean {
  return platform === 'darwin' || (platform === 'win32' && /^publisherName:/m.test(feed));
}

/** Imports electron-updater late: startup must not wait for it, and most packages never need it. */
export async function loadUpdater(platform: Platform): Promise<LoadedUpdater> {
  const { DebUpdater, MacUpdater, NsisUpdater } = await import('electron-updater');
  if (platform === 'darwin') return { updater: new MacUpdater(), downloads: squirrel };
  // Of the Linux updaters, the one that works without an AppImage; it is only used to check.
  const updater = platform === 'win32' ? new NsisUpdater() : new DebUpdater();
  return { updater, downloads: updater };
}
