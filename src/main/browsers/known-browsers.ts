// The browsers that can run on a folder of ours, and how each system knows them. Safari and Arc have no such switch. Firefox
// keeps a lock that can be read on Linux only.

import type { FamilyId } from './families.ts';

export interface KnownBrowser {
  id: string;
  name: string;
  family: FamilyId;
  /** On Linux, one that runs gets further addresses by way of the session bus. */
  needsSessionBus?: true;
  /** Names of its program on Linux. */
  linux: readonly string[];
  /** Its application and its bundle id on macOS. */
  mac: { app: string; bundle: string } | null;
}

const chromium = (
  id: string,
  name: string,
  linux: readonly string[],
  mac: KnownBrowser['mac'] = null,
): KnownBrowser => ({ id, name, family: 'chromium', linux, mac });

export const knownBrowsers: readonly KnownBrowser[] = [
  chromium('chrome', 'Google Chrome', ['google-chrome', 'google-chrome-stable', 'chrome'], {
    app: 'Google Chrome',
    bundle: 'com.google.chrome',
  }),
  chromium('chromium', 'Chromium', ['chromium', 'chromium-browser'], {
    app: 'Chromium',
    bundle: 'org.chromium.chromium',
  }),
  chromium('edge', 'Microsoft Edge', ['microsoft-edge', 'microsoft-edge-stable', 'msedge'], {
    app: 'Microsoft Edge',
    bundle: 'com.microsoft.edgemac',
  }),
  chromium('brave', 'Brave', ['brave-browser', 'brave-browser-stable', 'brave'], {
    app: 'Brave Browser',
    bundle: 'com.brave.browser',
  }),
  chromium('vivaldi', 'Vivaldi', ['vivaldi', 'vivaldi-stable'], { app: 'Vivaldi', bundle: 'com.vivaldi.vivaldi' }),
  {
    id: 'firefox',
    name: 'Firefox',
    family: 'firefox',
    needsSessionBus: true,
    linux: ['firefox', 'firefox-esr', 'firefox-bin'],
    mac: null,
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
