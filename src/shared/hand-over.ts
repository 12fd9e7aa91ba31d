import type { Platform } from './platform.ts';
import type { Settings } from './settings.ts';

/**
 * Whether the browser asks Latchkey for a login link, instead of getting it in its command line. By default only on Linux,
 * where every user of the machine can read command lines.
 */
export const handsOver = ({ linkHandOver }: Pick<Settings, 'linkHandOver'>, platform: Platform): boolean =>
  linkHandOver === 'automatic' ? platform === 'linux' : linkHandOver === 'on';
