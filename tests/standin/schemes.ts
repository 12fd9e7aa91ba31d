// Chromium cannot serve our scheme. It gets `http://host.app.localhost/path` instead of `app://host/path`. The handler
// of `app` answers these requests, and everything that main sees is mapped back.

export type SchemeHandler = (request: Request) => Response | Promise<Response>;

const handlers = new Map<string, SchemeHandler>();

export const schemeHandlers: ReadonlyMap<string, SchemeHandler> = handlers;

export function handleScheme(scheme: string, handler: SchemeHandler): void {
  if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
  handlers.set(scheme, handler);
}

export function unhandleScheme(scheme: string): void {
  if (!handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
}

/** Returns the URL for Chromium. */
export function toChromium(url: string): string {
  const [, scheme, host, rest] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(url) ?? [];
  if (scheme === undefined || !handlers.has(scheme.toLowerCase())) return url;
  const path = rest?.startsWith('/') ? rest : `/${rest ?? ''}`;
  return `http://${host || 'nohost'}.${scheme.toLowerCase()}.localhost${path}`;
}

/** Returns the URL, or the origin, as Electron would report it. */
export function toElectron(url: string): string {
  const [, host, scheme, rest] = /^http:\/\/([^/?#]*)\.([a-z0-9+-]+)\.localhost(?:\/|$)(.*)$/.exec(url) ?? [];
  if (host === undefined || scheme === undefined || !handlers.has(scheme)) return url;
  const slash = /\.localhost\//.test(url) ? '/' : '';
  return `${scheme}://${host === 'nohost' ? '' : host}${slash}${rest ?? ''}`;
}
