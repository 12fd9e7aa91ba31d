import { sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy, windowFileOf } from '../../src/main/desktop/window-files.ts';
import { fc } from '../helpers/any-input.ts';

const folder = `${sep}program${sep}out${sep}renderer`;

describe('files of the windows', () => {
  test('serves pages, scripts, styles and fonts of the built program with their types', () => {
    expect(windowFileOf('app://latchkey/launcher.html', folder)).toEqual({
      path: [folder, 'launcher.html'].join(sep),
      contentType: 'text/html; charset=utf-8',
    });
    expect(windowFileOf('app://latchkey/assets/use-api-B_3x9-k.js?v=1#top', folder)).toEqual({
      path: [folder, 'assets', 'use-api-B_3x9-k.js'].join(sep),
      contentType: 'text/javascript; charset=utf-8',
    });
    expect(windowFileOf('app://latchkey/assets/base.css', folder)?.contentType).toBe('text/css; charset=utf-8');
  });

  test.each([
    'app://latchkey/',
    'app://latchkey/launcher',
    'app://latchkey/assets/',
    'app://latchkey/..%2f..%2fpackage.js',
    'app://latchkey/..\\main\\index.js',
    'app://latchkey/assets/..%5c..%5cindex.js',
    'app://latchkey/.vite/manifest.js',
    'app://latchkey/assets/.hidden.js',
    'app://latchkey//etc/passwd.js/../../x',
    'app://latchkey/C:/Windows/x.js',
    'app://latchkey/launcher.html%00.png',
    'app://latchkey/launcher.map',
    'app://latchkey/names.sqlite',
    'app://elsewhere/launcher.html',
    'app://latchkey.evil.example/launcher.html',
    'app://user@elsewhere/launcher.html',
    'file:///program/out/renderer/launcher.html',
    'https://latchkey/launcher.html',
    'launcher.html',
  ])('refuses %s', (url) => {
    expect(windowFileOf(url, folder)).toBeNull();
  });

  test('reads `..` as a path inside, because a URL cannot lead above its root', () => {
    const inside = [folder, 'main', 'index.js'].join(sep);
    expect(windowFileOf('app://latchkey/../main/index.js', folder)?.path).toBe(inside);
    expect(windowFileOf('app://latchkey/%2e%2e/main/index.js', folder)?.path).toBe(inside);
  });

  test('serves nothing from outside its folder, whatever is requested', { tags: ['windows-own-files'] }, () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '%2e',
      '%2f',
      '%5c',
      '\\',
      '/',
      'assets',
      'x.js',
      'C:',
      '\0',
      'é',
      ' ',
      '~',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.string(), (pieces, tail) => {
        const file = windowFileOf(`app://latchkey/${pieces.join('')}${tail}`, folder);
        if (!file) return;
        expect(file.path.startsWith(folder + sep)).toBe(true);
        expect(file.path.slice(folder.length).split(sep)).not.toContain('..');
      }),
      { numRuns: 5_000 },
    );
  });

  test('has a policy without inline scripts, network and frames', { tags: ['windows-policy'] }, () => {
    expect(contentSecurityPolicy).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(contentSecurityPolicy).toContain("connect-src 'none'");
    expect(contentSecurityPolicy).toContain("frame-ancestors 'none'");
    expect(contentSecurityPolicy).not.toMatch(/unsafe|data:|\*|https?:/);
  });
});
