import type { Platform } from '../../shared/platform.ts';
import { linuxSystem } from './linux-system.ts';
import { macSystem } from './mac-system.ts';
import type { Host, WindowSystem } from './window-system.ts';
import { windowsSystem } from './windows-system.ts';

const systems: Readonly<Record<Platform, (host: Host) => WindowSystem>> = {
  linux: linuxSystem,
  darwin: macSystem,
  win32: windowsSystem,
};

export const systemOf = (platform: Platform, host: Host): WindowSystem => systems[platform](host);
