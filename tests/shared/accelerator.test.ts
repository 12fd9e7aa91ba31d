import { describe, expect, test } from 'vitest';
import { acceleratorKeys, formatAccelerator, spokenAccelerator } from '../../src/shared/accelerator.ts';
import type { Platform } from '../../src/shared/platform.ts';

describe('a shown shortcut', () => {
  test.each<[string, Platform, string]>([
    ['CommandOrControl+Shift+Y', 'linux', 'Ctrl+Shift+Y'],
    ['CommandOrControl+Shift+Y', 'win32', 'Ctrl+Shift+Y'],
    ['CommandOrControl+Shift+Y', 'darwin', '⇧⌘Y'],
    ['Control+Alt+Return', 'darwin', '⌃⌥↩'],
    ['Shift+Alt+Ctrl+Return', 'linux', 'Ctrl+Alt+Shift+Enter'],
    ['Super+Space', 'win32', 'Win+Space'],
    ['Super+Space', 'linux', 'Super+Space'],
    ['Control+Plus', 'linux', 'Ctrl++'],
  ])('%s on %s reads %s', (accelerator, platform, text) => {
    expect(formatAccelerator(accelerator, platform)).toBe(text);
  });

  test('has one text per key cap', () => {
    expect(acceleratorKeys('CommandOrControl+Shift+Y', 'darwin')).toEqual(['⇧', '⌘', 'Y']);
  });

  test('is spoken in words, because screen readers skip the symbols', () => {
    expect(spokenAccelerator('CommandOrControl+Shift+Y', 'darwin')).toBe('Shift Command Y');
    expect(spokenAccelerator('CommandOrControl+Shift+Y', 'win32')).toBe('Control Shift Y');
  });

  test('is returned unchanged if it is not an accelerator', () => {
    expect(formatAccelerator('Hyper+Y', 'linux')).toBe('Hyper+Y');
    expect(spokenAccelerator('', 'linux')).toBe('');
  });
});
