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

/** `at`: where the caret is after the edit. */
type Edit = { kind: 'composition' } | { kind: 'letter' | 'deletion'; at: number; isSpace: boolean };

export const noHistory: TypingHistory = { past: [], future: [], lastEdit: null };

const mostSteps = 100;

/** The history after the text changed from `before` to `after`. */
export function recordEdit(history: TypingHistory, before: string, after: string, kind: EditKind): TypingHistory {
  if (before === after) return history;
  const difference = differenceOf(before, after);
  const lastEdit = editOf(difference, kind);
  const belongs = lastEdit !== null && history.lastEdit !== null && continues(history.lastEdit, lastEdit, difference);
  const past = belongs ? history.past : [...history.past.slice(-(mostSteps - 1)), before];
  return { past, future: [], lastEdit };
}

/** The next edit begins a new step. */
export const endStep = (history: TypingHistory): TypingHistory => ({ ...history, lastEdit: null });

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

function editOf({ from, removed, inserted }: Difference, kind: EditKind): Edit | null {
  if (kind === 'whole') return null;
  if (kind === 'composition') return { kind };
  if (isOneCharacter(inserted)) return { kind: 'letter', at: from + inserted.length, isSpace: isSpace(inserted) };
  return inserted === '' && isOneCharacter(removed) ? { kind: 'deletion', at: from, isSpace: isSpace(removed) } : null;
}

/** A step ends with a word: the space after it begins the next one. */
function continues(last: Edit, edit: Edit, { from, removed }: Difference): boolean {
  if (last.kind === 'composition' || edit.kind === 'composition') return last.kind === edit.kind;
  if (last.kind !== edit.kind) return false;
  if (edit.kind === 'letter') return removed === '' && from === last.at && (last.isSpace || !edit.isSpace);
  // Backspace removes what is before the caret, Delete what is after it.
  const isThere = from + removed.length === last.at || from === last.at;
  return isThere && (!last.isSpace || edit.isSpace);
}

const isOneCharacter = (text: string): boolean => [...text].length === 1;

const isSpace = (text: string): boolean => text.trim() === '';
