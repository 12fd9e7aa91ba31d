import { joiningWord, wordsOf } from './fold.ts';

/** What has no space and no quotation mark in it. */
const run = /[^\s<>"“”„«»。、，：；！？「」]+/gu;
/** In an email, a path, a link or a file name; or a dot between words. In an abbreviation it is between single letters. */
const signOfAddress = /[@_/\\=]|[\p{L}\p{N}]{2}\.[\p{L}\p{N}]|[\p{L}\p{N}]\.[\p{L}\p{N}]{2}/u;
/** From the first letter or digit to the last. */
const withoutSignsAround = /[\p{L}\p{N}](?:.*[\p{L}\p{N}])?/su;

/** An ending that no name has by itself: "Blue North's account". */
export const possessive = /(?<=[\p{L}\p{N}])['’ʼ´]s(?![\p{L}\p{N}])/iu;

/** The addresses of any kind in a text: emails, hosts, links, paths and file names. In lower case, without signs around them. */
export const addressesIn = (text: string): string[] =>
  (text.match(run) ?? [])
    .filter((one) => signOfAddress.test(one))
    .map((one) => withoutSignsAround.exec(one.replace(possessive, ''))?.[0].toLowerCase() ?? '');

/** A piece of a text, and the address that follows it; empty after the last. */
export interface PieceOfText {
  said: string;
  address: string;
}

/** The pieces of a text between its addresses. */
export function outsideAddresses(text: string): PieceOfText[] {
  const pieces: PieceOfText[] = [];
  let end = 0;
  for (const { 0: one, index } of text.matchAll(run)) {
    if (!signOfAddress.test(one)) continue;
    pieces.push({ said: text.slice(end, index), address: one });
    end = index + one.length;
  }
  return [...pieces, { said: text.slice(end), address: '' }];
}

/** No word is empty, so nothing goes on across it. */
const gap = '';

/** The words of a text in their order, and where each of them is. Words that mean "and" are left out. */
export class WordsInOrder {
  readonly #words: string[] = [];
  /** Words that ended in "'s", without it. */
  readonly #owners = new Map<number, string>();
  readonly #places = new Map<string, number[]>();

  /** No words follow each other from one of the pieces to the next. */
  constructor(pieces: readonly string[], folded: (text: string) => string) {
    for (const piece of pieces) {
      this.#addWords(piece.split(possessive).map((part) => wordsOf(folded(part))));
      this.#words.push(gap);
    }
    for (const [at, word] of this.#words.entries()) this.#addPlace(word, at);
    for (const [at, owner] of this.#owners) this.#addPlace(owner, at);
  }

  /** Each word once, a word with "'s" also without. */
  distinct(): Iterable<string> {
    return this.#places.keys();
  }

  /** Whether these words follow each other in the text. The last may have "'s". */
  holds(wanted: readonly string[]): boolean {
    let rarest = 0;
    let places = this.#places.get(wanted[0] ?? '') ?? [];
    for (const [at, word] of wanted.entries()) {
      const others = this.#places.get(word) ?? [];
      if (others.length >= places.length) continue;
      rarest = at;
      places = others;
    }
    const last = wanted.length - 1;
    return places.some((place) =>
      wanted.every((word, nth) => {
        const at = place - rarest + nth;
        return this.#words[at] === word || (nth === last && this.#owners.get(at) === word);
      }),
    );
  }

  /** After each part but the last there was "'s". */
  #addWords(parts: readonly (readonly string[])[]): void {
    parts.forEach((words, part) => {
      for (const word of words) if (word !== joiningWord) this.#words.push(word);
      const at = this.#words.length - 1;
      const owner = words.at(-1);
      if (part === parts.length - 1 || owner === undefined || owner === joiningWord) return;
      this.#owners.set(at, owner);
      this.#words[at] = `${owner}s`;
    });
  }

  #addPlace(word: string, at: number): void {
    const places = this.#places.get(word);
    if (places) places.push(at);
    else this.#places.set(word, [at]);
  }
}
