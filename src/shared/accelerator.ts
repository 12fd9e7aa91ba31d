import type { Platform } from './platform.ts';

// Shortcuts as Electron writes them (`CommandOrControl+Shift+Y`), as people read them, and as a keyboard tells them.

/** The part of a KeyboardEvent that a recorder needs. */
export interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  metaKey: boolean;
  getModifierState(modifier: 'AltGraph'): boolean;
}

export type ShortcutRefusal = 'no-modifier' | 'types-a-character' | 'unusable-key' | 'everyday';

/** What a press comes to. `held`: modifiers only so far, in display form. */
export type Recording =
  | { kind: 'shortcut'; accelerator: string }
  | { kind: 'held'; modifiers: readonly string[] }
  | { kind: 'refused'; why: ShortcutRefusal };

type Modifier = 'control' | 'alt' | 'shift' | 'command' | 'super';

interface Accelerator {
  modifiers: readonly Modifier[];
  key: string;
}

/** The order in which each platform's own programs write modifiers. */
const displayOrder: Readonly<Record<Platform, readonly Modifier[]>> = {
  // Apple, Human Interface Guidelines, Keyboards: Control, Option, Shift, Command.
  darwin: ['control', 'alt', 'shift', 'command'],
  win32: ['super', 'control', 'alt', 'shift'],
  linux: ['super', 'control', 'alt', 'shift'],
};

const modifierSigns: Readonly<Record<Platform, Readonly<Record<Modifier, string>>>> = {
  darwin: { command: '⌘', control: '⌃', alt: '⌥', shift: '⇧', super: '⌘' },
  win32: { command: 'Win', control: 'Ctrl', alt: 'Alt', shift: 'Shift', super: 'Win' },
  linux: { command: 'Super', control: 'Ctrl', alt: 'Alt', shift: 'Shift', super: 'Super' },
};

const spokenModifiers: Readonly<Record<Platform, Readonly<Record<Modifier, string>>>> = {
  darwin: { command: 'Command', control: 'Control', alt: 'Option', shift: 'Shift', super: 'Command' },
  win32: { command: 'Windows', control: 'Control', alt: 'Alt', shift: 'Shift', super: 'Windows' },
  linux: { command: 'Super', control: 'Control', alt: 'Alt', shift: 'Shift', super: 'Super' },
};

const macKeySigns: Readonly<Record<string, string>> = {
  Return: '↩',
  Enter: '↩',
  Backspace: '⌫',
  Delete: '⌦',
  Tab: '⇥',
  Up: '↑',
  Down: '↓',
  Left: '←',
  Right: '→',
  PageUp: '⇞',
  PageDown: '⇟',
  Home: '↖',
  End: '↘',
};

/** Electron's names for keys that are no character. Left: `KeyboardEvent.code`. Source: Electron, Accelerator. */
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

/** Punctuation as a US keyboard has it, without and with Shift: the only keyboard whose punctuation Electron knows. */
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

/** Ctrl (Cmd) and one of these is cut, copy, paste, find, save… in every program; nobody may lose that to a slip. */
const everydayLetters = 'ACFNOPQRSTVWXYZ';

const modifierNames: Readonly<Record<string, (platform: Platform) => Modifier>> = {
  commandorcontrol: (platform) => (platform === 'darwin' ? 'command' : 'control'),
  cmdorctrl: (platform) => (platform === 'darwin' ? 'command' : 'control'),
  command: () => 'command',
  cmd: () => 'command',
  control: () => 'control',
  ctrl: () => 'control',
  alt: () => 'alt',
  option: () => 'alt',
  shift: () => 'shift',
  super: () => 'super',
  meta: () => 'super',
};

function parse(accelerator: string, platform: Platform): Accelerator | null {
  const parts = accelerator.split('+');
  const key = parts.pop();
  if (!key) return null;
  const modifiers: Modifier[] = [];
  for (const part of parts) {
    const modifier = modifierNames[part.toLowerCase()]?.(platform);
    if (!modifier) return null;
    modifiers.push(modifier);
  }
  return { modifiers, key };
}

const inOrder = (modifiers: readonly Modifier[], platform: Platform): Modifier[] =>
  displayOrder[platform].filter(
    (modifier) =>
      modifiers.includes(modifier) ||
      // Electron calls the same key Command or Super as the platform does.
      (modifier === 'command' && modifiers.includes('super')) ||
      (modifier === 'super' && modifiers.includes('command')),
  );

/** One text per key cap: `['Ctrl', 'Shift', 'Y']`, on macOS `['⌘', '⇧', 'Y']`. An unknown text comes back whole. */
export function acceleratorKeys(accelerator: string, platform: Platform): readonly string[] {
  const parsed = parse(accelerator, platform);
  if (!parsed) return [accelerator];
  const key = parsed.key === 'Plus' ? '+' : parsed.key.length === 1 ? parsed.key.toUpperCase() : parsed.key;
  return [
    ...inOrder(parsed.modifiers, platform).map((modifier) => modifierSigns[platform][modifier]),
    platform === 'darwin' ? (macKeySigns[key] ?? key) : key === 'Return' ? 'Enter' : key,
  ];
}

/** For menus and sentences: `Ctrl+Shift+Y`, on macOS `⇧⌘Y`. */
export const formatAccelerator = (accelerator: string, platform: Platform): string =>
  acceleratorKeys(accelerator, platform).join(platform === 'darwin' ? '' : '+');

/** For screen readers, which skip or garble the signs: `Shift Command Y`. */
export function spokenAccelerator(accelerator: string, platform: Platform): string {
  const parsed = parse(accelerator, platform);
  if (!parsed) return accelerator;
  const modifiers = inOrder(parsed.modifiers, platform).map((modifier) => spokenModifiers[platform][modifier]);
  return [...modifiers, parsed.key].join(' ');
}

/** Whether the modifiers held type a character of their own on this keyboard, which a global shortcut would take away. */
function typesCharacter(press: KeyPress, platform: Platform): boolean {
  if (platform === 'darwin') {
    return press.altKey && !press.metaKey && !press.ctrlKey && /^(Key|Digit)/.test(press.code);
  }
  if (press.getModifierState('AltGraph') || press.key === 'AltGraph') return true;
  // Windows takes Ctrl+Alt for AltGr: the key then tells what would have been typed. Other scripts' letters are the
  // plain letters of their layout.
  if (!press.ctrlKey || !press.altKey || press.shiftKey || !/^(Key|Digit)/.test(press.code)) return false;
  if (press.key.length !== 1 || /[a-z0-9]/i.test(press.key)) return false;
  return !/\p{L}/u.test(press.key) || /[\p{Script=Latin}µ]/u.test(press.key);
}

/**
 * Electron's name for the key, or null where it has none. Letters go by what the key types (Electron means the key
 * that says Y), digits and the rest by where it is: Shift+1 types `!` here and `1` there.
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
  // With Option, macOS tells the character that Option types; where the key is then decides alone.
  return signs && (signs[shiftKey ? 1 : 0] === key || (platform === 'darwin' && altKey)) ? signs[0] : null;
}

function isEveryday(press: KeyPress, key: string, platform: Platform): boolean {
  if (key === 'Tab') return true;
  if (key === 'F4' && press.altKey && platform !== 'darwin') return true;
  const onlyPrimary = platform === 'darwin' ? press.metaKey && !press.ctrlKey : press.ctrlKey && !press.metaKey;
  return onlyPrimary && !press.altKey && !press.shiftKey && everydayLetters.includes(key);
}

/** What the keys pressed come to as a global shortcut. Ctrl (Cmd on macOS) is written `CommandOrControl`. */
export function acceleratorOf(press: KeyPress, platform: Platform): Recording {
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
  if (isEveryday(press, key, platform)) return { kind: 'refused', why: 'everyday' };
  return { kind: 'shortcut', accelerator: [...modifiers, key].join('+') };
}

/** Why not, and what to press instead. */
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
    case 'everyday':
      return mac
        ? 'Every program uses this one already. Add ⇧ or ⌥.'
        : 'Every program uses this one already. Add Shift or Alt.';
  }
}
