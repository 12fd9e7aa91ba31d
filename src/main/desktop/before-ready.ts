import { app } from 'electron';
import type { Platform } from '../../shared/platform.ts';
import { desktopName, pagesOfThisRun, platformOf, prepareFolder } from './environment.ts';
import { handoverOf, Launches } from './launches.ts';
import { Lifecycle } from './lifecycle.ts';
import { lockAllWebContents } from './lockdown.ts';
import type { Pages } from './pages.ts';
import { closeDebuggerPorts } from './require-sandbox.ts';
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
  app.enableSandbox();
  declareWindowScheme();
  const pages = pagesOfThisRun();
  lockAllWebContents(pages);
  introduceProgram(platform);
  if (!app.requestSingleInstanceLock(handoverOf(process.argv))) {
    app.exit(0);
    return null;
  }
  const launches = new Launches(process.argv);
  return { platform, packaged, root: app.getAppPath(), folder, pages, launches, lifecycle: new Lifecycle() };
}

/** Tells the system which installed program this process is. */
function introduceProgram(platform: Platform): void {
  if (platform === 'linux') {
    // Wayland grants shortcuts through a portal, and the portal only to programs it knows by their .desktop file.
    // Source: Electron, globalShortcut and app.setDesktopName.
    const features = [app.commandLine.getSwitchValue('enable-features'), 'GlobalShortcutsPortal'].filter(Boolean);
    app.commandLine.appendSwitch('enable-features', features.join(','));
    app.setDesktopName(desktopName);
  }
  // Notifications on Windows carry the name and icon of the installed program with this id. Source:
  // electron-builder.yml, appId.
  if (platform === 'win32') app.setAppUserModelId(desktopName);
}
