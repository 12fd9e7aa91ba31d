import type { Platform } from './platform.ts';

// Shortcuts as Electron writes them (`CommandOrControl+Shift+Y`) and as people read them.

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

const modifierNames: ReadonlyMap<string, Modifier | 'primary'> = new Map([
  ['commandorcontrol', 'primary'],
  ['cmdorctrl', 'primary'],
  ['command', 'command'],
  ['cmd', 'command'],
  ['control', 'control'],
  ['ctrl', 'control'],
  ['alt', 'alt'],
  ['option', 'alt'],
  ['shift', 'shift'],
  ['super', 'super'],
  ['meta', 'super'],
]);

/** The modifier that Electron means by a name in any case, or undefined. Source: Electron, Accelerator. */
export function modifierOf(name: string, platform: Platform): Modifier | undefined {
  const modifier = modifierNames.get(name.toLowerCase());
  return modifier === 'primary' ? (platform === 'darwin' ? 'command' : 'control') : modifier;
}

/** With Ctrl (Cmd) these are cut, copy, paste, undo, close, quit … in every program, so no shortcut may take them. */
export const isEverydayLetter = (key: string): boolean => /^[ACFNOPQRSTVWXYZ]$/i.test(key);

/**
 * The keys of which the portal of Wayland makes shortcuts of their own; all others become one and the same there. Source:
 * Electron, shell/browser/api/electron_api_global_shortcut.cc and issue 52223.
 */
export const isPortalKey = (key: string): boolean =>
  /^(?:[a-z0-9,.]|up|down|left|right|home|end|pageup|pagedown|space|insert|delete)$/i.test(key);

function parse(accelerator: string, platform: Platform): Accelerator | null {
  const parts = accelerator.split('+');
  const key = parts.pop();
  if (!key) return null;
  const modifiers: Modifier[] = [];
  for (const part of parts) {
    const modifier = modifierOf(part, platform);
    if (!modifier) return null;
    modifiers.push(modifier);
  }
  return { modifiers, key };
}

const inOrder = (modifiers: readonly Modifier[], platform: Platform): Modifier[] =>
  displayOrder[platform].filter(
    (modifier) =>
      modifiers.includes(modifier) ||
      // The same key: each platform has its own name for it.
      (modifier === 'command' && modifiers.includes('super')) ||
      (modifier === 'super' && modifiers.includes('command')),
  );

/** One text per key cap: `['Ctrl', 'Shift', 'Y']`, on macOS `['⌘', '⇧', 'Y']`. An unknown text is returned whole. */
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

/** For screen readers, which skip or misread the symbols: `Shift Command Y`. */
export function spokenAccelerator(accelerator: string, platform: Platform): string {
  const parsed = parse(accelerator, platform);
  if (!parsed) return accelerator;
  const modifiers = inOrder(parsed.modifiers, platform).map((modifier) => spokenModifiers[platform][modifier]);
  return [...modifiers, parsed.key].join(' ');
}
