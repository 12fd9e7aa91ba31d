import { join } from 'node:path';
import { app, globalShortcut, nativeTheme, net, powerMonitor, session } from 'electron';
import { linkMarker } from './argv.ts';
import { openLogin, openPage } from './browser.ts';
import { clearIfHolds, readText, writeConcealed, writeText } from './clipboard.ts';
import type { Desktop } from './desktop.ts';
import { desktopName, overrideOf, pagesOfThisRun, platformOf, prepareFolder, userName } from './environment.ts';
import { chooseToRead, chooseToWrite, readResource, showInFolder } from './files.ts';
import { serveRequests } from './ipc.ts';
import { forkKeychain } from './keychain-fork.ts';
import { LauncherWindow } from './launcher-window.ts';
import { handoverOf, Launches } from './launches.ts';
import { Lifecycle } from './lifecycle.ts';
import { lockAllContents, lockSession } from './lockdown.ts';
import { type StartCommand, setStartAtLogin, startCommand, wasStartedAtLogin } from './login-item.ts';
import { setApplicationMenu } from './menu.ts';
import { showNotice } from './notifications.ts';
import { closeDebuggerPorts, lacksSandbox, refuseToRun } from './require-sandbox.ts';
import { SettingsWindow } from './settings-window.ts';
import { Shortcuts } from './shortcut.ts';
import { TrayIcon } from './tray.ts';
import { loadUpdater, watchForUpdates } from './updates.ts';
import { declareWindowScheme, serveWindowFiles } from './window-files.ts';
import { Windows } from './windows.ts';

/**
 * The desktop that this program runs on, once it is ready; null where the program runs already, which was told of this
 * start, or may not run like this, and this process is ending.
 *
 * Must not be awaited at the top level of the entry: Electron is ready only once the entry has been evaluated, and both
 * would wait for ever. Source: Electron, ES Modules.
 */
export async function createDesktop(): Promise<Desktop | null> {
  const platform = platformOf(process.platform);
  const packaged = app.isPackaged;
  const root = app.getAppPath();
  const resources = join(root, 'resources');

  if (lacksSandbox()) return refuseToRun();
  closeDebuggerPorts(app.commandLine, packaged);
  const folder = prepareFolder();
  app.enableSandbox();
  declareWindowScheme();
  const pages = pagesOfThisRun();
  lockAllContents(pages);
  if (platform === 'linux') {
    // Wayland grants shortcuts through a portal, and the portal only to programs it knows by their .desktop file.
    // Source: Electron, globalShortcut and app.setDesktopName.
    const features = [app.commandLine.getSwitchValue('enable-features'), 'GlobalShortcutsPortal'].filter(Boolean);
    app.commandLine.appendSwitch('enable-features', features.join(','));
    app.setDesktopName(desktopName);
  }
  // Notices on Windows carry the name and icon of the installed program with this id. Source: electron-builder.yml, appId.
  if (platform === 'win32') app.setAppUserModelId(desktopName);
  if (!app.requestSingleInstanceLock(handoverOf(process.argv))) {
    app.exit(0);
    return null;
  }
  const starts = new Launches(process.argv);
  const lifecycle = new Lifecycle();

  await app.whenReady();
  lifecycle.begin();
  lockSession(session.defaultSession, pages);
  serveWindowFiles(join(root, 'out', 'renderer'));
  setApplicationMenu(platform);
  // Packaged, Info.plist says so too (LSUIElement), so that the Dock never flashes.
  if (platform === 'darwin') app.setActivationPolicy('accessory');
  const command = startCommand({ packaged, root, program: process.execPath, environment: process.env });
  // A run in a folder of its own is a test or a demonstration; it must not take links or the login item away from the
  // installed program.
  const isGuest = overrideOf('LATCHKEY_USER_DATA') !== undefined;
  if (!isGuest) registerLinks(command);

  const windows = new Windows();
  const forWindows = {
    pages,
    windows,
    platform,
    packaged,
    preload: join(root, 'out', 'preload', 'index.cjs'),
    backgroundColor: () => (nativeTheme.shouldUseDarkColors ? '#1e1e21' : '#ffffff'),
  };
  nativeTheme.on('updated', () => windows.setBackground(forWindows.backgroundColor()));
  const launcher = new LauncherWindow({ ...forWindows, isQuitting: () => lifecycle.isQuitting });
  const settings = new SettingsWindow(forWindows);
  const shortcuts = new Shortcuts(globalShortcut, platform);
  const tray = new TrayIcon({
    platform,
    resources,
    clicked: () => launcher.toggle({ text: null, select: null, from: 'tray' }),
  });
  const tell = (notice: { title: string; body: string }): void => showNotice(notice, platform);
  watchForUpdates({ platform, packaged, resources: process.resourcesPath, load: loadUpdater, tell });

  return {
    folder,
    logsFolder: app.getPath('logs'),
    version: app.getVersion(),
    platform,
    packaged,
    userName: userName(),
    startedAtLogin: wasStartedAtLogin(process.argv, platform),

    serve(handlers, log) {
      serveRequests({ handlers, log }, windows);
      launcher.prebuild();
    },
    announce: (name, announcement) => windows.announce(name, announcement),
    launcher: {
      show: (opening) => launcher.show(opening),
      toggle: (opening) => launcher.toggle(opening),
      hide: () => launcher.hide(),
      hideForBrowser: () => launcher.hideInPlace(),
      isVisible: () => launcher.isVisible(),
      setHideOnBlur: (hide) => launcher.setHideOnBlur(hide),
    },
    settings: { open: (section) => settings.open(section) },
    tray: { set: (model) => tray.set(model) },
    shortcuts: { set: (slot, accelerator, pressed) => shortcuts.set(slot, accelerator, pressed) },
    browser: { openLogin, openPage },
    clipboard: { readText, writeText, writeConcealed: (text) => writeConcealed(text, platform), clearIfHolds },
    notices: { show: (notice) => showNotice(notice, platform) },
    network: {
      isOnline: () => net.isOnline(),
      resolveProxy: (url) => session.defaultSession.resolveProxy(url),
      onWake: (listener) => {
        powerMonitor.on('resume', listener);
      },
    },
    files: {
      chooseToRead: (title, extensions) => chooseToRead(settings.window, title, extensions),
      chooseToWrite: (title, suggestedName) => chooseToWrite(settings.window, title, suggestedName),
      showInFolder,
      readResource: (name) => readResource(resources, name),
    },
    setTheme: (theme) => {
      nativeTheme.themeSource = theme;
    },
    setStartAtLogin: (start) => {
      if (!isGuest) setStartAtLogin(start, command, platform);
    },
    forkKeychain: () => forkKeychain(join(root, 'out', 'main', 'keychain-process.js')),
    onDeepLink: (listener) => starts.onLink(listener),
    onSecondStart: (listener) => starts.onSecondStart(listener),
    onQuit: (listener) => lifecycle.onQuit(listener),
    quit: () => {
      shortcuts.freeAll();
      lifecycle.quit();
    },
  };
}

/** Makes us the program for latchkey:// links. On macOS Info.plist names the scheme and the arguments are not used. */
function registerLinks({ path, args }: StartCommand): void {
  // Windows puts the link after these; `--` keeps Chromium from reading it as a switch.
  app.setAsDefaultProtocolClient('latchkey', path, [...args, linkMarker, '--']);
}
