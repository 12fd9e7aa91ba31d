import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { Platform } from '../../shared/platform.ts';
import { findOnLinux } from './find-on-linux.ts';
import { findOnMac } from './find-on-mac.ts';
import type { FoundBrowsers } from './known-browsers.ts';

export interface Host {
  platform: Platform;
  environment: Readonly<Record<string, string | undefined>>;
  home: string;
}

/**
 * The browsers of this machine that can open windows of customers' own. None on Windows yet: there Latchkey could not tell
 * whether such a window is still open.
 */
export async function findBrowsers({ platform, environment, home }: Host): Promise<FoundBrowsers> {
  if (platform === 'linux') {
    const defaultDesktopId = () => said('xdg-settings', ['get', 'default-web-browser'], environment);
    return findOnLinux({ environment, home, defaultDesktopId });
  }
  if (platform === 'darwin') {
    const read = ['read', 'com.apple.LaunchServices/com.apple.launchservices.secure', 'LSHandlers'];
    const folders = ['/Applications', join(home, 'Applications')];
    return findOnMac({ folders, handlers: () => said('defaults', read, environment) });
  }
  return { browsers: [], confined: [] };
}

const longestMs = 3_000;

/** What a program of the system prints; empty if it fails or takes too long. */
const said = (program: string, args: readonly string[], env: Host['environment']): Promise<string> =>
  new Promise((done) => {
    execFile(program, args, { timeout: longestMs, env: { ...env } }, (error, stdout) =>
      done(error ? '' : stdout.trim()),
    );
  });
