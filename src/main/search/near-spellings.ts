import type { SortedOrder } from './sorted-order.ts';

/** Folded Latin letters and digits sort before it. */
const lastLatin = '\u0250';

/** A slice of the dictionary's order: all words that start with `text`. */
interface Slice {
  text: string;
  from: number;
  to: number;
}

/** The words that match what was typed so far. */
export interface NearSpellings {
  /** The words that start with the typed letters, without the last one. */
  before: Slice | null;
  /** The words that start with all typed letters. */
  exact: Slice;
  /** The words that start with the typed letters after one edit: a letter removed, added, replaced, or swapped with the next. */
  edited: readonly Slice[];
}

/** Follows the typed letters through the sorted dictionary as through a tree, so that it tries only letters that occur. */
export class NearSpeller {
  readonly #order: SortedOrder;
  readonly #words: readonly string[];

  constructor(order: SortedOrder, words: readonly string[]) {
    this.#order = order;
    this.#words = words;
  }

  /** Nothing typed yet. */
  get start(): NearSpellings {
    return { before: null, exact: { text: '', from: 0, to: this.#order.length }, edited: [] };
  }

  /** One more letter. */
  extend({ before, exact, edited }: NearSpellings, letter: string): NearSpellings {
    const found: Slice[] = [];
    for (const slice of edited) this.#narrow(slice, letter, found);
    // The letter was added by mistake.
    if (exact.from < exact.to) found.push(exact);
    // It was swapped with the one before it.
    if (before) this.#narrow(before, letter + exact.text.slice(before.text.length), found);
    const depth = exact.text.length;
    const isLatin = letter < lastLatin;
    let at = exact.from;
    if (at < exact.to && this.#wordAt(at).length === depth) at++;
    while (at < exact.to) {
      const text = this.#wordAt(at).slice(0, depth + 1);
      const next = { text, from: at, to: this.#order.endOf(text, at, exact.to) };
      at = next.to;
      const nextLetter = text.charAt(depth);
      // A typing error does not change the script, and other scripts have many letters to try.
      if (nextLetter === letter || nextLetter < lastLatin !== isLatin) continue;
      // Another letter was meant, or the one before it was left out.
      found.push(next);
      this.#narrow(next, letter, found);
    }
    const exactNow: Slice[] = [];
    this.#narrow(exact, letter, exactNow);
    return {
      before: exact,
      exact: exactNow[0] ?? { text: exact.text + letter, from: exact.to, to: exact.to },
      edited: found,
    };
  }

  /** Adds the part of `slice` whose words go on with `letters`, if any do. */
  #narrow(slice: Slice, letters: string, found: Slice[]): void {
    const text = slice.text + letters;
    const from = this.#order.firstWith(text, slice.from, slice.to);
    if (from === slice.to || !this.#wordAt(from).startsWith(text)) return;
    found.push({ text, from, to: this.#order.endOf(text, from, slice.to) });
  }

  #wordAt(index: number): string {
    return this.#words[this.#order.numbers[index] ?? 0] ?? '';
  }
}

/**
 * How many letters at the front of `word` are `typed` after one edit; the whole word if possible, 0 if there is no match. It
 * looks at one word, `NearSpeller` at all words.
 */
export function nearPrefixLength(typed: string, word: string): number {
  let same = 0;
  while (same < typed.length && same < word.length && typed[same] === word[same]) same++;
  if (same === typed.length) return same;
  const here = typed.slice(same);
  const rest = typed.slice(same + 1);
  const swapped = typed.charAt(same + 1) + typed.charAt(same) + typed.slice(same + 2);
  const lengths: number[] = [];
  if (word.startsWith(here, same + 1)) lengths.push(typed.length + 1);
  if (same < word.length && word.startsWith(rest, same + 1)) lengths.push(typed.length);
  if (rest !== '' && word.startsWith(swapped, same)) lengths.push(typed.length);
  if (word.startsWith(rest, same)) lengths.push(typed.length - 1);
  return lengths.includes(word.length) ? word.length : (lengths[0] ?? 0);
}
