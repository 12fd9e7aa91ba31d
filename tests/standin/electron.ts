import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { ClipboardItem, clipboard } from './clipboard.ts';
import { dialog } from './dialog.ts';
import { globalShortcut } from './global-shortcut.ts';
import { ipcMain } from './ipc-main.ts';
import { Menu, MenuItem } from './menu.ts';
import { nativeImage } from './native-image.ts';
import { nativeTheme } from './native-theme.ts';
import { net } from './net.ts';
import { Notification } from './notification.ts';
import { powerMonitor } from './power-monitor.ts';
import { protocol } from './protocol.ts';
import { screen } from './screen.ts';
import { session } from './session.ts';
import { shell } from './shell.ts';
import { missing } from './stand-in.ts';
import { Tray } from './tray.ts';
import { utilityProcess } from './utility-process.ts';
import { webContents } from './web-contents.ts';

// The module 'electron', as a main process sees it. What is missing here can still be imported, and fails with its name
// when it is used. If an export of Electron were left out, this would not compile.

type Main = typeof import('electron/main');
type Common = typeof import('electron/common');

export const autoUpdater = missing<Main['autoUpdater']>('autoUpdater');
export const BaseWindow = missing<Main['BaseWindow']>('BaseWindow');
export const BrowserView = missing<Main['BrowserView']>('BrowserView');
export const contentTracing = missing<Main['contentTracing']>('contentTracing');
export const desktopCapturer = missing<Main['desktopCapturer']>('desktopCapturer');
export const ImageView = missing<Main['ImageView']>('ImageView');
export const inAppPurchase = missing<Main['inAppPurchase']>('inAppPurchase');
export const IpcMainServiceWorker = missing<Main['IpcMainServiceWorker']>('IpcMainServiceWorker');
export const MessageChannelMain = missing<Main['MessageChannelMain']>('MessageChannelMain');
export const netLog = missing<Main['netLog']>('netLog');
export const powerSaveBlocker = missing<Main['powerSaveBlocker']>('powerSaveBlocker');
export const pushNotifications = missing<Main['pushNotifications']>('pushNotifications');
export const safeStorage = missing<Main['safeStorage']>('safeStorage');
export const ShareMenu = missing<Main['ShareMenu']>('ShareMenu');
export const systemPreferences = missing<Main['systemPreferences']>('systemPreferences');
export const TouchBar = missing<Main['TouchBar']>('TouchBar');
export const View = missing<Main['View']>('View');
export const webFrameMain = missing<Main['webFrameMain']>('webFrameMain');
export const WebContentsView = missing<Main['WebContentsView']>('WebContentsView');
export const WebSocket = missing<Main['WebSocket']>('WebSocket');
export const crashReporter = missing<Common['crashReporter']>('crashReporter');
export const sharedTexture = missing<Common['sharedTexture']>('sharedTexture');

const all = {
  app,
  autoUpdater,
  BaseWindow,
  BrowserView,
  BrowserWindow,
  clipboard,
  ClipboardItem,
  contentTracing,
  crashReporter,
  desktopCapturer,
  dialog,
  globalShortcut,
  ImageView,
  inAppPurchase,
  ipcMain,
  IpcMainServiceWorker,
  Menu,
  MenuItem,
  MessageChannelMain,
  nativeImage,
  nativeTheme,
  net,
  netLog,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  pushNotifications,
  safeStorage,
  screen,
  session,
  sharedTexture,
  ShareMenu,
  shell,
  systemPreferences,
  TouchBar,
  Tray,
  utilityProcess,
  View,
  webContents,
  WebContentsView,
  webFrameMain,
  WebSocket,
} satisfies Main & Common;

// As in Electron: `import electron from 'electron'`.
export {
  all,
  app,
  BrowserWindow,
  ClipboardItem,
  clipboard,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  Notification,
  nativeImage,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
  webContents,
};
