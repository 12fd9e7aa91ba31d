// What the search field held before, in steps of about a word, so that Ctrl+Z can return to it. The window keeps this
// itself: the browser's own history of a field ends whenever the program sets its text.

export interface TypingHistory {
  /** The texts that undoing returns to, the oldest first. */
  past: readonly string[];
  /** The texts that redoing returns to, the nearest last. */
  future: readonly string[];
  /** The edit that ended last. The next one may belong to the same step; null: it begins a new one. */
  lastEdit: Edit | null;
}

/**
 * How a text changed. `keys`: a key in the field, so that several of them make one step. `composition`: an input method is
 * composing. `whole`: at once, e.g. a paste or a text that was cleared.
 */
export type EditKind = 'keys' | 'composition' | 'whole';

type Edit = KeyEdit | Composition;

/** `at`: where the caret is after the edit. */
interface KeyEdit {
  kind: 'letter' | 'deletion';
  at: number;
  isSpace: boolean;
}

/** An input method is composing. */
interface Composition {
  kind: 'composition';
  /** The text and its history without what is being composed. */
  base: string;
  outer: Settled;
}

/** No input method is composing. */
type Settled = TypingHistory & { readonly lastEdit: KeyEdit | null };

export const noHistory: TypingHistory = { past: [], future: [], lastEdit: null };

const mostSteps = 100;

/** The history after the text changed from `before` to `after`. */
export function recordEdit(history: TypingHistory, before: string, after: string, kind: EditKind): TypingHistory {
  if (before === after) return history;
  if (kind === 'composition') {
    const { lastEdit } = history;
    return lastEdit?.kind === 'composition'
      ? recordComposition(lastEdit, after)
      : recordComposition({ kind, base: before, outer: endComposition(history, before) }, after);
  }
  const settled = endComposition(history, before);
  const difference = differenceOf(before, after);
  const lastEdit = kind === 'keys' ? keyEditOf(difference) : null;
  return { past: pastWith(settled, before, lastEdit, difference), future: [], lastEdit };
}

/** A composition is one step. A single character of several keys, e.g. an é, belongs to its word. */
function recordComposition(composition: Composition, after: string): TypingHistory {
  const { base, outer } = composition;
  // It was given up.
  if (after === base) return outer;
  const difference = differenceOf(base, after);
  const past = pastWith(outer, base, keyEditOf(difference), difference);
  return { past, future: [], lastEdit: composition };
}

/** The input method has ended, or begins anew. `text`: of the field. */
export function endComposition(history: TypingHistory, text: string): Settled {
  const { lastEdit } = history;
  if (lastEdit?.kind !== 'composition') return { ...history, lastEdit };
  return { ...history, lastEdit: keyEditOf(differenceOf(lastEdit.base, text)) };
}

/** What can be undone after this edit of `text`: one step more, unless the edit continues the last one. */
function pastWith({ past, lastEdit }: Settled, text: string, edit: KeyEdit | null, difference: Difference) {
  const belongs = edit !== null && lastEdit !== null && continues(lastEdit, edit, difference);
  return belongs ? past : [...past.slice(-(mostSteps - 1)), text];
}

/** One step back from `text`, or null if there is none. */
export function undoEdit(
  { past, future }: TypingHistory,
  text: string,
): { text: string; history: TypingHistory } | null {
  const before = past.at(-1);
  if (before === undefined) return null;
  return { text: before, history: { past: past.slice(0, -1), future: [...future, text], lastEdit: null } };
}

/** One step forward from `text`, or null if there is none. */
export function redoEdit(
  { past, future }: TypingHistory,
  text: string,
): { text: string; history: TypingHistory } | null {
  const after = future.at(-1);
  if (after === undefined) return null;
  return { text: after, history: { past: [...past, text], future: future.slice(0, -1), lastEdit: null } };
}

interface Difference {
  from: number;
  removed: string;
  inserted: string;
}

function differenceOf(before: string, after: string): Difference {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from += 1;
  let same = 0;
  while (same < shorter - from && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  return {
    from,
    removed: before.slice(from, before.length - same),
    inserted: after.slice(from, after.length - same),
  };
}

/** Null if it was more than one character. */
function keyEditOf({ from, removed, inserted }: Difference): KeyEdit | null {
  if (isOneCharacter(inserted)) return { kind: 'letter', at: from + inserted.length, isSpace: isSpace(inserted) };
  return inserted === '' && isOneCharacter(removed) ? { kind: 'deletion', at: from, isSpace: isSpace(removed) } : null;
}

/** A step ends with a word: the space after it begins the next one. */
function continues(last: KeyEdit, edit: KeyEdit, { from, removed }: Difference): boolean {
  if (last.kind !== edit.kind) return false;
  if (edit.kind === 'letter') return removed === '' && from === last.at && (last.isSpace || !edit.isSpace);
  // Backspace removes what is before the caret, Delete what is after it.
  const isThere = from + removed.length === last.at || from === last.at;
  return isThere && (!last.isSpace || edit.isSpace);
}

const isOneCharacter = (text: string): boolean => [...text].length === 1;

const isSpace = (text: string): boolean => text.trim() === '';
