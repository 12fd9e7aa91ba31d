import { describe, expect, test } from 'vitest';
import { builtPages, developmentPages } from '../../src/main/desktop/pages.ts';

describe('what a window of the built program may load', { tags: ['windows-own-files'] }, () => {
  test('its own files', () => {
    expect(builtPages.urlOf('launcher')).toBe('app://latchkey/launcher.html');
    expect(builtPages.mayLoad('app://latchkey/assets/launcher.js')).toBe(true);
  });

  test.each([
    'https://app.sendgrid.com/',
    'http://127.0.0.1:5173/',
    'file:///etc/passwd',
    'data:text/html,hello',
    'blob:app://latchkey/1',
    'ws://127.0.0.1/',
    'devtools://devtools/bundled/inspector.html',
    'chrome://gpu',
    'app://other/launcher.html',
    'app://latchkey.evil.example/launcher.html',
    'app://latchkey@evil.example/launcher.html',
    'app://user:word@latchkey/launcher.html',
    'nonsense',
    '',
  ])('and not %s', (url) => {
    expect(builtPages.mayLoad(url)).toBe(false);
  });
});

describe('what a window may load while developing', () => {
  const pages = developmentPages('http://localhost:5173');

  test('the development server, its socket and the developer tools', () => {
    expect(pages.urlOf('settings')).toBe('http://localhost:5173/settings.html');
    expect(pages.mayLoad('http://localhost:5173/src/main.tsx')).toBe(true);
    expect(pages.mayLoad('ws://localhost:5173/')).toBe(true);
    expect(pages.mayLoad('devtools://devtools/bundled/inspector.html')).toBe(true);
  });

  test('and reloads a page, but goes nowhere else', () => {
    expect(pages.mayNavigate('http://localhost:5173/launcher.html')).toBe(true);
    expect(pages.mayNavigate('http://localhost:5174/launcher.html')).toBe(false);
    expect(builtPages.mayNavigate('app://latchkey/settings.html')).toBe(false);
  });

  test('and nothing else', () => {
    expect(pages.mayLoad('http://localhost:5174/')).toBe(false);
    expect(pages.mayLoad('http://localhost:5173.evil.example/')).toBe(false);
    expect(pages.mayLoad('https://app.brevo.com/')).toBe(false);
  });
});
