import { existsSync } from 'node:fs';
import { join, win32 } from 'node:path';
import { type FoundBrowsers, type KnownBrowser, knownBrowsers } from './known-browsers.ts';
import { type RegistryValue, textsIn } from './registry.ts';
import { variableOf } from './windows-variables.ts';

export interface WindowsHost {
  environment: Readonly<Record<string, string | undefined>>;
  /** What `reg query <key> /s` prints; empty if there is no such key, or if the query is forbidden. */
  registry: (key: string) => Promise<string>;
  isThere?: (path: string) => boolean;
}

const clients = 'Software\\Clients\\StartMenuInternet';
const chosen = 'HKCU\\Software\\Microsoft\\Windows\\Shell\\Associations\\UrlAssociations\\https';

/** The browsers that have registered themselves as such, and those that are where their installer puts them. */
export async function findOnWindows(host: WindowsHost): Promise<FoundBrowsers> {
  const { isThere = existsSync, registry } = host;
  // The user's own first: so does Windows.
  const printed = await Promise.all([`HKCU\\${clients}`, `HKLM\\${clients}`, chosen].map(registry));
  const [own = '', system = '', choice = ''] = printed;
  const commands = [...textsIn(own), ...textsIn(system)];
  const browsers = knownBrowsers.flatMap((known) => {
    const { family, id, name } = known;
    const program = programsOf(known, commands, host).find(isThere);
    return program === undefined ? [] : [{ id, name, family, command: [program] as const }];
  });
  const progId = progIdIn(textsIn(choice));
  const first = knownBrowsers.find(({ windows }) => isNamed(progId, windows.progId))?.id;
  return { browsers: browsers.toSorted((a, b) => Number(b.id === first) - Number(a.id === first)), confined: [] };
}

/**
 * Where the program may be. `reg` prints in the console's code page, which has not the letters of every user's name. So the
 * usual places are looked at as well.
 */
function programsOf(
  { windows: { client, folder, program } }: KnownBrowser,
  commands: readonly RegistryValue[],
  { environment }: WindowsHost,
): string[] {
  const registered = commands
    .filter(({ key }) => {
      const [, ofClient = '', rest = ''] = /\\StartMenuInternet\\([^\\]+)\\(.*)$/i.exec(key) ?? [];
      return isNamed(ofClient, client) && rest.toLowerCase() === 'shell\\open\\command';
    })
    .map(({ data }) => programIn(expand(data, environment)))
    .filter((path) => win32.basename(path).toLowerCase() === program && !isElsewhere(path));
  const usual = ['ProgramFiles', 'ProgramFiles(x86)', 'ProgramW6432', 'LOCALAPPDATA']
    .map((name) => variableOf(environment, name))
    .filter((place) => place !== '')
    .map((place) => join(place, ...folder, program));
  return [...registered, ...usual];
}

/** `Google Chrome`, or with the mark of an installation: `Google Chrome.ABCD`, `Firefox-308046B0AF4A39CB`. */
const isNamed = (text: string, name: string): boolean =>
  text.toLowerCase().startsWith(name.toLowerCase()) && /^(?:[.-]\w+)?$/.test(text.slice(name.length));

/** `"C:\…\chrome.exe" --flag`, also without quotes. */
const programIn = (command: string): string =>
  /^"([^"]+)"/.exec(command)?.[1] ?? /^.*?\.exe(?=\s|$)/i.exec(command)?.[0] ?? '';

const expand = (text: string, environment: WindowsHost['environment']): string =>
  text.replaceAll(/%([^%]+)%/g, (_, name: string) => variableOf(environment, name));

/** On another computer. To look for it could take a minute, and would give the user's name away. */
const isElsewhere = (path: string): boolean => /^[\\/]{2}/.test(path);

/** Newer versions of Windows 11 keep the choice under `UserChoiceLatest`, and what was chosen before beside it. */
function progIdIn(values: readonly RegistryValue[]): string {
  const ids = values.filter(({ name }) => name === 'ProgId');
  const latest = ids.find(({ key }) => /\\UserChoiceLatest(?:\\|$)/.test(key));
  return (latest ?? ids.find(({ key }) => key.endsWith('\\UserChoice')))?.data ?? '';
}
