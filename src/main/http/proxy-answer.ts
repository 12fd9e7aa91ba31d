/** One way to a provider, as a proxy configuration names it. */
export type Route = { kind: 'direct' } | { kind: 'proxy'; uri: string };

const schemes: Readonly<Record<string, { protocol: string; port: number }>> = {
  PROXY: { protocol: 'http', port: 80 },
  HTTP: { protocol: 'http', port: 80 },
  HTTPS: { protocol: 'https', port: 443 },
  SOCKS5: { protocol: 'socks5', port: 1080 },
  // Version 4 by name; servers of today speak both, and only version 5 is spoken here.
  SOCKS: { protocol: 'socks5', port: 1080 },
};

/**
 * The routes of a PAC answer in their order: `PROXY a:8080; SOCKS5 b:1080; DIRECT`. Entries that are not understood are
 * left out; an empty list means that no way is left, which is not the same as going without a proxy.
 */
export function routesOf(answer: string): readonly Route[] {
  const entries = answer
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  if (entries.length === 0) return [{ kind: 'direct' }];
  return entries.map(routeOf).filter((route) => route !== null);
}

function routeOf(entry: string): Route | null {
  if (/^DIRECT$/i.test(entry)) return { kind: 'direct' };
  const [, word = '', address = ''] = /^([A-Z0-9]+)\s+([^\s/@?#\\]+)$/i.exec(entry) ?? [];
  const scheme = schemes[word.toUpperCase()];
  // Read as http: a URL of another scheme keeps its host unchecked.
  const url = scheme && URL.parse(`http://${address}`);
  if (!scheme || !url?.hostname) return null;
  const port = /:80$/.test(address) ? 80 : Number(url.port) || scheme.port;
  return { kind: 'proxy', uri: `${scheme.protocol}://${url.hostname}:${port}` };
}
