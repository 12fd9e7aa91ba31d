import { fold, joiningWord, wordsOf } from './fold.ts';
import { isWordOfLegalForm } from './legal-forms.ts';
import { type PieceOfText, possessive } from './words-in-order.ts';

const possessives = new RegExp(possessive, 'giu');
/** Hiragana are mostly the endings and particles of a Japanese sentence. No blank is between them and a name. */
const word =
  /\p{L}(?:\.\p{L})+(?![\p{L}\p{M}\p{N}])|\p{Script=Hiragana}+|(?:(?!\p{Script=Hiragana})[\p{L}\p{M}\p{N}])+/gu;
/** Between two words of one name: blanks, a hyphen, a dot without a blank, or a sign that means "and". */
const withinName = /^(?:|[^\S\n]*[®™©]?[^\S\n]*|[-.'’·]|[^\S\n]*[&+][^\S\n]*|-[^\S\n]+)$/u;
/** One line break, with the marks of a quoted mail. */
const lineBreak = /[^\S\n]*\n[^\S\n]*(?:[>|][^\S\n]*)*/u;
/** The end of a sentence, a paragraph or a field. */
const end = /[.!?;:…](?:\s|$)|[。！？；：]|\n[^\S\n>|]*\n|\n.*\n/u;
const small = /^\p{Ll}/u;
const particle = /^\p{Script=Hiragana}/u;
/** A name may go on after them: "Noel und Partner". */
const joiningWords: ReadonlySet<string> = new Set([joiningWord, ...'und et y e i och og en'.split(' ')]);
/** A name may go on after them if a name follows: "Norvia Labs of America", "Amis de Norvia Labs". */
const linkingWords: ReadonlySet<string> = new Set(
  (
    'of for in de du des d del della dello delle dei degli di da do dos von vom van der für pour para per voor för til af av ' +
    'the la le les el los las den dem het'
  )
    .split(' ')
    .map(fold),
);
/** Legal forms that are ordinary words in small letters. */
const ordinaryForms: ReadonlySet<string> = new Set('as is se sa co ab ou sc pt ad in'.split(' '));
/** A name with its legal form in the next words is a longer one. */
const wordsToForm = 5;
/** No mail program breaks lines that are shorter than this. */
const narrowest = 50;
/** A legal form in front of a name in quotation marks. */
const opening = /^[\s"“„«'‘(]*$/u;
/** Never a part of a name. */
const realAddress = /@|:\/\/|^www\./i;

/** `joined`: as words of one name are. `apart`: a name may end here. `over`: it ends here. */
type Gap = 'joined' | 'apart' | 'over';

interface Place {
  word: string;
  /** What is between the word before and this one. */
  gap: Gap;
  /** The signs of it. */
  signs: string;
  /** An ordinary word of a sentence, rather than one of a name. */
  isOrdinary: boolean;
  isParticle: boolean;
  isForm: boolean;
}

/**
 * Tells a name by itself in a text from one that may be a part of a longer name: "Norvia Labs" in "Norvia Labs
 * Berlin GmbH". A name is by itself if a sign, a line break, or an ordinary word is on either side of it, and no legal form
 * follows soon.
 */
export class NamesByThemselves {
  readonly #folded: (text: string) => string;
  readonly #isCut: boolean;
  readonly #words: Place[] = [];
  readonly #places = new Map<string, number[]>();

  /** `isCut`: the text goes on where it ends. */
  constructor(pieces: readonly PieceOfText[], folded: (text: string) => string, isCut: boolean) {
    this.#folded = folded;
    this.#isCut = isCut;
    this.#readAll(pieces);
    for (const [at, { word }] of this.#words.entries()) {
      const places = this.#places.get(word);
      if (places) places.push(at);
      else this.#places.set(word, [at]);
    }
  }

  /** Whether the name is by itself wherever it is in the text. If it is in a longer one, it may be short for that elsewhere. */
  has(name: string): boolean {
    const wanted = wordsOf(this.#folded(withoutPossessives(name))).filter((one) => !joiningWords.has(one));
    const places = (this.#places.get(wanted[0] ?? '') ?? []).filter((from) =>
      wanted.every((one, nth) => this.#words[from + nth]?.word === one),
    );
    return places.length > 0 && places.every((from) => this.#isByItself(from, from + wanted.length));
  }

  /** `[from, to)` */
  #isByItself(from: number, to: number): boolean {
    // A text without capitals does not show where a name ends.
    const showsNames = this.#words[from]?.isOrdinary === false;
    if (this.#isCut && to >= this.#words.length) return false;
    return (
      !this.#beginsBefore(from, showsNames) && !this.#goesOnAfter(to, showsNames) && !this.#hasForm(to, showsNames)
    );
  }

  #beginsBefore(from: number, showsNames: boolean): boolean {
    const [first, before] = [this.#words[from], this.#words[from - 1]];
    if (!first || !before) return false;
    if (before.isForm && !before.isOrdinary && first.gap !== 'over' && opening.test(first.signs)) return true;
    if (first.gap !== 'joined') return false;
    if (!showsNames || !before.isOrdinary) return true;
    let at = from - 1;
    while (at > 0 && this.#links(at) && this.#words[at]?.gap === 'joined') at--;
    return at < from - 1 && this.#words[at]?.isOrdinary === false;
  }

  #goesOnAfter(to: number, showsNames: boolean): boolean {
    const after = this.#words[to];
    if (after?.gap !== 'joined' || after.isParticle) return false;
    if (!showsNames || !after.isOrdinary || after.isForm) return true;
    let at = to;
    while (this.#links(at)) at++;
    const next = this.#words[at];
    return at > to && next?.gap === 'joined' && !next.isOrdinary;
  }

  #hasForm(to: number, showsNames: boolean): boolean {
    let wasForm = this.#words[to - 1]?.isForm === true;
    for (let at = to; at < to + wordsToForm; at++) {
      const next = this.#words[at];
      // The dot after "Ltd." ends no sentence.
      const isDotOfForm = wasForm && /^\.[^\S\n]/.test(next?.signs ?? '');
      if (!next || (next.gap === 'over' && !isDotOfForm)) return false;
      if (next.isForm) return true;
      if (showsNames && next.isOrdinary && !this.#links(at)) return false;
      wasForm = false;
    }
    return false;
  }

  /** An article or a preposition of a name, in small letters. */
  #links(at: number): boolean {
    const { isOrdinary, word = '' } = this.#words[at] ?? {};
    return isOrdinary === true && linkingWords.has(word);
  }

  #readAll(pieces: readonly PieceOfText[]): void {
    const text = pieces.map(({ said, address }) => withoutPossessives(said) + address).join('');
    let from = 0;
    let end = 0;
    for (const { said, address } of pieces) {
      end = this.#read(text, { from, to: from + said.length, end });
      from += said.length;
      if (address === '') continue;
      // "shop.example" may be a word of a name.
      const isNoName = realAddress.test(address);
      const gap = isNoName ? 'over' : gapOf(text, end, from, address.length);
      this.#words.push({ word: '', gap, signs: '', isOrdinary: isNoName, isParticle: false, isForm: false });
      from += address.length;
      end = from;
    }
  }

  /** Returns where the last word ends. */
  #read(text: string, { from, to, end }: { from: number; to: number; end: number }): number {
    let last = end;
    for (const { 0: written, index } of text.slice(from, to).matchAll(word)) {
      const start = from + index;
      const signs = text.slice(last, start);
      let gap: Gap = last === 0 ? 'over' : gapOf(text, last, start, written.length);
      last = start + written.length;
      const isOrdinary = small.test(written);
      for (const one of wordsOf(this.#folded(written))) {
        if (joiningWords.has(one)) continue;
        const isForm = isWordOfLegalForm(one) && !(isOrdinary && !written.includes('.') && ordinaryForms.has(one));
        this.#words.push({ word: one, gap, signs, isOrdinary, isParticle: particle.test(written), isForm });
        gap = 'joined';
      }
    }
    return last;
  }
}

/** What is between two words, the second of which has this length. */
function gapOf(text: string, from: number, to: number, length: number): Gap {
  const signs = text.slice(from, to);
  if (!signs.includes('\n')) return withinName.test(signs) ? 'joined' : end.test(signs) ? 'over' : 'apart';
  if (end.test(signs)) return 'over';
  const inLine = signs.replace(lineBreak, ' ');
  if (!withinName.test(inLine)) return 'apart';
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const mayBeWrapped = from - start + 1 + length > narrowest;
  return mayBeWrapped || inLine.trim() !== '' ? 'joined' : 'apart';
}

/** A possessive does not belong to the name. All else keeps its place. */
const withoutPossessives = (text: string): string => text.replace(possessives, '; ');
