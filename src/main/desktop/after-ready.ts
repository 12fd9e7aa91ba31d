import { join } from 'node:path';
import { app, globalShortcut, nativeTheme, session } from 'electron';
import { linkMarker } from './argv.ts';
import type { Prepared } from './before-ready.ts';
import { overrideOf, usesPortal } from './environment.ts';
import { LauncherWindow } from './launcher-window.ts';
import { lockSession } from './lockdown.ts';
import { type StartCommand, startCommand } from './login-item.ts';
import { setApplicationMenu } from './menu.ts';
import { showNotification } from './notifications.ts';
import { SettingsWindow } from './settings-window.ts';
import { Shortcuts } from './shortcut.ts';
import { TrayIcon } from './tray.ts';
import { loadUpdater, watchForUpdates } from './updates.ts';
import { serveWindowFiles } from './window-files.ts';
import { Windows } from './windows.ts';

/** The parts of the desktop, made once Electron is ready. */
export interface Parts {
  windows: Windows;
  launcher: LauncherWindow;
  settings: SettingsWindow;
  shortcuts: Shortcuts;
  tray: TrayIcon;
  /** Starts this program again, e.g. at login. */
  command: StartCommand;
  /** True in a test or a demonstration, which runs in a folder of its own. */
  isGuest: boolean;
}

/** Locks the session and serves the windows' files before any window exists; then makes the parts. */
export function afterReady({ platform, packaged, root, pages, lifecycle }: Prepared): Parts {
  lifecycle.begin();
  lockSession(session.defaultSession, pages);
  serveWindowFiles(join(root, 'out', 'renderer'));
  setApplicationMenu(platform);
  // In a package Info.plist says the same (LSUIElement), so that the Dock icon never flashes.
  if (platform === 'darwin') app.setActivationPolicy('accessory');
  const command = startCommand({ packaged, root, program: process.execPath, environment: process.env });
  // A guest must not take links or the login item away from the installed program.
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
  const tray = new TrayIcon({
    platform,
    resources: join(root, 'resources'),
    clicked: () => launcher.toggle({ text: null, select: null, from: 'tray', pending: null }),
  });
  watchForUpdates({
    platform,
    packaged,
    resources: process.resourcesPath,
    load: loadUpdater,
    notify: (notification) => showNotification(notification, platform),
  });
  return {
    windows,
    launcher,
    settings: new SettingsWindow(forWindows),
    shortcuts: new Shortcuts({
      keys: globalShortcut,
      platform,
      portal: usesPortal(platform),
      elapsedMs: () => performance.now(),
    }),
    tray,
    command,
    isGuest,
  };
}

/** Registers Latchkey for latchkey:// links. On macOS Info.plist names the scheme, and the arguments are unused. */
function registerLinks({ path, args }: StartCommand): void {
  // Windows puts the link after these; `--` keeps Chromium from reading it as a switch.
  app.setAsDefaultProtocolClient('latchkey', path, [...args, linkMarker, '--']);
}
