/** One way to reach a provider, as a proxy configuration names it. */
export type Route = { kind: 'direct' } | { kind: 'proxy'; uri: string };

const schemes: Readonly<Record<string, { protocol: string; port: number }>> = {
  PROXY: { protocol: 'http', port: 80 },
  HTTP: { protocol: 'http', port: 80 },
  HTTPS: { protocol: 'https', port: 443 },
  SOCKS5: { protocol: 'socks5', port: 1080 },
  // By name version 4. Today's servers speak both, and we speak version 5 only.
  SOCKS: { protocol: 'socks5', port: 1080 },
};

/**
 * The routes of a PAC result in their order: `PROXY a:8080; SOCKS5 b:1080; DIRECT`. Leaves out entries that it does not
 * understand. An empty list means that there is no route, which is not the same as going without a proxy.
 */
export function parseRoutes(pacResult: string): readonly Route[] {
  const entries = pacResult
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  if (entries.length === 0) return [{ kind: 'direct' }];
  return entries.map(parseRoute).filter((route) => route !== null);
}

function parseRoute(entry: string): Route | null {
  if (/^DIRECT$/i.test(entry)) return { kind: 'direct' };
  const [, word = '', address = ''] = /^([A-Z0-9]+)\s+([^\s/@?#\\]+)$/i.exec(entry) ?? [];
  const scheme = schemes[word.toUpperCase()];
  // Read as http: a URL of another scheme keeps its host unchecked.
  const url = scheme && URL.parse(`http://${address}`);
  if (!scheme || !url?.hostname) return null;
  const port = /:80$/.test(address) ? 80 : Number(url.port) || scheme.port;
  return { kind: 'proxy', uri: `${scheme.protocol}://${url.hostname}:${port}` };
}
