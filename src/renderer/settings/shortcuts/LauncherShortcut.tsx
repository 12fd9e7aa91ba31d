import type { AppState } from '../../../shared/contract.ts';
import { latchkey } from '../../api.ts';
import { ShortcutRecorder } from './ShortcutRecorder.tsx';

export const clipboardShortcutName = 'Log in as the customer on my clipboard';
export const launcherShortcutName = 'Open Latchkey';

/** The recorder for the launcher's shortcut, in settings and in the first run. */
export function LauncherShortcut({ state, size = 'normal' }: { state: AppState; size?: 'normal' | 'large' }) {
  const { platform, settings } = state;
  return (
    <ShortcutRecorder
      name={launcherShortcutName}
      accelerator={settings.launcherShortcut}
      platform={platform}
      size={size}
      taken={
        settings.clipboardShortcut ? { accelerator: settings.clipboardShortcut, name: clipboardShortcutName } : null
      }
      onRecorded={(launcherShortcut) => latchkey.changeSettings({ launcherShortcut })}
    />
  );
}
