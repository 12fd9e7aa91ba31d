import { Menu } from 'electron';
import type { Platform } from '../../shared/platform.ts';

/**
 * On macOS the menu is what makes Cmd+C and Cmd+V work in text fields, even while no menu bar is seen. Elsewhere the
 * default menu would bring reload and developer tools along, and text fields need none.
 */
export function setApplicationMenu(platform: Platform): void {
  Menu.setApplicationMenu(
    platform === 'darwin'
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null,
  );
}
