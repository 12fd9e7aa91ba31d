import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { autoUpdater as squirrel } from 'electron';
import type { AppUpdater } from 'electron-updater';
import type { Platform } from '../../shared/platform.ts';

// Newer versions, through electron-updater. Off until a package names a feed; docs/releasing.md says how.

/** The start has better things to do. */
const firstCheckAfterMs = 60_000;
const checkEveryMs = 6 * 60 * 60_000;

export interface LoadedUpdater {
  updater: AppUpdater;
  /** Tells `update-downloaded` once a version is there and was found good: on macOS only the system's own updater knows. */
  downloads: { on(event: 'update-downloaded', listener: () => void): unknown };
}

export interface UpdateDeps {
  platform: Platform;
  packaged: boolean;
  /** The package's folder of resources. electron-builder writes app-update.yml into it where a feed is configured. */
  resources: string;
  load(platform: Platform): Promise<LoadedUpdater>;
  tell(notice: { title: string; body: string }): void;
}

/** Looks for newer versions as long as the program runs. Does nothing unpackaged, or in a package without a feed. */
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
 * Asks the feed once, each time it is called; null where there is no feed. What is newer is downloaded and put in place
 * when the program ends, or only told where nothing can be checked. Never restarts the program, never fails.
 */
export async function updateCheck(deps: UpdateDeps): Promise<(() => Promise<void>) | null> {
  const feed = feedOf(deps);
  if (feed === null) return null;
  const { updater, downloads } = await deps.load(deps.platform);
  const installs = canVerify(deps.platform, feed);
  // It would write addresses and paths to the console.
  updater.logger = null;
  updater.autoDownload = installs;
  // SECURITY: an old version brings its old holes back, whatever a feed says.
  updater.allowDowngrade = false;
  // SECURITY: only the installer is signed, not what a web installer would fetch afterwards.
  updater.disableWebInstaller = true;
  // The same for all: otherwise each installation would be known to the feed by an id of its own.
  updater.requestHeaders = { 'x-user-staging-id': 'none' };

  let newest = '';
  let told = '';
  const tellOnce = (title: string, body: string): void => {
    if (told === newest) return;
    told = newest;
    deps.tell({ title, body });
  };
  downloads.on('update-downloaded', () =>
    tellOnce(`Latchkey ${newest} is ready`, 'Quit Latchkey and start it again to update.'),
  );
  return async () => {
    try {
      const found = await updater.checkForUpdates();
      if (!found?.isUpdateAvailable) return;
      newest = found.updateInfo.version;
      if (!installs) tellOnce(`Latchkey ${newest} is out`, 'Download it from where you got this version.');
      await found.downloadPromise;
    } catch {
      // Offline, or a feed or a file that is not right: nothing that the user could do. The next check may fare better.
    }
  };
}

/** What the package says of its feed, or null where it has none. */
function feedOf({ packaged, resources }: UpdateDeps): string | null {
  if (!packaged) return null;
  try {
    return readFileSync(join(resources, 'app-update.yml'), 'utf8');
  } catch {
    return null;
  }
}

/**
 * SECURITY: what replaces this program can log in as any customer, so it must be signed by who signed this one. Squirrel
 * on macOS always asks for that. On Windows electron-updater does where the package names its publisher, and otherwise
 * installs whatever the feed offers. Nothing signs an AppImage or a .deb.
 */
function canVerify(platform: Platform, feed: string): boolean {
  return platform === 'darwin' || (platform === 'win32' && /^publisherName:/m.test(feed));
}

/** Reads electron-updater only now: the start must not wait for it, and most packages never need it. */
export async function loadUpdater(platform: Platform): Promise<LoadedUpdater> {
  const { DebUpdater, MacUpdater, NsisUpdater } = await import('electron-updater');
  if (platform === 'darwin') return { updater: new MacUpdater(), downloads: squirrel };
  // Of those for Linux the one that asks for no AppImage; it only ever looks.
  const updater = platform === 'win32' ? new NsisUpdater() : new DebUpdater();
  return { updater, downloads: updater };
}
