import { describe, expect, test } from 'vitest';
import {
  type EditKind,
  endComposition,
  noHistory,
  recordEdit,
  redoEdit,
  type TypingHistory,
  undoEdit,
} from '../../src/renderer/launcher/state/typing-history.ts';
import { fc } from '../helpers/any-input.ts';

// Undoing and redoing what was typed, without a window: a field is its text and its history.

interface Field {
  text: string;
  history: TypingHistory;
}

const empty: Field = { text: '', history: noHistory };

const edited = ({ text, history }: Field, after: string, kind: EditKind = 'keys'): Field => ({
  text: after,
  history: recordEdit(history, text, after, kind),
});
/** One letter after the other, at the end. */
const typed = (field: Field, letters: string): Field =>
  [...letters].reduce((before, letter) => edited(before, before.text + letter), field);
const backspaced = (field: Field, count: number): Field =>
  Array.from({ length: count }).reduce<Field>(
    (before) => edited(before, [...before.text].slice(0, -1).join('')),
    field,
  );

const stepped = (field: Field, step: typeof undoEdit): Field | null => step(field.history, field.text);

/** Every text on the way, the nearest first. */
function way(field: Field, step: typeof undoEdit): string[] {
  const next = stepped(field, step);
  return next ? [next.text, ...way(next, step)] : [];
}
const undone = (field: Field): string[] => way(field, undoEdit);

function fullyUndone(field: Field): Field {
  const next = stepped(field, undoEdit);
  return next ? fullyUndone(next) : field;
}

describe('undoing returns', () => {
  const words = typed(empty, 'acme corp');
  test.each([
    ['word by word', words, ['acme', '']],
    ['to no text in between when a word was deleted letter by letter', backspaced(words, 4), ['acme corp', 'acme', '']],
    ['word by word when all was deleted', backspaced(words, 9), ['acme', 'acme corp', 'acme', '']],
    ['to the text before a paste', edited(words, 'acme corp, Berlin', 'whole'), ['acme corp', 'acme', '']],
    ['to the text before one letter was pasted', edited(words, 'acme corps', 'whole'), ['acme corp', 'acme', '']],
    ['to the text that was selected and replaced', typed(edited(words, 'g'), 'lobex'), ['acme corp', 'acme', '']],
    ['to a text that was cleared', edited(words, '', 'whole'), ['acme corp', 'acme', '']],
    ['to one letter that was cleared', edited(typed(empty, 'a'), '', 'whole'), ['a', '']],
    ['to what was typed before the caret moved', edited(typed(empty, 'acme'), 'xacme'), ['acme', '']],
    ['to the word before Ctrl+Backspace', edited(words, 'acme '), ['acme corp', 'acme', '']],
    ['to the text before letters followed a paste', typed(edited(empty, 'acme', 'whole'), 'x'), ['acme', '']],
  ] as const)('%s', (_, field, texts) => {
    expect(undone(field)).toEqual(texts);
  });

  test('to the text before Delete removed a word from its front', () => {
    const field = ['cme corp', 'me corp', 'e corp', ' corp'].reduce((before, after) => edited(before, after), {
      text: 'acme corp',
      history: noHistory,
    } as Field);
    expect(undone(field)).toEqual(['acme corp']);
  });

  /** What an input method shows one after the other, at the end of the text. */
  const compose = (field: Field, ...shown: string[]): Field =>
    shown.reduce<Field>((before, end) => edited(before, field.text + end, 'composition'), {
      ...field,
      history: endComposition(field.history, field.text),
    });

  test('composition by composition with an input method', () => {
    const first = compose(empty, 'と', 'とう', 'とうk', '東京');
    const both = compose(first, 's', 'さ', 'さく', 'さくら');
    expect(undone(both)).toEqual(['東京', '']);
    expect(undone(typed(both, '株'))).toEqual(['東京さくら', '東京', '']);
  });

  test('to whole words with letters that two keys make', () => {
    const hotel = typed(compose(typed(empty, 'H'), '^', 'ô'), 'tel du');
    expect(undone(typed(compose(hotel, '´', 'é'), 's'))).toEqual(['Hôtel', '']);
    expect(undone(compose(hotel, 'n', 'に', 'に本', '日本'))).toEqual(['Hôtel du', 'Hôtel', '']);
    // An accent that was given up leaves the text as it was.
    expect(undone(typed(compose(hotel, '´', ''), 'x'))).toEqual(['Hôtel', '']);
  });

  test('to nothing half: an emoji is one character', () => {
    expect(undone(typed(empty, 'a😀b'))).toEqual(['']);
    expect(undone(backspaced(typed(empty, 'a😀'), 2))).toEqual(['a😀', '']);
  });

  test('to the texts of the last hundred steps, if there were more', () => {
    const field = Array.from({ length: 150 }, (_, n) => `text ${n}`).reduce<Field>(
      (before, text) => edited(before, text, 'whole'),
      empty,
    );
    expect(undone(field)).toHaveLength(100);
    expect(undone(field).at(-1)).toBe('text 49');
  });
});

test('an edit that changes nothing is none, and ends no step', () => {
  const field = typed(empty, 'ac');
  expect(edited(field, 'ac')).toEqual(field);
});

const word = fc.stringMatching(/^[a-z0-9äßж東😀&.-]{1,8}$/u);
const startTexts: fc.Arbitrary<string> = fc.constantFrom('', 'acme', 'two words');

test('typed at the end, every word is a step: undoing visits each end of a word and ends at the start', () => {
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), startTexts, (words, start) => {
      const begun: Field = { text: start, history: noHistory };
      const ends = words.map((_, count) => (start ? [start] : []).concat(words.slice(0, count)).join(' '));
      const letters = (start ? ' ' : '') + words.join(' ');
      expect(undone(typed(begun, letters))).toEqual(ends.reverse());
    }),
  );
});

/** An edit somewhere in the text, as a person makes it. `at`: how far into the text, from 0 to 1. */
const anyEdit = fc.oneof(
  fc.record({ do: fc.constant('insert'), at: fc.double({ min: 0, max: 1, noNaN: true }), text: word }),
  fc.record({ do: fc.constant('letters'), text: fc.stringMatching(/^[a-d ]{1,9}$/) }),
  fc.record({ do: fc.constant('backspace'), count: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ do: fc.constant('replace'), text: word }),
  fc.record({ do: fc.constant('clear') }),
  fc.record({ do: fc.constant('undo') }),
  fc.record({ do: fc.constant('redo') }),
);
type AnyEdit = typeof anyEdit extends fc.Arbitrary<infer E> ? E : never;

function carriedOut(field: Field, edit: AnyEdit): Field {
  switch (edit.do) {
    case 'insert': {
      const at = Math.floor(edit.at * field.text.length);
      return edited(field, field.text.slice(0, at) + edit.text + field.text.slice(at), 'whole');
    }
    case 'letters':
      return typed(field, edit.text);
    case 'backspace':
      return backspaced(field, edit.count);
    case 'replace': {
      const [first = '', ...others] = edit.text;
      return typed(edited(field, first), others.join(''));
    }
    case 'undo':
      return stepped(field, undoEdit) ?? field;
    case 'redo':
      return stepped(field, redoEdit) ?? field;
    default:
      return edited(field, '', 'whole');
  }
}

test('after any edits, undoing all ends at the start, and redoing all is the same way back', () => {
  fc.assert(
    fc.property(fc.array(anyEdit, { maxLength: 30 }), startTexts, (edits, start) => {
      const field = edits.reduce(carriedOut, { text: start, history: noHistory });
      const texts = undone(field);
      const begun = fullyUndone(field);
      expect(begun.text).toBe(start);
      const back = way(begun, redoEdit);
      // What was redone before is ahead of this text as well.
      const ahead = way(field, redoEdit);
      expect(back).toEqual([...texts.slice(0, -1).reverse(), ...(texts.length > 0 ? [field.text] : []), ...ahead]);
    }),
    { numRuns: 500 },
  );
});

test('an edit ends what could be redone', () => {
  const back = stepped(typed(empty, 'acme corp'), undoEdit) ?? empty;
  expect(way(back, redoEdit)).toEqual(['acme corp']);
  expect(way(typed(back, 's'), redoEdit)).toEqual([]);
});
