import type { NextStep } from '../../../shared/problem-sentences.ts';
import type { Problem } from '../../../shared/problems.ts';

/**
 * What the user asks of the launcher, by a key, a click or an entry of the palette. `decide` says what it does.
 * docs/keyboard.md has the keys.
 */
export type Command =
  /** `held`: the key repeats. */
  | { do: 'move'; to: Move; held?: boolean }
  /** Puts an earlier search into the field. */
  | { do: 'search-for'; text: string }
  /** Enter. What it does depends on the state: see `decide`. */
  | { do: 'log-in' }
  | { do: 'log-in-nth'; nth: number }
  /** Like Enter, but into this part of the account. */
  | { do: 'land'; target: string }
  /** Like Enter, but on this page of the provider. */
  | { do: 'land-on'; page: string }
  /** Asks on which page, or as which user of the customer's account, to log in. */
  | { do: 'ask-landing'; about: LandingField }
  /** Like Enter, but not where the connection's customers open: in a window of the customer's own, or in the user's browser. */
  | { do: 'log-in-elsewhere' }
  /** Brings the customer's own window to the front, or closes it. `name`: see `windowNames`. */
  | { do: 'show-window' | 'close-window'; windowId: string; name: string }
  | { do: 'close-all-windows' }
  | {
      do:
        | 'copy-link'
        | 'copy-id'
        | 'copy-email'
        | 'copy-latchkey-link'
        | 'copy-text'
        | 'pin'
        | 'rename'
        | 'note'
        | 'preview';
    }
  /** Opens a palette: the landing targets, or everything that can be done. */
  | { do: 'targets' | 'actions' }
  /** Looks for the customer that gets the text as its name. */
  | { do: 'give-name' }
  /** Opens the link itself, if the browser does not ask for it. */
  | { do: 'open-directly' }
  /** Shows the customer of the link that waits. */
  | { do: 'show-waiting' }
  /** Selects the customer who was opened before this one, by default the selected one. */
  | { do: 'back'; from?: string }
  | { do: 'sync' | 'settings' | 'escape' }
  /** Undoes the change that the prompt bar offers to undo; otherwise typing. */
  | { do: 'undo' | 'redo' }
  /** Undoes the newest change, however old it is. */
  | { do: 'undo-last-change' }
  /** Takes the next step of a connection's problem. */
  | { do: 'take-step'; step: NextStep; problem: Problem }
  /** A click on the line with this key. `nth`: 1, or the how-manieth of a double or triple click at the same place. */
  | { do: 'press'; key: string; nth: number }
  /** A click with the right button. */
  | { do: 'press-actions'; key: string };

/** What a log-in can have besides its customer. */
export type LandingField = 'page' | 'user';

export type Move = 'next' | 'previous' | 'first' | 'last' | 'page-down' | 'page-up';

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

const withShift: Partial<Record<string, Command>> = {
  Enter: { do: 'log-in-elsewhere' },
  F2: { do: 'note' },
};

const withMod: Partial<Record<string, Command>> = {
  Enter: { do: 'copy-link' },
  k: { do: 'actions' },
  i: { do: 'preview' },
  z: { do: 'undo' },
  ',': { do: 'settings' },
  '[': { do: 'back' },
};

/** `k` for Ctrl+K, also on a Cyrillic keyboard, where the key gives another letter. */
function letterOf({ key, code }: KeyPress): string {
  if (/^[a-z,]$/i.test(key)) return key.toLowerCase();
  if (code === 'Comma') return ',';
  // By position: on many keyboards a letter is there.
  if (code === 'BracketLeft') return '[';
  return code.startsWith('Key') ? code.slice(3).toLowerCase() : key;
}

/** The command of a key, or null if the key belongs to the text field. */
export function commandOf(press: KeyPress, platform: string): Command | null {
  // While an input method is composing, Enter and the arrows belong to it.
  if (press.isComposing) return null;
  const { ctrlKey, metaKey, altKey, shiftKey } = press;
  const apple = platform === 'darwin';

  // Ctrl+Alt is AltGr on many keyboards and types letters.
  if (altKey) return null;
  if (!ctrlKey && !metaKey) {
    if (shiftKey) return withShift[press.key] ?? null;
    return plain[press.key] ?? null;
  }

  const letter = letterOf(press);
  // Ctrl+N and Ctrl+P move on every platform; see docs/decisions/0004-ctrl-p-moves.md.
  if (ctrlKey && !metaKey && !shiftKey && letter === 'n') return { do: 'move', to: 'next' };
  if (ctrlKey && !metaKey && !shiftKey && letter === 'p') return { do: 'move', to: 'previous' };

  const mod = apple ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  if (!mod) return null;
  if (letter === 'p' && shiftKey !== apple) return { do: 'pin' };
  if (letter === 'z' && shiftKey) return { do: 'redo' };
  if (letter === 'y' && !shiftKey && !apple) return { do: 'redo' };
  if (shiftKey) return null;
  // By position, not by character: on a French keyboard the digits need Shift.
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(press.code)?.[1] ?? /^[1-9]$/.exec(press.key)?.[0];
  if (digit) return { do: 'log-in-nth', nth: Number(digit) };
  return withMod[press.key] ?? withMod[letter] ?? null;
}
