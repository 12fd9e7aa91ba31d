import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** How the stand-in was started instead of Electron. */
export interface Launch {
  /** The app's folder. */
  appFolder: string;
  /** The app's arguments, as process.argv has them after the executable. */
  args: readonly string[];
  /** Whether a test tool asked for a DevTools port. */
  devToolsPort: boolean;
}

const key = Symbol.for('latchkey.stand-in.launch');
const place = globalThis as { [key]?: Launch };

export function setLaunch(launch: Launch): void {
  place[key] = launch;
}

/** Null if a unit test only imports 'electron': it gets an app object, but no Chromium and no windows. */
export const launchOf = (): Launch | null => place[key] ?? null;

export const appFolder = (): string => launchOf()?.appFolder ?? process.cwd();

interface PackageFacts {
  name?: string;
  productName?: string;
  version?: string;
  main?: string;
}

export function readPackage(folder: string): PackageFacts {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageFacts;
  } catch {
    return {};
  }
}

/** The version of Electron whose part this plays: that of the package against whose types it is checked. */
export const electronVersion: string = (
  JSON.parse(
    readFileSync(createRequire(import.meta.url).resolve('electron/package.json'), 'utf8'),
  ) as Required<PackageFacts>
).version;
