import { describe, expect, test } from 'vitest';
import { acceleratorOf, type KeyPress, refusalSentence } from '../../src/shared/key-press.ts';
import type { Platform } from '../../src/shared/platform.ts';

type Held = { ctrl?: true; alt?: true; shift?: true; meta?: true; altGraph?: true };

const press = (key: string, code: string, held: Held = {}): KeyPress => ({
  key,
  code,
  ctrlKey: held.ctrl ?? false,
  altKey: held.alt ?? false,
  shiftKey: held.shift ?? false,
  metaKey: held.meta ?? false,
  getModifierState: () => held.altGraph ?? false,
});

const recorded = (keys: KeyPress, platform: Platform) => acceleratorOf(keys, { platform, portal: false });

describe('a recorded shortcut', () => {
  const shortcuts: readonly [KeyPress, Platform, string][] = [
    [press('Y', 'KeyY', { ctrl: true, shift: true }), 'linux', 'CommandOrControl+Shift+Y'],
    [press('y', 'KeyY', { meta: true, shift: true }), 'darwin', 'CommandOrControl+Shift+Y'],
    [press('j', 'KeyJ', { ctrl: true, alt: true }), 'win32', 'CommandOrControl+Alt+J'],
    [press('j', 'KeyJ', { ctrl: true }), 'darwin', 'Control+J'],
    [press('j', 'KeyJ', { meta: true, shift: true }), 'win32', 'Super+Shift+J'],
    [press(' ', 'Space', { alt: true }), 'darwin', 'Alt+Space'],
    [press('F9', 'F9', { ctrl: true }), 'linux', 'CommandOrControl+F9'],
    [press('Enter', 'Enter', { ctrl: true, alt: true }), 'linux', 'CommandOrControl+Alt+Return'],
    [press('ArrowUp', 'ArrowUp', { ctrl: true, shift: true }), 'linux', 'CommandOrControl+Shift+Up'],
    [press('7', 'Numpad7', { ctrl: true }), 'linux', 'CommandOrControl+num7'],
  ];
  test.each(shortcuts)('of %o on %s is %s', (keys, platform, accelerator) => {
    expect(recorded(keys, platform)).toEqual({ kind: 'shortcut', accelerator });
  });

  test('uses the letter that the key types, not the letter of a US keyboard', () => {
    const germanZ = press('z', 'KeyY', { ctrl: true, shift: true });
    expect(recorded(germanZ, 'win32')).toEqual({ kind: 'shortcut', accelerator: 'CommandOrControl+Shift+Z' });
  });

  test('uses the Latin letter at that position if the layout types another script', () => {
    const cyrillic = press('н', 'KeyY', { ctrl: true, alt: true });
    expect(recorded(cyrillic, 'win32')).toEqual({ kind: 'shortcut', accelerator: 'CommandOrControl+Alt+Y' });
  });

  test('uses the digit, whatever character Shift makes of it', () => {
    const shifted = press('!', 'Digit1', { ctrl: true, shift: true });
    expect(recorded(shifted, 'linux')).toEqual({ kind: 'shortcut', accelerator: 'CommandOrControl+Shift+1' });
  });

  test('accepts punctuation only where the keyboard has it as Electron expects', () => {
    expect(recorded(press(';', 'Semicolon', { ctrl: true }), 'linux')).toEqual({
      kind: 'shortcut',
      accelerator: 'CommandOrControl+;',
    });
    expect(recorded(press('ö', 'Semicolon', { ctrl: true }), 'linux')).toEqual({
      kind: 'refused',
      why: 'unusable-key',
    });
  });

  test('waits while only modifiers are held, and says which', () => {
    expect(recorded(press('Shift', 'ShiftLeft', { ctrl: true, shift: true }), 'linux')).toEqual({
      kind: 'held',
      modifiers: ['Ctrl', 'Shift'],
    });
  });
});

describe('a refused shortcut', () => {
  const refused: readonly [string, KeyPress, Platform, string][] = [
    ['a letter alone', press('y', 'KeyY'), 'linux', 'no-modifier'],
    ['a letter with Shift only', press('Y', 'KeyY', { shift: true }), 'linux', 'no-modifier'],
    ['a function key alone', press('F9', 'F9'), 'linux', 'no-modifier'],
    ['AltGr with a letter', press('@', 'KeyQ', { altGraph: true }), 'linux', 'types-a-character'],
    ['AltGr held', press('AltGraph', 'AltRight', { altGraph: true }), 'linux', 'types-a-character'],
    ['AltGr as Windows reports it', press('€', 'KeyE', { ctrl: true, alt: true }), 'win32', 'types-a-character'],
    ['AltGr as a Pole uses it', press('ą', 'KeyA', { ctrl: true, alt: true }), 'win32', 'types-a-character'],
    ['Option with a letter', press('å', 'KeyA', { alt: true }), 'darwin', 'types-a-character'],
    ['copy', press('c', 'KeyC', { ctrl: true }), 'win32', 'everyday'],
    ['paste on macOS', press('v', 'KeyV', { meta: true }), 'darwin', 'everyday'],
    ['the switch between windows', press('Tab', 'Tab', { alt: true }), 'linux', 'everyday'],
    ['closing the window', press('F4', 'F4', { alt: true }), 'win32', 'everyday'],
    ['a dead key', press('Dead', 'IntlBackslash', { ctrl: true }), 'linux', 'unusable-key'],
    ['a media key', press('MediaPlayPause', 'MediaPlayPause', { ctrl: true }), 'linux', 'unusable-key'],
  ];
  test.each(refused)('is %s', (_name, keys, platform, why) => {
    expect(recorded(keys, platform)).toEqual({ kind: 'refused', why });
  });

  test("has a sentence that says why and names the platform's keys", () => {
    expect(refusalSentence('no-modifier', 'linux')).toContain('Ctrl');
    expect(refusalSentence('no-modifier', 'darwin')).toContain('⌘');
    expect(refusalSentence('types-a-character', 'win32')).toContain('AltGr');
    expect(refusalSentence('everyday', 'darwin')).not.toContain('Ctrl');
  });
});

describe('under Wayland', () => {
  const throughPortal = (key: string, code: string) =>
    acceleratorOf(press(key, code, { ctrl: true, shift: true }), { platform: 'linux', portal: true });

  test.each([
    ['Y', 'KeyY'],
    ['!', 'Digit1'],
    ['ArrowUp', 'ArrowUp'],
    [' ', 'Space'],
    ['<', 'Comma'],
  ])('%s is a key of its own', (key, code) => {
    expect(throughPortal(key, code)).toMatchObject({ kind: 'shortcut' });
  });

  test.each([
    ['F9', 'F9'],
    ['7', 'Numpad7'],
    ['Enter', 'Enter'],
    [':', 'Semicolon'],
    ['Backspace', 'Backspace'],
  ])('%s would be taken for others, and is refused', (key, code) => {
    expect(throughPortal(key, code)).toEqual({ kind: 'refused', why: 'no-portal-key' });
  });
});
