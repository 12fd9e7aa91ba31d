import { join } from 'node:path';
import { findOnLinux } from './find-on-linux.ts';
import { LinkedFolder } from './linked-folder.ts';
import { linuxProcesses } from './linux-processes.ts';
import { programsWith } from './programs.ts';
import type { Host, WindowSystem } from './window-system.ts';

/**
 * Bytes. SECURITY: a Firefox is found on the session bus by a name of 255 characters at most, and Firefox cuts the rest off
 * a longer one. The end of the path is what differs between customers. In base64 so many bytes take 216 characters;
 * `org.mozilla.firefox.` has 20. Source: mozilla-central, toolkit/components/remote.
 */
const longestFirefoxPath = 160;

export function linuxSystem({ environment, folder, home }: Host): WindowSystem {
  const { ask } = programsWith(environment);
  return {
    root: join(folder, 'windows'),
    find: () =>
      findOnLinux({
        environment,
        home,
        defaultDesktopId: async () => (await ask('xdg-settings', ['get', 'default-web-browser'])) ?? '',
      }),
    watch: (family, path) => new LinkedFolder(family, path, linuxProcesses),
    tellsApart: (family, path) => family !== 'firefox' || Buffer.byteLength(path) <= longestFirefoxPath,
  };
}
