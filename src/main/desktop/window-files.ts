import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { protocol } from 'electron';
import { appHost, appScheme } from './pages.ts';

/** SECURITY: only scripts that are our own files run, and nothing in a window reaches the network. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
};

/**
 * SECURITY: names of letters, digits, `-`, `_` and inner dots. The pattern admits no `..`, drive, backslash or percent
 * escape, so no request leaves the folder. Anchored; matched against a parsed path.
 */
const filePath = /^(?:\/[A-Za-z0-9_-]+)*\/[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.(html|js|css|svg|png|woff2)$/;

/** The file under `folder` that a URL names, or null. */
export function windowFileOf(url: string, folder: string): { path: string; contentType: string } | null {
  const parsed = URL.parse(url);
  if (parsed?.protocol !== `${appScheme}:` || parsed.host !== appHost) return null;
  const extension = filePath.exec(parsed.pathname)?.[1];
  const contentType = extension === undefined ? undefined : contentTypes[extension];
  return contentType === undefined ? null : { path: join(folder, ...parsed.pathname.split('/')), contentType };
}

/** Must be called once, before the app is ready. Source: Electron, protocol.registerSchemesAsPrivileged. */
export function declareWindowScheme(): void {
  protocol.registerSchemesAsPrivileged([
    // standard: relative URLs and an origin of its own. secure: a secure context, as with https. No privilege that
    // bypasses the content security policy, and none for fetch, which the windows do not need.
    { scheme: appScheme, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/** Serves the built windows from `folder` as `app://latchkey/…`. A file: URL would let a page read the whole disk. */
export function serveWindowFiles(folder: string): void {
  protocol.handle(appScheme, async (request) => {
    const file = request.method === 'GET' ? windowFileOf(request.url, folder) : null;
    if (!file) return refuse();
    try {
      return new Response(await readFile(file.path), {
        headers: {
          'content-type': file.contentType,
          'content-security-policy': contentSecurityPolicy,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
        },
      });
    } catch {
      return refuse();
    }
  });
}

const refuse = (): Response =>
  new Response(null, { status: 404, headers: { 'content-security-policy': contentSecurityPolicy } });
