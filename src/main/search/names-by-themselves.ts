import { joiningWord, wordsOf } from './fold.ts';
import { possessive } from './words-in-order.ts';

/** Hiragana are mostly the endings and particles of a Japanese sentence. No blank is between them and a name. */
const word = /\p{Script=Hiragana}+|(?:(?!\p{Script=Hiragana})[\p{L}\p{M}\p{N}])+/gu;
/** Between two words of one name: blanks, a hyphen, a dot without a blank, or a sign that means "and". */
const withinName = /^(?:|[^\S\n]+|[-.'’·]|[^\S\n]*[&+][^\S\n]*)$/u;
const small = /^\p{Ll}/u;
const particle = /^\p{Script=Hiragana}/u;
/** A name may go on after them: "Noel und Partner". */
const joiningWords: ReadonlySet<string> = new Set([joiningWord, ...'und et y e i och og en'.split(' ')]);

interface Place {
  word: string;
  /** It goes on from the word before, with nothing that ends a name between them. */
  goesOn: boolean;
  /** An ordinary word of a sentence, rather than one of a name. */
  isOrdinary: boolean;
  isParticle: boolean;
}

/**
 * Tells a name by itself in a text from one that may be a part of a longer name: "Norvia Labs" in "Norvia Labs
 * Berlin GmbH". A name is by itself if a sign, a line break, or an ordinary word is on either side of it.
 */
export class NamesByThemselves {
  readonly #folded: (text: string) => string;
  readonly #words: Place[] = [];
  readonly #places = new Map<string, number[]>();

  constructor(pieces: readonly string[], folded: (text: string) => string) {
    this.#folded = folded;
    for (const piece of pieces) this.#read(withoutPossessives(piece));
    for (const [at, { word }] of this.#words.entries()) {
      const places = this.#places.get(word);
      if (places) places.push(at);
      else this.#places.set(word, [at]);
    }
  }

  /** Whether the name is by itself somewhere in the text. */
  has(name: string): boolean {
    const wanted = wordsOf(this.#folded(withoutPossessives(name))).filter((one) => !joiningWords.has(one));
    const places = this.#places.get(wanted[0] ?? '') ?? [];
    return places.some((from) => {
      const isHere = wanted.every((one, nth) => this.#words[from + nth]?.word === one);
      return isHere && this.#isByItself(from, from + wanted.length);
    });
  }

  /** `[from, to)` */
  #isByItself(from: number, to: number): boolean {
    const [first, before, after] = [this.#words[from], this.#words[from - 1], this.#words[to]];
    // A text without capitals does not show where a name ends.
    const showsNames = first?.isOrdinary === false;
    const isOrdinary = (other: Place | undefined): boolean => !other || (showsNames && other.isOrdinary);
    const beginsHere = !first?.goesOn || isOrdinary(before);
    return beginsHere && (!after?.goesOn || isOrdinary(after) || after.isParticle);
  }

  #read(piece: string): void {
    let end = 0;
    for (const { 0: written, index } of piece.matchAll(word)) {
      let goesOn = end > 0 && withinName.test(piece.slice(end, index));
      end = index + written.length;
      for (const one of wordsOf(this.#folded(written))) {
        if (joiningWords.has(one)) continue;
        this.#words.push({ word: one, goesOn, isOrdinary: small.test(written), isParticle: particle.test(written) });
        goesOn = true;
      }
    }
  }
}

/** A possessive does not belong to the name. */
const withoutPossessives = (text: string): string => text.split(possessive).join('\n');
