import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type FoundBrowsers, knownBrowsers, type OwnBrowser } from './known-browsers.ts';

export interface LinuxHost {
  environment: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  home: string;
  /** The default browser, e.g. `chromium.desktop`; empty if it is not known. */
  defaultDesktopId: () => Promise<string>;
}

/** One program that the desktop offers for web pages. Source: freedesktop.org, Desktop Entry Specification 1.5. */
interface DesktopEntry {
  desktopId: string;
  command: readonly string[];
}

/** The browsers in the desktop's own list of programs. */
export async function findOnLinux(host: LinuxHost): Promise<FoundBrowsers> {
  const defaultId = await host.defaultDesktopId();
  const entries = entriesIn(applicationFolders(host));
  const inOrder = [
    ...entries.filter(({ desktopId }) => desktopId === defaultId),
    ...entries.filter(({ desktopId }) => desktopId !== defaultId),
  ];
  const browsers = new Map<string, OwnBrowser>();
  const confined = new Set<string>();
  for (const entry of inOrder) {
    const known = knownBrowsers.find(({ linux }) => linux.includes(programOf(entry)));
    if (!known || (known.needsSessionBus && !hasSessionBus(host.environment))) continue;
    const [program, ...before] = entry.command;
    if (isConfined(entry) || program === undefined) confined.add(known.name);
    else if (!browsers.has(known.id)) {
      const { family, id, name } = known;
      browsers.set(id, { id, name, family, command: [program, ...before] });
    }
  }
  const found = [...browsers.values()];
  // If the package is there as well, no advice is needed.
  return { browsers: found, confined: [...confined].filter((name) => !found.some((one) => one.name === name)) };
}

/** Source: dbus-daemon(1), GLib's g_dbus_address_get_for_bus_sync. */
function hasSessionBus(environment: LinuxHost['environment']): boolean {
  const address = environment['DBUS_SESSION_BUS_ADDRESS'];
  if (address) return !address.startsWith('disabled:');
  const runtime = environment['XDG_RUNTIME_DIR'];
  return Boolean(runtime) && existsSync(join(runtime ?? '', 'bus'));
}

/** The user's own first: an entry there replaces the system's of the same name. */
function applicationFolders({ environment, home }: LinuxHost): string[] {
  const own = environment['XDG_DATA_HOME'] || join(home, '.local/share');
  const systems = environment['XDG_DATA_DIRS'] || '/usr/local/share:/usr/share';
  return [own, ...systems.split(':')].filter((folder) => folder !== '').map((folder) => join(folder, 'applications'));
}

function entriesIn(folders: readonly string[]): DesktopEntry[] {
  const entries = new Map<string, DesktopEntry | null>();
  for (const folder of folders) {
    for (const desktopId of desktopFilesIn(folder)) {
      if (!entries.has(desktopId)) entries.set(desktopId, readEntry(join(folder, desktopId), desktopId));
    }
  }
  return [...entries.values()].filter((entry) => entry !== null);
}

function desktopFilesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.desktop'))
      .sort();
  } catch {
    // There is no such folder.
    return [];
  }
}

/** Null: it is hidden, opens no web pages, or cannot be read. */
function readEntry(path: string, desktopId: string): DesktopEntry | null {
  const group = mainGroup(path);
  const value = (key: string): string => group.find((line) => line.startsWith(`${key}=`))?.slice(key.length + 1) ?? '';
  const opensPages = value('MimeType').split(';').includes('x-scheme-handler/https');
  if (!opensPages || value('Hidden') === 'true') return null;
  const command = commandOf(value('Exec'));
  return command.length === 0 ? null : { desktopId, command };
}

function mainGroup(path: string): string[] {
  try {
    const lines = readFileSync(path, 'utf8').split('\n');
    const begin = lines.indexOf('[Desktop Entry]') + 1;
    if (begin === 0) return [];
    const length = lines.slice(begin).findIndex((line) => line.startsWith('['));
    return lines.slice(begin, length < 0 ? undefined : begin + length);
  } catch {
    return [];
  }
}

/** The words of an `Exec` line, without field codes such as `%U`, and without setting of variables before the program. */
function commandOf(exec: string): string[] {
  const words = [...exec.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(
    ([, quoted, plain]) => plain ?? quoted?.replaceAll(/\\(.)/g, '$1') ?? '',
  );
  const program = words.findIndex((word) => word !== 'env' && !/^\w+=/.test(word));
  return words.slice(program).filter((word) => !/^%[a-zA-Z]$/.test(word));
}

/** A flatpak names the program that it starts. Source: flatpak-run(1). */
function programOf({ command }: DesktopEntry): string {
  const named = command.find((word) => word.startsWith('--command='));
  return basename(named?.slice('--command='.length) ?? command[0] ?? '');
}

const isConfined = ({ command: [program = ''] }: DesktopEntry): boolean =>
  program.startsWith('/snap/') ||
  program.startsWith('/var/lib/snapd/') ||
  ['flatpak', 'snap'].includes(basename(program));
