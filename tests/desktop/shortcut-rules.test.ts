import { describe, expect, test } from 'vitest';
import { readShortcut } from '../../src/main/desktop/shortcut-rules.ts';
import { acceleratorOf, type KeyPress } from '../../src/shared/key-press.ts';
import { defaultSettings } from '../../src/shared/settings.ts';

const platforms = ['darwin', 'win32', 'linux'] as const;

describe('what may be a shortcut', () => {
  test.each(platforms)('the one that the program comes with, on %s', (platform) => {
    expect(readShortcut(defaultSettings.launcherShortcut, platform)).not.toBeNull();
  });

  test.each([
    'Control+Alt+F5',
    'Alt+Space',
    'Super+K',
    'CmdOrCtrl+Shift+/',
    'Ctrl+num0',
    'Command+Control+Left',
    'Ctrl+Plus',
  ])('%s', (accelerator) => {
    expect(readShortcut(accelerator, 'linux')).not.toBeNull();
  });

  test('is read the same in every spelling', () => {
    expect(readShortcut('Shift+CommandOrControl+y', 'linux')).toBe(readShortcut('Ctrl+Shift+Y', 'linux'));
    expect(readShortcut('CmdOrCtrl+Shift+Y', 'darwin')).toBe(readShortcut('Meta+Shift+Y', 'darwin'));
    expect(readShortcut('CmdOrCtrl+Shift+Y', 'darwin')).not.toBe(readShortcut('Ctrl+Shift+Y', 'darwin'));
  });
});

describe('what may not be a shortcut', () => {
  test.each(['Y', 'Shift+Y', 'F5', 'Shift+F5', 'Space', ''])('%j, which is typing', (accelerator) => {
    for (const platform of platforms) expect(readShortcut(accelerator, platform)).toBeNull();
  });

  test.each([
    'AltGr+Q',
    'Ctrl+AltGr+E',
    'Ctrl+',
    'Ctrl++',
    '+Y',
    'Ctrl+Shift',
    'Ctrl+YY',
    'Hyper+Y',
    'Ctrl+Y+Z',
    'Ctrl+Escape',
    'Ctrl+Tab',
    'Ctrl+é',
    'Ctrl +Y',
    'Ctrl+F25',
  ])('%s, which is AltGr or not a shortcut', (accelerator) => {
    for (const platform of platforms) expect(readShortcut(accelerator, platform)).toBeNull();
  });

  test('Option with a character key on macOS, where it types a character', () => {
    expect(readShortcut('Alt+L', 'darwin')).toBeNull();
    expect(readShortcut('Option+Shift+8', 'darwin')).toBeNull();
    expect(readShortcut('Alt+Command+L', 'darwin')).not.toBeNull();
    expect(readShortcut('Alt+Space', 'darwin')).not.toBeNull();
    expect(readShortcut('Alt+L', 'win32')).not.toBeNull();
  });

  test('what every program uses', () => {
    expect(readShortcut('CommandOrControl+C', 'win32')).toBeNull();
    expect(readShortcut('Command+V', 'darwin')).toBeNull();
    expect(readShortcut('Control+V', 'darwin')).not.toBeNull();
    expect(readShortcut('CommandOrControl+Shift+C', 'linux')).not.toBeNull();
  });
});

describe('the recorder in settings and the rules of main', () => {
  test.each(platforms)('agree: main accepts what the recorder lets through on %s', (platform) => {
    const codes = [
      ...[...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => [`Key${letter}`, letter.toLowerCase()]),
      ...[...'0123456789'].map((digit) => [`Digit${digit}`, digit]),
      ...Array.from({ length: 24 }, (_, place) => [`F${place + 1}`, `F${place + 1}`]),
      ...['Space', 'Enter', 'Backspace', 'Delete', 'Insert', 'ArrowUp', 'Home', 'End', 'PageUp'].map((name) => [
        name,
        name,
      ]),
      ...['Numpad0', 'NumpadDecimal', 'NumpadAdd', 'NumpadDivide'].map((name) => [name, name]),
      ['Minus', '-'],
      ['Equal', '='],
      ['BracketLeft', '['],
      ['Slash', '/'],
      ['Backquote', '`'],
      ['Quote', "'"],
    ] as const;
    const flags = [false, true];
    let recorded = 0;
    for (const [code, key] of codes) {
      for (const ctrlKey of flags)
        for (const altKey of flags)
          for (const shiftKey of flags)
            for (const metaKey of flags) {
              const press: KeyPress = {
                key: key ?? '',
                code: code ?? '',
                ctrlKey,
                altKey,
                shiftKey,
                metaKey,
                getModifierState: () => false,
              };
              const recording = acceleratorOf(press, { platform, portal: false });
              if (recording.kind !== 'shortcut') continue;
              recorded += 1;
              expect([recording.accelerator, readShortcut(recording.accelerator, platform)]).not.toContain(null);
            }
    }
    expect(recorded).toBeGreaterThan(500);
  });
});
