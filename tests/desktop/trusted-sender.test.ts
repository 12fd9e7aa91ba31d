import { describe, expect, test } from 'vitest';
import { isTrustedSender, type SenderFrame } from '../../src/main/desktop/trusted-sender.ts';

const launcher = 'app://latchkey/launcher.html';
const urlOf = (webContentsId: number) => (webContentsId === 7 ? launcher : undefined);
const frame = (change: Partial<SenderFrame> = {}): SenderFrame => ({
  url: launcher,
  parent: null,
  detached: false,
  ...change,
});

describe('a trusted sender', { tags: ['bridge-trusted-sender'] }, () => {
  test('is the top frame of one of our windows at its own URL', () => {
    expect(isTrustedSender({ webContentsId: 7, frame: frame() }, urlOf)).toBe(true);
  });

  test('may have navigated to a fragment of its page', () => {
    expect(isTrustedSender({ webContentsId: 7, frame: frame({ url: `${launcher}#history` }) }, urlOf)).toBe(true);
  });

  test('is not a frame that is gone', () => {
    expect(isTrustedSender({ webContentsId: 7, frame: null }, urlOf)).toBe(false);
    expect(isTrustedSender({ webContentsId: 7, frame: frame({ detached: true }) }, urlOf)).toBe(false);
  });

  test('is not a frame inside a page, even with our URL', () => {
    expect(isTrustedSender({ webContentsId: 7, frame: frame({ parent: frame() }) }, urlOf)).toBe(false);
  });

  test('does not have web contents that we did not make', () => {
    expect(isTrustedSender({ webContentsId: 8, frame: frame() }, urlOf)).toBe(false);
  });

  test.each([
    'app://latchkey/settings.html',
    'app://latchkey/launcher.html?x=1',
    'app://latchkey/launcher.html.evil',
    'app://latchkey/launcher.htm',
    'app://latchkey:80/launcher.html',
    'https://evil.example/#app://latchkey/launcher.html',
    'https://app/latchkey/launcher.html',
    'about:blank',
    'data:text/html,x',
    'APP://latchkey/launcher.html',
    '',
  ])('is not a page at %s', (url) => {
    expect(isTrustedSender({ webContentsId: 7, frame: frame({ url }) }, urlOf)).toBe(false);
  });
});
