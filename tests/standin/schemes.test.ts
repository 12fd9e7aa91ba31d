import { afterAll, beforeAll, expect, test } from 'vitest';
import { handleScheme, toChromium, toElectron, unhandleScheme } from './schemes.ts';

beforeAll(() => handleScheme('app', () => new Response()));
afterAll(() => unhandleScheme('app'));

test.each([
  ['app://latchkey/launcher.html', 'http://latchkey.app.localhost/launcher.html'],
  ['app://latchkey/a/b.js?c=d#e', 'http://latchkey.app.localhost/a/b.js?c=d#e'],
  ['app://latchkey/', 'http://latchkey.app.localhost/'],
])('shows %s to Chromium as %s, and back', (ours, theirs) => {
  expect(toChromium(ours)).toBe(theirs);
  expect(toElectron(theirs)).toBe(ours);
});

test('returns an origin as Electron writes it', () => {
  expect(toElectron('http://latchkey.app.localhost')).toBe('app://latchkey');
});

test.each([
  'https://latchkey.example/launcher.html',
  'http://localhost:4010/',
  'http://latchkey.other.localhost/launcher.html',
  'other://latchkey/launcher.html',
  'about:blank',
])('leaves %s alone', (url) => {
  expect(toChromium(url)).toBe(url);
  expect(toElectron(url)).toBe(url);
});

test('refuses a second handler for a scheme', () => {
  expect(() => handleScheme('app', () => new Response())).toThrow('Failed to register protocol: app');
});
