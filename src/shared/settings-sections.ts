/** The pages of the settings window, in the order in which it lists them. */
export const settingsSections = ['connections', 'names', 'shortcuts', 'general', 'history', 'about'] as const;
export type SettingsSection = (typeof settingsSections)[number];

/** A page of the settings window, as somebody elsewhere asks for it. */
export interface SettingsPlace {
  section: SettingsSection;
  /** The connection whose page it is, and whether the dialog for another key is open. Absent: the list of all. */
  connection?: { connectionId: string; replaceKey: boolean } | undefined;
}

const replaceKeyWord = 'replace-key';

/** The fragment of the page's address that makes it begin there: an announcement would come before the page listens. */
export const fragmentOf = ({ section, connection }: SettingsPlace): string =>
  connection ? [section, connection.connectionId, connection.replaceKey ? replaceKeyWord : 'page'].join('/') : section;

/** Null if the fragment names no place. */
export function placeOf(fragment: string): SettingsPlace | null {
  const [name, connectionId, page] = fragment.split('/');
  const section = settingsSections.find((one) => one === name);
  if (!section) return null;
  return connectionId ? { section, connection: { connectionId, replaceKey: page === replaceKeyWord } } : { section };
}
