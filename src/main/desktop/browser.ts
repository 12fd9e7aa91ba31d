import { shell } from 'electron';
import { openableLink } from '../../shared/login-link.ts';
import { fail, ok, type Result } from '../../shared/result.ts';

// The only module that calls openExternal. No module calls openPath, which would run a file.

/**
 * SECURITY: checks the link at the moment of opening, however often it was checked before, because the system runs
 * whatever reaches openExternal. A refused URL may still hold a working token, so it goes nowhere, not even into a log.
 */
export async function openLogin(url: string, linkOrigins: readonly string[], provider: string): Promise<Result<null>> {
  const link = openableLink(url, linkOrigins);
  return link === null ? fail({ kind: 'link-refused', provider }) : open(link);
}

/** The address of a hand-over: 32 random bytes at a port of this machine. */
const handOverAddress = /^http:\/\/127\.0\.0\.1:\d{1,5}\/[A-Za-z0-9_-]{43}$/;

/**
 * SECURITY: the one exception to https at a provider's host. The address is compared whole with the one at which Latchkey
 * listens at this moment. It holds no link.
 */
export async function openHandOver(address: string, listensAt: () => string | null): Promise<Result<null>> {
  const isOurs = address === listensAt() && handOverAddress.test(address);
  return isOurs ? open(address) : fail({ kind: 'browser-not-opened' });
}

/** Opens a provider's public page, a constant of the program. Returns browser-not-opened for anything but https. */
export async function openPage(url: string): Promise<Result<null>> {
  const parsed = URL.parse(url);
  const plain = parsed?.protocol === 'https:' && !parsed.username && !parsed.password && !parsed.port;
  return parsed && plain ? open(parsed.href) : fail({ kind: 'browser-not-opened' });
}

/**
 * On Windows and macOS openExternal rejects if no program takes the URL. On Linux it resolves even then: Electron starts
 * xdg-open and does not wait for its result.
 */
async function open(url: string): Promise<Result<null>> {
  try {
    await shell.openExternal(url);
    return ok(null);
  } catch {
    // The error is dropped because it names the URL.
    return fail({ kind: 'browser-not-opened' });
  }
}
