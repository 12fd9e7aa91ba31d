import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type FoundBrowsers, knownBrowsers } from './known-browsers.ts';

export interface MacHost {
  /** Where applications are, the first one first: `/Applications` and the user's own. */
  folders: readonly string[];
  /** What `defaults read com.apple.LaunchServices/com.apple.launchservices.secure LSHandlers` prints; may be empty. */
  handlers: () => Promise<string>;
}

/** The browsers among the applications. They are started directly, because `open` would give the link to a running one. */
export async function findOnMac({ folders, handlers }: MacHost): Promise<FoundBrowsers> {
  const browsers = knownBrowsers.flatMap(({ id, name, family, mac }) => {
    const programs = folders.map((folder) => join(folder, `${mac.app}.app/Contents/MacOS/${mac.program}`));
    const program = programs.find((path) => existsSync(path));
    return program === undefined ? [] : [{ id, name, family, command: [program] as const }];
  });
  const bundle = defaultBundle(await handlers());
  const first = knownBrowsers.find(({ mac }) => mac.bundle === bundle)?.id;
  return { browsers: browsers.toSorted((a, b) => Number(b.id === first) - Number(a.id === first)), confined: [] };
}

/** The bundle id of the program for https addresses; empty if the user has never chosen one. */
function defaultBundle(handlers: string): string {
  const entry = handlers.split('}').find((one) => /LSHandlerURLScheme = "?https"?;/.test(one));
  return /LSHandlerRoleAll = "?([\w.-]+)"?;/.exec(entry ?? '')?.[1]?.toLowerCase() ?? '';
}
