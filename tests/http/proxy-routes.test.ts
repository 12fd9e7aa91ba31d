import { expect, test } from 'vitest';
import { parseRoutes } from '../../src/main/http/proxy-routes.ts';
import { fc } from '../helpers/any-input.ts';

const direct = { kind: 'direct' };
const proxy = (uri: string) => ({ kind: 'proxy', uri });

test.each([
  ['', [direct]],
  ['DIRECT', [direct]],
  [' direct ; ', [direct]],
  ['PROXY proxy.corp:8080', [proxy('http://proxy.corp:8080')]],
  ['PROXY proxy.corp', [proxy('http://proxy.corp:80')]],
  ['PROXY proxy.corp:80', [proxy('http://proxy.corp:80')]],
  ['HTTPS secure.corp', [proxy('https://secure.corp:443')]],
  ['HTTPS secure.corp:80', [proxy('https://secure.corp:80')]],
  ['SOCKS5 [fd00::1]:1081', [proxy('socks5://[fd00::1]:1081')]],
  ['SOCKS socks.corp', [proxy('socks5://socks.corp:1080')]],
  [
    'proxy a:1;Https b:2 ;socks5 c:3;DIRECT',
    [proxy('http://a:1'), proxy('https://b:2'), proxy('socks5://c:3'), direct],
  ],
  ['SOCKS4 old:1080; QUIC new:443; PROXY', []],
  ['PROXY user:password@a:1; PROXY a:1/path; PROXY a:99999; PROXY http://a:1', []],
])('%j', (pacResult, routes) => {
  expect(parseRoutes(pacResult)).toEqual(routes);
});

test('no PAC result gives a direct route unless it says DIRECT or nothing', () => {
  const word = fc.constantFrom('PROXY', 'SOCKS', 'SOCKS4', 'HTTPS', 'DIRECT', 'DIRECTLY', 'direct x', '');
  const entry = fc.tuple(word, fc.string({ maxLength: 20 })).map((parts) => parts.join(' '));
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 4 }), (entries) => {
      const pacResult = entries.join(';');
      const opened = parseRoutes(pacResult).some((route) => route.kind === 'direct');
      const parts = pacResult.split(';').map((part) => part.trim());
      expect(opened).toBe(parts.some((part) => /^direct$/i.test(part)) || parts.every((part) => part === ''));
    }),
    { numRuns: 2_000 },
  );
});
