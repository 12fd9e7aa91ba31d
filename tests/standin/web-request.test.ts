import type Electron from 'electron';
import { expect, test } from 'vitest';
import { matchesPattern, WebRequestPart } from './web-request.ts';

test.each([
  ['<all_urls>', 'app://latchkey/launcher.html', true],
  ['*://*/*', 'https://a.example/b', true],
  ['*://*/*', 'app://latchkey/launcher.html', false],
  ['app://*/*', 'app://latchkey/launcher.html', true],
  ['https://*.example/*', 'https://deep.a.example/', true],
  ['https://*.a.example/*', 'https://a.example/', true],
  ['https://*.a.example/*', 'https://nota.example/', false],
  ['https://a.example/b*', 'https://a.example/bc?d=e', true],
  ['https://a.example/b', 'https://a.example/bc', false],
  ['http://a.example/*', 'https://a.example/', false],
])('%s fits %s: %s', (pattern, url, fits) => {
  expect(matchesPattern(pattern, url)).toBe(fits);
});

const details = (url: string, resourceType: 'image' | 'script' = 'image'): Electron.OnBeforeRequestListenerDetails => ({
  id: 1,
  url,
  resourceType,
  method: 'GET',
  referrer: '',
  timestamp: 0,
  uploadData: [],
});

test('calls the one listener for the requests that match its filter', async () => {
  const requests = new WebRequestPart();
  requests.onBeforeRequest((_details, answer) => answer({ cancel: false }));
  requests.onBeforeRequest({ urls: ['https://a.example/*'], types: ['image'] }, (_details, answer) =>
    answer({ cancel: true }),
  );
  expect(await requests.beforeRequest.ask(details('https://a.example/'))).toEqual({ cancel: true });
  expect(await requests.beforeRequest.ask(details('https://b.example/'))).toBeNull();
  expect(await requests.beforeRequest.ask(details('https://a.example/', 'script'))).toBeNull();
});

test('calls no listener after it is removed', async () => {
  const requests = new WebRequestPart();
  requests.onBeforeRequest((_details, answer) => answer({ cancel: true }));
  requests.onBeforeRequest(null);
  expect(await requests.beforeRequest.ask(details('https://a.example/'))).toBeNull();
});
