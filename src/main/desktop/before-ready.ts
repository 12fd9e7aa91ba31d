import { app } from 'electron';
import { type Platform, platformOf } from '../../shared/platform.ts';
import { appId, pagesOfThisRun, prepareFolder } from './environment.ts';
import { handoverOf, Launches } from './launches.ts';
import { Lifecycle } from './lifecycle.ts';
import { lockAllWebContents } from './lockdown.ts';
import type { Pages } from './pages.ts';
import { closeDebuggerPorts, requireSandbox } from './require-sandbox.ts';
import { declareWindowScheme } from './window-files.ts';

/** What is known before Electron is ready. */
export interface Prepared {
  platform: Platform;
  packaged: boolean;
  /** The folder with `out` and `resources` in it. */
  root: string;
  /** The program's own folder, see `Desktop.folder`. */
  folder: string;
  pages: Pages;
  launches: Launches;
  lifecycle: Lifecycle;
}

/**
 * Everything that Electron takes only before it is ready. The order counts: the single-instance lock is a file in the
 * program's folder. Returns null if Latchkey is running already; that instance then knows of this launch, and this one ends.
 */
export function beforeReady(): Prepared | null {
  const platform = platformOf(process.platform);
  const packaged = app.isPackaged;
  closeDebuggerPorts(app.commandLine, packaged);
  const folder = prepareFolder();
  requireSandbox(packaged);
  declareWindowScheme();
  const pages = pagesOfThisRun();
  lockAllWebContents(pages);
  // Notifications on Windows carry the name and icon of the installed program with this id. Linux has its name from
  // package.json: Electron has read `desktopName` by now.
  if (platform === 'win32') app.setAppUserModelId(appId);
  if (!app.requestSingleInstanceLock(handoverOf(process.argv))) {
    // A user who starts it from a terminal would wonder why it ends at once.
    if (!packaged) process.stdout.write(`Latchkey is running already, with the folder ${folder}: see its window.\n`);
    app.exit(0);
    return null;
  }
  const launches = new Launches(process.argv);
  return { platform, packaged, root: app.getAppPath(), folder, pages, launches, lifecycle: new Lifecycle() };
}
