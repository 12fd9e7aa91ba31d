import type { Dictionary } from './dictionary.ts';
import type { NearSpellings } from './near-spellings.ts';
import { shortestNear, shortestNearAmongOthers, shortestPart } from './rank.ts';

/** How many words are read for a part, and how many loose words a term may match. */
const mostRead = 20_000;
const mostFound = 600;
/** The terms of the last few seconds of typing. */
const mostRemembered = 100;
/** The first letters of what is typed are the same again and again, and take the longest to follow. */
const shortSpelling = 2;
const mostShortSpellings = 300;

/** Words that are one typing error away from a term, and words whose front is. */
export interface NearWords {
  whole: readonly number[];
  fronts: readonly number[];
}

/**
 * Finds loose words: by a part of them, or by a near spelling. From one keystroke to the next only the last term changes, and it
 * grows. So it remembers what it found for the other terms, and for "nort" it reads only the words found for "nor".
 */
export class LooseWordFinder {
  readonly #dictionary: Dictionary;
  readonly #parts = new Map<string, readonly number[]>();
  readonly #near = new Map<string, NearWords>();
  readonly #spellings = new Map<string, NearSpellings>();
  readonly #shortSpellings = new Map<string, NearSpellings>();
  #changes = 0;

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary;
  }

  /** Words that hold `text` anywhere but at their front. */
  partsOf(text: string): readonly number[] {
    if (text.length < shortestPart) return [];
    this.#forgetOldWords();
    const known = this.#parts.get(text);
    if (known) return known;
    const { words, isAll } = this.#dictionary.wordsWith(text, {
      mostRead,
      mostFound,
      among: this.#parts.get(text.slice(0, -1)),
    });
    // An incomplete list would miss words for a longer text.
    if (isAll) remember(this.#parts, text, words);
    return words;
  }

  /** Words one typing error away from `text`. A word among others may be shorter than one alone. */
  nearTo(text: string, isAmongOthers: boolean): NearWords {
    if (text.length < (isAmongOthers ? shortestNearAmongOthers : shortestNear)) return { whole: [], fronts: [] };
    this.#forgetOldWords();
    const known = this.#near.get(text);
    if (known) return known;
    const whole: number[] = [];
    const fronts: number[] = [];
    const { numbers } = this.#dictionary.order;
    // The longer the front, the more of the typed letters it holds. A front of three letters is too common, unless three were typed.
    const shortest = Math.min(text.length, shortestNear);
    for (const slice of [...this.#spellingsOf(text).edited].sort((a, b) => b.text.length - a.text.length)) {
      for (let index = slice.from; index < slice.to && fronts.length < mostFound; index++) {
        const word = numbers[index] ?? 0;
        // The shortest words of a slice come first.
        if (this.#dictionary.lengthOf(word) === slice.text.length) whole.push(word);
        else if (slice.text.length < shortest) break;
        else fronts.push(word);
      }
    }
    const found = { whole, fronts };
    remember(this.#near, text, found);
    return found;
  }

  #spellingsOf(text: string): NearSpellings {
    const { nearSpeller } = this.#dictionary;
    if (text === '') return nearSpeller.start;
    const isShort = text.length <= shortSpelling;
    const remembered = isShort ? this.#shortSpellings : this.#spellings;
    const known = remembered.get(text);
    if (known) return known;
    const spellings = nearSpeller.extend(this.#spellingsOf(text.slice(0, -1)), text.slice(-1));
    remember(remembered, text, spellings, isShort ? mostShortSpellings : mostRemembered);
    return spellings;
  }

  #forgetOldWords(): void {
    if (this.#changes === this.#dictionary.changes) return;
    this.#changes = this.#dictionary.changes;
    this.#parts.clear();
    this.#near.clear();
    this.#spellings.clear();
    this.#shortSpellings.clear();
  }
}

function remember<T>(memory: Map<string, T>, text: string, found: T, most = mostRemembered): void {
  if (memory.size >= most) {
    const [oldest] = memory.keys();
    if (oldest !== undefined) memory.delete(oldest);
  }
  memory.set(text, found);
}
