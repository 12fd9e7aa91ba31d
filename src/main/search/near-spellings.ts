import type { SortedOrder } from './sorted-order.ts';

/** Folded Latin letters and digits come before it. */
const lastLatin = '\u0250';

/** A slice of the dictionary's order: all words that start with `text`. */
interface Slice {
  text: string;
  from: number;
  to: number;
}

/** What was typed so far, followed through the dictionary. */
export interface NearSpellings {
  /** The words that start with all that was typed but the last letter, and with all of it. */
  before: Slice | null;
  exact: Slice;
  /** The words that start with what was typed after one edit: a letter left out, put in, mistaken, or swapped with the next. */
  edited: readonly Slice[];
}

/** Follows what is typed, letter by letter, through the dictionary as if it were a tree: only letters that occur are tried. */
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
    // The letter is one too many.
    if (exact.from < exact.to) found.push(exact);
    // It was swapped with the one before.
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
      // Nobody's finger slips from Latin letters into another script, and those have many letters to try.
      if (nextLetter === letter || nextLetter < lastLatin !== isLatin) continue;
      // Another one was meant, or one before it was left out.
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
 * How many letters at the front of `word` are `typed` with one edit, the whole word if it can be; 0 where none are.
 * For one word, where `NearSpeller` is for all.
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
