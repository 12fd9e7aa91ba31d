import type { ComponentType } from 'react';
import type { AppState } from '../../shared/contract.ts';
import type { SettingsPlace, SettingsSection } from '../../shared/settings-sections.ts';
import type { IconName } from '../components/Icon.tsx';
import { AboutSection } from './about/AboutSection.tsx';
import { ConnectionsSection } from './connections/ConnectionsSection.tsx';
import { GeneralSection } from './general/GeneralSection.tsx';
import { HistorySection } from './history/HistorySection.tsx';
import { NamesSection } from './names/NamesSection.tsx';
import { ShortcutsSection } from './shortcuts/ShortcutsSection.tsx';

interface PageProps {
  state: AppState;
  /** What of the page another window or a link asked for. */
  place: SettingsPlace | null;
}

interface Section {
  name: string;
  icon: IconName;
  Page: ComponentType<PageProps>;
  /** Whether something on the page needs the user. The list at the side marks it. */
  needsAttention?: (state: AppState) => boolean;
}

/** The pages of the settings window. Their order is that of `settingsSections`. */
export const sections: Readonly<Record<SettingsSection, Section>> = {
  connections: {
    name: 'Connections',
    icon: 'key',
    Page: ConnectionsSection,
    needsAttention: ({ connections }) => connections.some(({ health }) => health.status === 'attention'),
  },
  names: { name: 'Names', icon: 'people', Page: NamesSection },
  shortcuts: {
    name: 'Shortcuts',
    icon: 'keyboard',
    Page: ShortcutsSection,
    needsAttention: ({ shortcuts }) => shortcuts.launcher !== null || shortcuts.clipboard !== null,
  },
  general: { name: 'General', icon: 'gear', Page: GeneralSection },
  history: { name: 'History', icon: 'clock', Page: HistorySection },
  about: { name: 'About', icon: 'info', Page: AboutSection },
};
