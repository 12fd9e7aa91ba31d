import type Electron from 'electron';
import { Menu } from './menu.ts';

interface Size {
  width: number;
  height: number;
}

/**
 * By how much a window is larger than its page, at a scale of 100 %. On X11 the window manager draws its frame around the
 * window. Source: Electron, shell/browser/native_window_views.cc, WindowBoundsToContentBounds.
 */
const frames: Partial<Record<NodeJS.Platform, Size>> = {
  darwin: { width: 0, height: 28 },
  win32: { width: 16, height: 39 },
};
const menuBarHeight = 25;

export function frameOf(options: Electron.BrowserWindowConstructorOptions): Size {
  if (options.frame === false) return { width: 0, height: 0 };
  const { width, height } = frames[process.platform] ?? { width: 0, height: 0 };
  return { width, height: height + (hasMenuBar() ? menuBarHeight : 0) };
}

/** An app that sets no menu has Electron's default one. On macOS a menu is on no window. */
const hasMenuBar = (): boolean => process.platform !== 'darwin' && Menu.getApplicationMenu() !== null;
