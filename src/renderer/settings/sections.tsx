import type { SettingsSection } from '../../shared/settings-sections.ts';
import type { IconName } from '../components/Icon.tsx';

export const sections: readonly { id: SettingsSection; name: string; icon: IconName }[] = [
  { id: 'connections', name: 'Connections', icon: 'key' },
  { id: 'names', name: 'Names', icon: 'people' },
  { id: 'shortcuts', name: 'Shortcuts', icon: 'keyboard' },
  { id: 'general', name: 'General', icon: 'gear' },
  { id: 'history', name: 'History', icon: 'clock' },
  { id: 'about', name: 'About', icon: 'info' },
];

/** The section that the address of the page asks for: main opens `settings.html#history`. */
export const sectionOfAddress = (hash: string): SettingsSection | null =>
  sections.find(({ id }) => `#${id}` === hash)?.id ?? null;
