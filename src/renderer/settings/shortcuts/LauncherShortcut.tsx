import type { AppState } from '../../../shared/contract.ts';
import { latchkey } from '../../api.ts';
import { ShortcutRecorder } from './ShortcutRecorder.tsx';

export const clipboardShortcutName = 'Log in as the customer on my clipboard';
export const launcherShortcutName = 'Open Latchkey';

/** Under Wayland, until the shortcut was pressed once. */
export const unconfirmedWords =
  'Your desktop was asked for it, and does not say whether it allows it: press it once. If nothing happens, look into your desktop’s keyboard settings, or start Latchkey again.';

/** The recorder for the launcher's shortcut, in settings and in the first run. */
export function LauncherShortcut({ state, size = 'normal' }: { state: AppState; size?: 'normal' | 'large' }) {
  const { platform, settings, shortcuts } = state;
  return (
    <ShortcutRecorder
      name={launcherShortcutName}
      accelerator={settings.launcherShortcut}
      platform={platform}
      portal={shortcuts.portal}
      size={size}
      taken={
        settings.clipboardShortcut ? { accelerator: settings.clipboardShortcut, name: clipboardShortcutName } : null
      }
      onRecorded={(launcherShortcut) => latchkey.changeSettings({ launcherShortcut })}
    />
  );
}
