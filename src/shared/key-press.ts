import { acceleratorKeys, isEverydayLetter, isPortalKey } from './accelerator.ts';
import type { Platform } from './platform.ts';

// Which global shortcut a key press makes, for the recorder in settings.

/** The part of a KeyboardEvent that the recorder needs. */
export interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  metaKey: boolean;
  getModifierState(modifier: 'AltGraph'): boolean;
}

export type ShortcutRefusal = 'no-modifier' | 'types-a-character' | 'unusable-key' | 'everyday' | 'no-portal-key';

/** Where the shortcut will work. `portal`: see `AppState.shortcuts`. */
export interface ShortcutPlace {
  platform: Platform;
  portal: boolean;
}

/** What a key press makes. `held`: so far only modifiers, as text for key caps. */
export type Recording =
  | { kind: 'shortcut'; accelerator: string }
  | { kind: 'held'; modifiers: readonly string[] }
  | { kind: 'refused'; why: ShortcutRefusal };

/** Electron's names for keys that type no character, by `KeyboardEvent.code`. Source: Electron, Accelerator. */
const namedKeys: Readonly<Record<string, string>> = {
  Space: 'Space',
  Enter: 'Return',
  NumpadEnter: 'Return',
  Tab: 'Tab',
  Backspace: 'Backspace',
  Delete: 'Delete',
  Insert: 'Insert',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  NumpadDecimal: 'numdec',
  NumpadAdd: 'numadd',
  NumpadSubtract: 'numsub',
  NumpadMultiply: 'nummult',
  NumpadDivide: 'numdiv',
};

/** Punctuation of a US keyboard, the only one whose punctuation Electron knows. */
const punctuation: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Backquote: ['`', '~'],
};

const modifierKeys: readonly string[] = ['Control', 'Alt', 'AltGraph', 'Shift', 'Meta', 'OS', 'CapsLock', 'Fn'];

/** Whether these modifiers and this key type a character, which a global shortcut would make impossible to type. */
function typesCharacter(press: KeyPress, platform: Platform): boolean {
  if (platform === 'darwin') {
    return press.altKey && !press.metaKey && !press.ctrlKey && /^(Key|Digit)/.test(press.code);
  }
  if (press.getModifierState('AltGraph') || press.key === 'AltGraph') return true;
  // Windows treats Ctrl+Alt as AltGr; `key` is then the character that AltGr types. A letter of another script is the
  // plain letter of its layout, and AltGr did not type it.
  if (!press.ctrlKey || !press.altKey || press.shiftKey || !/^(Key|Digit)/.test(press.code)) return false;
  if (press.key.length !== 1 || /[a-z0-9]/i.test(press.key)) return false;
  return !/\p{L}/u.test(press.key) || /[\p{Script=Latin}µ]/u.test(press.key);
}

/**
 * Electron's name for the key, or null if it has none. Letters are named by what the key types, because Electron means the
 * key labelled Y; digits and the rest by the key's position, because Shift+1 types `!` on some layouts and `1` on others.
 */
function keyOf({ key, code, shiftKey, altKey }: KeyPress, platform: Platform): string | null {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return letter;
  const digit = /^Digit([0-9])$/.exec(code)?.[1];
  if (digit) return digit;
  const numpad = /^Numpad([0-9])$/.exec(code)?.[1];
  if (numpad) return `num${numpad}`;
  if (/^F([1-9]|1[0-9]|2[0-4])$/.test(code)) return code;
  const named = namedKeys[code];
  if (named) return named;
  const signs = punctuation[code];
  // With Option, `key` on macOS is the character that Option types, so only the position counts.
  return signs && (signs[shiftKey ? 1 : 0] === key || (platform === 'darwin' && altKey)) ? signs[0] : null;
}

function isEveryday(press: KeyPress, key: string, platform: Platform): boolean {
  if (key === 'Tab') return true;
  if (key === 'F4' && press.altKey && platform !== 'darwin') return true;
  const onlyPrimary = platform === 'darwin' ? press.metaKey && !press.ctrlKey : press.ctrlKey && !press.metaKey;
  return onlyPrimary && !press.altKey && !press.shiftKey && isEverydayLetter(key);
}

/** The global shortcut that a key press makes. Ctrl (Cmd on macOS) is written `CommandOrControl`. */
export function acceleratorOf(press: KeyPress, { platform, portal }: ShortcutPlace): Recording {
  if (typesCharacter(press, platform)) return { kind: 'refused', why: 'types-a-character' };
  const mac = platform === 'darwin';
  const modifiers = [
    ...((mac ? press.metaKey : press.ctrlKey) ? ['CommandOrControl'] : []),
    ...(mac && press.ctrlKey ? ['Control'] : []),
    ...(!mac && press.metaKey ? ['Super'] : []),
    ...(press.altKey ? ['Alt'] : []),
    ...(press.shiftKey ? ['Shift'] : []),
  ];
  if (modifierKeys.includes(press.key)) {
    return { kind: 'held', modifiers: acceleratorKeys([...modifiers, 'Y'].join('+'), platform).slice(0, -1) };
  }
  if (!press.ctrlKey && !press.altKey && !press.metaKey) return { kind: 'refused', why: 'no-modifier' };
  const key = keyOf(press, platform);
  if (!key) return { kind: 'refused', why: 'unusable-key' };
  if (portal && !isPortalKey(key)) return { kind: 'refused', why: 'no-portal-key' };
  if (isEveryday(press, key, platform)) return { kind: 'refused', why: 'everyday' };
  return { kind: 'shortcut', accelerator: [...modifiers, key].join('+') };
}

/** Why the press cannot be a shortcut, and what to press instead. */
export function refusalSentence(why: ShortcutRefusal, platform: Platform): string {
  const mac = platform === 'darwin';
  switch (why) {
    case 'no-modifier':
      return mac
        ? 'A key alone would be lost to typing. Hold ⌘, ⌃ or ⌥ with it.'
        : 'A key alone would be lost to typing. Hold Ctrl or Alt with it.';
    case 'types-a-character':
      return mac
        ? '⌥ with a letter types a character. Add ⌘ or ⌃.'
        : 'AltGr types characters on this keyboard. Use Ctrl or Alt with Shift instead.';
    case 'unusable-key':
      return 'This key cannot be part of a shortcut. Use a letter, a digit or a function key.';
    case 'no-portal-key':
      return 'Wayland cannot tell this key from others. Use a letter, a digit, an arrow or Space.';
    case 'everyday':
      return mac
        ? 'Every program uses this one already. Add ⇧ or ⌥.'
        : 'Every program uses this one already. Add Shift or Alt.';
  }
}
