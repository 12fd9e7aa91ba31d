/** The pages of the settings window, in the order in which it lists them. */
export const settingsSections = ['connections', 'names', 'shortcuts', 'general', 'history', 'about'] as const;
export type SettingsSection = (typeof settingsSections)[number];
