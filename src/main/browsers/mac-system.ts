import { join } from 'node:path';
import { findOnMac } from './find-on-mac.ts';
import { LinkedFolder } from './linked-folder.ts';
import { MacFirefoxFolder } from './mac-firefox-folder.ts';
import { MacProcesses } from './mac-processes.ts';
import { type Programs, programsWith } from './programs.ts';
import type { Host, WindowSystem } from './window-system.ts';

/**
 * Bytes. SECURITY: a Firefox is found by the name of its message port, `Mozilla_firefox_<path>_RemoteWindow`, and macOS
 * cuts off what is longer than 128 bytes. The end of the path is what differs between customers. The path's place in the name
 * leaves room for a longer name of the program, such as `firefox-nightly`. Source: mozilla-central,
 * toolkit/components/remote/RemoteUtils.h; Apple, CFMessagePort.c, __CFMessagePortSanitizeStringName.
 */
const longestFirefoxPath = 104;

export function macSystem(
  { environment, folder, home }: Host,
  programs: Programs = programsWith(environment),
): WindowSystem {
  const read = ['read', 'com.apple.LaunchServices/com.apple.launchservices.secure', 'LSHandlers'];
  const processes = new MacProcesses(programs);
  return {
    root: join(folder, 'windows'),
    find: () =>
      findOnMac({
        folders: ['/Applications', join(home, 'Applications')],
        handlers: async () => (await programs.ask('defaults', read)) ?? '',
      }),
    watch: (family, path) =>
      family === 'firefox' ? new MacFirefoxFolder(path, processes) : new LinkedFolder(family, path, processes),
    tellsApart: (family, path) => family !== 'firefox' || Buffer.byteLength(path) <= longestFirefoxPath,
  };
}
