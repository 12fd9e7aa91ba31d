import { basename, dirname, join, relative } from 'node:path';
import { closerOnWindows, systemProgram } from './close-on-windows.ts';
import { findOnWindows } from './find-on-windows.ts';
import { type Programs, programsWith } from './programs.ts';
import type { Host, WindowSystem } from './window-system.ts';
import { WindowsFolder } from './windows-folder.ts';
import { variableOf } from './windows-variables.ts';

/**
 * Bytes. A Firefox is found by the class of a window, `Mozilla_firefox_<path>_RemoteWindow`. Windows takes no longer one
 * than 256 characters, so that Firefox could not pass on a second address. Source: mozilla-central,
 * toolkit/components/remote/RemoteUtils.h; Microsoft, WNDCLASSW.
 */
const longestFirefoxPath = 200;

export function windowsSystem(host: Host, programs: Programs = programsWith(host.environment)): WindowSystem {
  const { environment } = host;
  const reg = systemProgram(environment, 'reg.exe');
  const close = closerOnWindows(environment, programs);
  return {
    root: rootOf(host),
    find: () =>
      findOnWindows({
        environment,
        registry: async (key) => (await programs.ask(reg, ['query', key, '/s'])) ?? '',
      }),
    watch: (family, path) => new WindowsFolder(family, path, close),
    tellsApart: (family, path) => family !== 'firefox' || Buffer.byteLength(path) <= longestFirefoxPath,
  };
}

/** SECURITY: %APPDATA%, where Latchkey's folder is, may roam to a company's servers. Cookies stay on this computer. */
function rootOf({ environment, folder }: Host): string {
  const roaming = variableOf(environment, 'APPDATA');
  const local = variableOf(environment, 'LOCALAPPDATA');
  const roams = roaming !== '' && local !== '' && relative(roaming, dirname(folder)) === '';
  return roams ? join(local, basename(folder), 'windows') : join(folder, 'windows');
}
