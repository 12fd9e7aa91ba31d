import { join } from 'node:path';
import { app, nativeTheme, net, powerMonitor, session } from 'electron';
import { fail } from '../../shared/result.ts';
import { afterReady, type Parts } from './after-ready.ts';
import { beforeReady, type Prepared } from './before-ready.ts';
import { openHandOver, openLogin, openPage } from './browser.ts';
import { clearIfHolds, readText, writeConcealed, writeText } from './clipboard.ts';
import type { Desktop } from './desktop.ts';
import { userName } from './environment.ts';
import { chooseToRead, chooseToWrite, readResource, showInFolder } from './files.ts';
import { serveRequests } from './ipc.ts';
import { forkKeychain } from './keychain-fork.ts';
import { setStartAtLogin, wasStartedAtLogin } from './login-item.ts';
import { showNotification } from './notifications.ts';
import { lacksSandbox, refuseToRun } from './require-sandbox.ts';

/**
 * The desktop that this program runs on, once it is ready. Null if this process is ending: because the program runs
 * already, and that instance knows of this launch, or because it may not run without its sandbox.
 *
 * Must not be awaited at the top level of the entry: Electron is ready only once the entry has been evaluated, and both
 * would wait for ever. Source: Electron, ES Modules.
 */
export async function createDesktop(): Promise<Desktop | null> {
  if (lacksSandbox()) return refuseToRun();
  const prepared = beforeReady();
  if (prepared === null) return null;
  await app.whenReady();
  return desktopFrom(prepared, afterReady(prepared));
}

function desktopFrom({ platform, packaged, root, folder, launches, lifecycle }: Prepared, parts: Parts): Desktop {
  const { windows, launcher, settings, shortcuts, tray, command, isGuest } = parts;
  return {
    folder,
    logsFolder: app.getPath('logs'),
    version: app.getVersion(),
    platform,
    packaged,
    userName: userName(),
    locale: () => app.getSystemLocale(),
    languages: () => app.getPreferredSystemLanguages(),
    startedAtLogin: wasStartedAtLogin(process.argv, platform),

    serve(handlers, log) {
      serveRequests({ handlers, log }, windows);
      launcher.prebuild();
    },
    announce: (name, announced) => windows.announce(name, announced),
    launcher: {
      show: (opening) => launcher.show(opening),
      toggle: (opening) => launcher.toggle(opening),
      hide: () => launcher.hide(),
      hideForBrowser: () => launcher.hideInPlace(),
      isVisible: () => launcher.isVisible(),
      setHideOnBlur: (hide) => launcher.setHideOnBlur(hide),
      keepOnBlur: (keeps) => launcher.keepOnBlur(keeps),
    },
    settings: { open: (place) => settings.open(place) },
    tray: { set: (model) => tray.set(model) },
    shortcuts: {
      portal: shortcuts.portal,
      set: (slot, accelerator, pressed) => shortcuts.set(slot, accelerator, pressed),
    },
    browser: { openLogin, openHandOver, openPage },
    clipboard: { readText, writeText, writeConcealed: (text) => writeConcealed(text, platform), clearIfHolds },
    notifications: { show: (notification) => showNotification(notification, platform) },
    network: {
      isOnline: () => net.isOnline(),
      resolveProxy: (url) => session.defaultSession.resolveProxy(url),
      onWake: (listener) => {
        powerMonitor.on('resume', listener);
      },
      onSleep: (listener) => {
        powerMonitor.on('suspend', listener);
      },
    },
    files: {
      chooseToRead: (title, extensions) => chooseToRead(settings.window, title, extensions),
      chooseToWrite: (title, suggestedName) => chooseToWrite(settings.window, title, suggestedName),
      showInFolder,
      readResource: (name) => readResource(join(root, 'resources'), name),
    },
    setTheme: (theme) => {
      nativeTheme.themeSource = theme;
    },
    setStartAtLogin: (start) =>
      isGuest ? fail({ kind: 'start-at-login-refused', why: 'trial' }) : setStartAtLogin(start, command, platform),
    forkKeychain: () => forkKeychain(join(root, 'out', 'main', 'keychain-process.js')),
    onDeepLink: (listener) => launches.onLink(listener),
    onSecondInstance: (listener) => launches.onSecondInstance(listener),
    onQuit: (listener) =>
      lifecycle.onQuit(async () => {
        await windows.leaveFields();
        await listener();
      }),
    quit: () => {
      shortcuts.freeAll();
      lifecycle.quit();
    },
  };
}
