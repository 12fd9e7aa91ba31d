import { Menu } from 'electron';
import type { Platform } from '../../shared/platform.ts';

/**
 * On macOS Cmd+C and Cmd+V work in text fields only if a menu has them, even while no menu bar is visible. Elsewhere text
 * fields need no menu, and the default menu would offer reload and developer tools.
 */
export function setApplicationMenu(platform: Platform): void {
  Menu.setApplicationMenu(
    platform === 'darwin'
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null,
  );
}
