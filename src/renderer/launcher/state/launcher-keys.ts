/** What a key means in the launcher's list. The map for people is docs/keyboard.md. */
export type Command =
  | { do: 'move'; to: Move }
  | { do: 'log-in-nth'; nth: number }
  | { do: 'log-in' | 'copy-link' | 'targets' | 'actions' | 'pin' | 'rename' | 'note' | 'details' }
  | { do: 'sync' | 'settings' | 'escape' };

export type Move = 'next' | 'previous' | 'first' | 'last' | 'page-down' | 'page-up';

export type SimpleCommand = Exclude<Command['do'], 'move' | 'log-in-nth'>;

/** All else turns to something new, and so declines what was asked. */
export const keepsQuestion: ReadonlySet<Command['do']> = new Set([
  'log-in',
  'copy-link',
  'escape',
  'details',
  'sync',
  'settings',
]);

/** Acts on a row, and so must wait for the rows that answer what was typed. */
export const waitsForRows: ReadonlySet<Command['do']> = new Set([
  'log-in',
  'log-in-nth',
  'copy-link',
  'targets',
  'actions',
  'pin',
  'rename',
  'note',
]);

export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'
>;

const plain: Partial<Record<string, Command>> = {
  ArrowDown: { do: 'move', to: 'next' },
  ArrowUp: { do: 'move', to: 'previous' },
  Home: { do: 'move', to: 'first' },
  End: { do: 'move', to: 'last' },
  PageDown: { do: 'move', to: 'page-down' },
  PageUp: { do: 'move', to: 'page-up' },
  Enter: { do: 'log-in' },
  Tab: { do: 'targets' },
  F2: { do: 'rename' },
  F5: { do: 'sync' },
  Escape: { do: 'escape' },
};

const withMod: Partial<Record<string, Command>> = {
  Enter: { do: 'copy-link' },
  k: { do: 'actions' },
  i: { do: 'details' },
  ',': { do: 'settings' },
};

/** `k` for Ctrl+K on a Cyrillic keyboard too, where the key itself says another letter. */
function letterOf({ key, code }: KeyPress): string {
  if (/^[a-z,]$/i.test(key)) return key.toLowerCase();
  if (code === 'Comma') return ',';
  return code.startsWith('Key') ? code.slice(3).toLowerCase() : key;
}

/** The command of a key, or null where the key belongs to the text field. */
export function commandOf(press: KeyPress, platform: string): Command | null {
  // An input method is still composing: Enter and the arrows are its own.
  if (press.isComposing) return null;
  const { ctrlKey, metaKey, altKey, shiftKey } = press;
  const apple = platform === 'darwin';

  // Ctrl+Alt is AltGr on many keyboards and types letters.
  if (altKey) return null;
  if (!ctrlKey && !metaKey) {
    if (shiftKey) return press.key === 'F2' ? { do: 'note' } : null;
    return plain[press.key] ?? null;
  }

  const letter = letterOf(press);
  // Ctrl+N and Ctrl+P move on every platform; see docs/decisions/0004-ctrl-p-moves.md.
  if (ctrlKey && !metaKey && !shiftKey && letter === 'n') return { do: 'move', to: 'next' };
  if (ctrlKey && !metaKey && !shiftKey && letter === 'p') return { do: 'move', to: 'previous' };

  const mod = apple ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  if (!mod) return null;
  if (letter === 'p' && shiftKey !== apple) return { do: 'pin' };
  if (shiftKey) return null;
  // By place, not by character: on a French keyboard the digits need Shift.
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(press.code)?.[1] ?? /^[1-9]$/.exec(press.key)?.[0];
  if (digit) return { do: 'log-in-nth', nth: Number(digit) };
  return withMod[press.key] ?? withMod[letter] ?? null;
}
