import { join } from 'node:path';
import { type NativeImage, nativeImage, nativeTheme } from 'electron';
import type { Platform } from '../../shared/platform.ts';
import type { TrayModel } from './tray-model.ts';

/**
 * Which drawing the tray needs: macOS paints a template itself; Windows has a light and a dark taskbar, whatever
 * theme programs have; Linux panels have any colour and do not tell it, so that the drawing brings its own ground.
 */
export function trayIconName(icon: TrayModel['icon'], platform: Platform, darkTaskbar: boolean): string {
  if (platform === 'darwin') return `${icon}Template.png`;
  if (platform === 'win32') return `${icon}-${darkTaskbar ? 'light' : 'dark'}.png`;
  return `${icon}-tile.png`;
}

/** The image with its `@2x` and `@3x` siblings, which Electron finds by their names. */
export function trayIcon(icon: TrayModel['icon'], platform: Platform, resources: string): NativeImage {
  const name = trayIconName(icon, platform, nativeTheme.shouldUseDarkColorsForSystemIntegratedUI);
  return nativeImage.createFromPath(join(resources, 'tray', name));
}
