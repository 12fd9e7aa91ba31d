import { shell } from 'electron';
import { openableLink } from '../../shared/login-link.ts';
import { fail, ok, type Result } from '../../shared/result.ts';

// The one module that calls openExternal. None calls openPath, which would run a file.

/**
 * SECURITY: checked here, at the moment of opening, however often it was checked before: whatever reaches openExternal
 * is run by the system. A refused URL may still hold a working token, so that it goes nowhere, into no log either.
 */
export async function openLogin(url: string, linkOrigins: readonly string[], provider: string): Promise<Result<null>> {
  const link = openableLink(url, linkOrigins);
  return link === null ? fail({ kind: 'link-refused', provider }) : open(link);
}

/** A provider's public page, from a constant of the program. Returns browser-not-opened for anything but https. */
export async function openPage(url: string): Promise<Result<null>> {
  const parsed = URL.parse(url);
  const plain = parsed?.protocol === 'https:' && !parsed.username && !parsed.password && !parsed.port;
  return parsed && plain ? open(parsed.href) : fail({ kind: 'browser-not-opened' });
}

/**
 * Windows and macOS reject where no program takes the URL. Linux resolves all the same: Electron starts xdg-open and
 * does not wait for what comes of it.
 */
async function open(url: string): Promise<Result<null>> {
  try {
    await shell.openExternal(url);
    return ok(null);
  } catch {
    // The error names the URL.
    return fail({ kind: 'browser-not-opened' });
  }
}
