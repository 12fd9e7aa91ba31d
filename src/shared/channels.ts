// Names of everything that crosses the bridge. Imports nothing: the preload is built from this file alone.

/** Asked by a window, answered by main. Each has an input schema and an output type in contract.ts. */
export const requestNames = [
  'getState',
  'searchAccounts',
  'logIn',
  'copyLoginLink',
  'getAccountDetails',
  'copyAccountField',
  'renameAccount',
  'noteAccount',
  'pinAccount',
  'connectProvider',
  'exploreSamples',
  'removeSamples',
  'verifyConnection',
  'replaceKey',
  'changeConnection',
  'disconnectProvider',
  'syncAccounts',
  'cancelSync',
  'pauseNames',
  'chooseNamesFile',
  'previewNames',
  'importNames',
  'undoImport',
  'listImports',
  'exportNames',
  'searchLedger',
  'exportLedger',
  'changeSettings',
  'finishFirstRun',
  'hideLauncher',
  'openSettings',
  'openProviderPage',
  'showLogs',
  'getLicences',
] as const;

/** Told by main to every window that listens; carries no key and no login link. */
export const announcementNames = [
  'stateChanged',
  'accountsChanged',
  'launcherShown',
  'launcherHidden',
  'settingsSection',
  'shortcutPressed',
  'linkOnClipboard',
] as const;

export type RequestName = (typeof requestNames)[number];
export type AnnouncementName = (typeof announcementNames)[number];

/** The ipc channel of a request or an announcement. One prefix, so that nothing else can be meant. */
export const channelOf = (name: RequestName | AnnouncementName): string => `latchkey:${name}`;
