import { join } from 'node:path';
import { type NativeImage, nativeImage, nativeTheme } from 'electron';
import type { Platform } from '../../shared/platform.ts';
import type { TrayModel } from './tray-model.ts';

/**
 * The tray's image file. macOS colours a template image itself. Windows has a light and a dark taskbar, independent of the
 * theme of programs, and draws the one bitmap of a PNG at every scale, so that it gets an ICO with all sizes. Source: Electron,
 * Tray, and shell/common/api/electron_api_native_image.cc, GetHICON. Linux panels have any colour and do not report it, so that image has a background of its own.
 */
export function trayIconName(icon: TrayModel['icon'], platform: Platform, darkTaskbar: boolean): string {
  if (platform === 'darwin') return `${icon}Template.png`;
  if (platform === 'win32') return `${icon}-${darkTaskbar ? 'light' : 'dark'}.ico`;
  return `${icon}-tile.png`;
}

/** The image, on macOS and Linux with its `@2x` and `@3x` siblings, which Electron finds by their names. */
export function trayIcon(icon: TrayModel['icon'], platform: Platform, resources: string): NativeImage {
  const name = trayIconName(icon, platform, nativeTheme.shouldUseDarkColorsForSystemIntegratedUI);
  return nativeImage.createFromPath(join(resources, 'tray', name));
}
