import type { Desktop, LauncherOpening } from '../desktop/desktop.ts';

/** Shows the launcher as it is when nothing was typed yet. */
export const showLauncher = ({ launcher }: Pick<Desktop, 'launcher'>, from: LauncherOpening['from']): void =>
  launcher.show({ text: null, select: null, from, pending: null });
