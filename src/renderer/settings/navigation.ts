import { createContext } from 'react';
import type { SettingsSection } from '../../shared/settings-sections.ts';

/** Takes the user to another section of this window. */
export const Navigation = createContext<(section: SettingsSection) => void>(() => {});
