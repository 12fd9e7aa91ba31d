import { fold, wordsOf } from './fold.ts';
import { literalBonus } from './rank.ts';
import { joinWords } from './searchable.ts';

/** A text of which `sameMarks` changes nothing but capitals. Most addresses and ids are such. */
const plainSigns = /^[!-_a-~]*$/;

const goesOnBefore = /[\p{L}\p{N}\p{M}@._+-]$/u;
const goesOnAfter = /^[\p{L}\p{N}\p{M}@_-]/u;

/** Whether `part` is in a text, and neither a letter nor a sign of an address goes on before or after it. */
function holdsByItself(text: string, part: string): boolean {
  if (part === '') return false;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    const end = at + part.length;
    const before = text.slice(Math.max(0, at - 2), at);
    if (!goesOnBefore.test(before) && !goesOnAfter.test(text.slice(end, end + 2))) return true;
  }
  return false;
}

/** One spelling for the marks that keyboards, and the programs that names come from, write differently. */
export const sameMarks = (text: string): string =>
  plainSigns.test(text)
    ? text.toLowerCase()
    : text
        .normalize('NFC')
        .toLowerCase()
        .replace(/[‘’ʼ′`]/g, "'")
        .replace(/[‐‑‒–—]/g, '-')
        .replace(/\s+/g, ' ')
        .trim();

/**
 * What was typed, with all that folding drops: accents, marks and capitals. Folding finds customers; two of them may differ in
 * nothing else.
 */
export class LiteralText {
  readonly folded: string;
  /** The folded words as one. */
  readonly joined: string;
  readonly #typed: string;
  readonly #composed: string;
  readonly #plain: string;
  readonly #hasSign: boolean;
  /** The words of which folding drops something. Without them, what was typed says nothing of accents and marks. */
  readonly #marked: readonly string[];

  constructor(typed: string) {
    this.#typed = typed;
    this.folded = fold(typed);
    this.joined = joinWords(wordsOf(this.folded));
    this.#composed = typed.normalize('NFC');
    this.#plain = sameMarks(typed);
    this.#hasSign = /[^\p{L}\p{N}\p{M}\s]/u.test(typed);
    this.#marked = this.#plain.split(' ').filter((word) => word !== fold(word));
  }

  /** Or one. */
  get isTwoLetters(): boolean {
    return this.joined.length <= 2;
  }

  /** Whether an address begins with all that was typed, its signs included. */
  isFrontOf(text: string): boolean {
    return sameMarks(text).startsWith(this.#plain);
  }

  /** The same for a name, in which people leave out accents. */
  isFrontOfName(name: string): boolean {
    return this.#hasSign ? this.isFrontOf(name) : fold(name).startsWith(this.folded);
  }

  /** Whether a text is all of what was typed or a part of it: 2 as it is written, 1 but for capitals and kinds of marks, else 0. */
  holds(text: string): number {
    if (holdsByItself(this.#composed, text.normalize('NFC'))) return 2;
    return holdsByItself(this.#plain, sameMarks(text)) ? 1 : 0;
  }

  /** What a row scores more if this is its name, else 0. */
  bonusForName(name: string): number {
    if (name === this.#typed) return literalBonus.wholeName;
    if (name.normalize('NFC') === this.#composed) return literalBonus.composedName;
    return sameMarks(name) === this.#plain ? literalBonus.plainName : 0;
  }

  /** What a row scores more if its texts have the accents and marks that were typed, else 0. */
  bonusForMarks(texts: string): number {
    return this.#marked.length > 0 && this.isIn(texts) ? literalBonus.marks : 0;
  }

  /** Whether the words with marks are in a text, as they were typed. */
  isIn(text: string): boolean {
    const plain = sameMarks(text);
    return this.#marked.every((word) => plain.includes(word));
  }
}
