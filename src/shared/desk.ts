import type { NamesPreview } from './names.ts';
import type { Settings } from './settings.ts';

// A desk file holds everything that a user has set up, but no key: settings, connections, names, notes and pins.

/** Settings of this computer or of the moment, which no desk file has. */
export type SettingOfThisComputer =
  | 'firstRunDone'
  | 'linkHandOver'
  | 'shortcutsPaused'
  | 'startAtLogin'
  | 'windowBrowser';

export type DeskSetting = Exclude<keyof Settings, SettingOfThisComputer>;

/** A setting that an import changes. */
export type SettingChange = {
  [S in DeskSetting]: { name: S; before: Settings[S]; after: Settings[S] };
}[DeskSetting];

/** What an import does with one connection of the file. */
export interface DeskConnection {
  provider: string;
  region: string;
  label: string;
  /** `added`: it waits for its key. `merged`: it is here already, and stays as it is but for `requiresReason`. */
  what: 'added' | 'merged';
  /** It will ask for a reason, as it did where the file was made. */
  requiresReason: boolean;
  /** How many of its customers the file names, notes or pins. */
  customers: number;
}

/** A desk file that was read; nothing is stored yet. Main keeps it as `importId` until it is used or replaced. */
export interface DeskPreview {
  importId: string;
  fileName: string;
  /** ISO. */
  exportedAt: string;
  settings: readonly SettingChange[];
  /** Settings that stay as they are here, because the file's are less careful. */
  stricterHere: readonly DeskSetting[];
  connections: readonly DeskConnection[];
  /**
   * `names`, `notes`, `pins`: those that the user gave where the file was made and that are new here. `fromFiles`: customers
   * with names from imported files. `kept`: names and notes that the user gave here, and that stay. `waiting`: customers whom
   * no list here contains yet. `unreadable`: entries of the file that are left out.
   */
  counts: {
    names: number;
    notes: number;
    pins: number;
    fromFiles: number;
    kept: number;
    waiting: number;
    unreadable: number;
  };
  /** The first names that would change. */
  changes: NamesPreview['changes'];
}

/** Whether an import would change anything. */
export const changesSomething = ({ settings, connections, counts }: DeskPreview): boolean =>
  settings.length > 0 ||
  connections.some(({ what, requiresReason }) => what === 'added' || requiresReason) ||
  counts.names + counts.notes + counts.pins + counts.fromFiles > 0;
