// The browsers that can run on a folder of ours, and how each system knows them. Safari and Arc have no such switch.

import type { FamilyId } from './families.ts';

export interface KnownBrowser {
  id: string;
  name: string;
  family: FamilyId;
  /** On Linux, one that runs gets further addresses by way of the session bus. */
  needsSessionBus?: true;
  /** Names of its program on Linux. */
  linux: readonly string[];
  /** Its application, the program in it, and its bundle id on macOS. */
  mac: { app: string; program: string; bundle: string };
  /**
   * On Windows: its name in the list of browsers, its kind of link, its program, and the folder where an installer puts it,
   * below that of all programs or of the user's.
   */
  windows: { client: string; progId: string; program: string; folder: readonly string[] };
}

const mac = (app: string, bundle: string, program = app): KnownBrowser['mac'] => ({ app, program, bundle });

const windows = (
  client: string,
  progId: string,
  program: string,
  ...folder: readonly string[]
): KnownBrowser['windows'] => ({ client, progId, program, folder });

export const knownBrowsers: readonly KnownBrowser[] = [
  {
    id: 'chrome',
    name: 'Google Chrome',
    family: 'chromium',
    linux: ['google-chrome', 'google-chrome-stable', 'chrome'],
    mac: mac('Google Chrome', 'com.google.chrome'),
    windows: windows('Google Chrome', 'ChromeHTML', 'chrome.exe', 'Google', 'Chrome', 'Application'),
  },
  {
    id: 'chromium',
    name: 'Chromium',
    family: 'chromium',
    linux: ['chromium', 'chromium-browser'],
    mac: mac('Chromium', 'org.chromium.chromium'),
    windows: windows('Chromium', 'ChromiumHTM', 'chrome.exe', 'Chromium', 'Application'),
  },
  {
    id: 'edge',
    name: 'Microsoft Edge',
    family: 'chromium',
    linux: ['microsoft-edge', 'microsoft-edge-stable', 'msedge'],
    mac: mac('Microsoft Edge', 'com.microsoft.edgemac'),
    windows: windows('Microsoft Edge', 'MSEdgeHTM', 'msedge.exe', 'Microsoft', 'Edge', 'Application'),
  },
  {
    id: 'brave',
    name: 'Brave',
    family: 'chromium',
    linux: ['brave-browser', 'brave-browser-stable', 'brave'],
    mac: mac('Brave Browser', 'com.brave.browser'),
    windows: windows('Brave', 'BraveHTML', 'brave.exe', 'BraveSoftware', 'Brave-Browser', 'Application'),
  },
  {
    id: 'vivaldi',
    name: 'Vivaldi',
    family: 'chromium',
    linux: ['vivaldi', 'vivaldi-stable'],
    mac: mac('Vivaldi', 'com.vivaldi.vivaldi'),
    windows: windows('Vivaldi', 'VivaldiHTM', 'vivaldi.exe', 'Vivaldi', 'Application'),
  },
  {
    id: 'firefox',
    name: 'Firefox',
    family: 'firefox',
    needsSessionBus: true,
    linux: ['firefox', 'firefox-esr', 'firefox-bin'],
    mac: mac('Firefox', 'org.mozilla.firefox', 'firefox'),
    windows: windows('Firefox', 'FirefoxURL', 'firefox.exe', 'Mozilla Firefox'),
  },
];

/** A browser that is installed on this machine. */
export interface OwnBrowser extends Pick<KnownBrowser, 'family' | 'id' | 'name'> {
  /** The program, and the arguments that come before ours. */
  command: readonly [string, ...string[]];
}

/** What was found on this machine. */
export interface FoundBrowsers {
  /** The default browser first, if it is one of them. */
  browsers: readonly OwnBrowser[];
  /** Names of those that are installed as a snap or a flatpak: these may not use a folder of ours. */
  confined: readonly string[];
}
