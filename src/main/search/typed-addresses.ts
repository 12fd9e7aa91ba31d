import { fold, wordsOf } from './fold.ts';
import { sameMarks } from './literal-text.ts';
import { joinWords, withoutWww } from './searchable.ts';

const email = /[^\s\p{C}@<>()[\]{},;:"'“”„«»|\\/=?&#*]+@[\p{L}\p{N}\p{M}][\p{L}\p{N}\p{M}.-]*/gu;
const hostLike = /[\p{L}\p{N}\p{M}_-]+(?:\.[\p{L}\p{N}\p{M}_-]+)+/gu;
const endsInWord = /\.\p{L}[^.]*$/u;
/** "S.p.A" and "e.V" are abbreviations. */
const abbreviation = /^(?:\p{L}\.)*\p{L}$/u;
/** Before an email or a host that is not the end of a longer one. */
const beforeEmail = /[^\p{L}\p{N}\p{M}._%+-]$/u;
const beforeHost = /[^\p{L}\p{N}\p{M}_-]$/u;
const isAscii = /^\p{ASCII}*$/u;

interface Address {
  text: string;
  isEmail: boolean;
  /** Its folded words as one. */
  joined: string;
}

/** The texts of a row. See `IndexedRows`. */
export interface TextsOfRow {
  texts: string;
  /** Its names, as far as they may have these words, joined. */
  namesWith: (joined: string) => readonly string[];
  /** The folded words of its connection. */
  connection: readonly string[];
}

/**
 * The emails and hosts in what was typed, each as far as it is typed. SECURITY: a customer who has one that differs in a letter is
 * another customer, so a row must have each of them letter by letter: all of it, or its front.
 */
export class TypedAddresses {
  readonly #addresses: readonly Address[];
  readonly #words: ReadonlySet<string>;
  /** Whether a host was typed with `www.`, which says nothing about the customer. */
  readonly hasWww: boolean;

  constructor(typed: string) {
    const plain = sameMarks(typed);
    if (!/[.@]/.test(plain)) {
      this.#addresses = [];
      this.#words = new Set();
      this.hasWww = false;
      return;
    }
    const emails = (plain.match(email) ?? []).map((text) => addressOf(text.replace(/^\.+|[.-]+$/g, ''), true));
    const written = plain.replace(email, ' ').match(hostLike) ?? [];
    this.hasWww = written.some((text) => withoutWww(text) !== text);
    const hosts = written
      .map(withoutWww)
      .filter((text) => endsInWord.test(text) && !abbreviation.test(text))
      .map((text) => addressOf(text, false));
    this.#addresses = [...emails, ...hosts];
    this.#words = new Set(this.#addresses.flatMap(({ text }) => wordsOf(fold(text))));
  }

  get isEmpty(): boolean {
    return this.#addresses.length === 0 && !this.hasWww;
  }

  /** Whether a word is one of an address: it must be found as it is written. */
  hasWord(word: string): boolean {
    return this.#words.has(word);
  }

  /**
   * Whether a row has each address, or a name or a connection with the words of a host, as in "polar.shop". The end of a host is no
   * front of a word of a name: "cedar.de" is somebody else than Cedar Dental.
   */
  areIn({ texts, namesWith, connection }: TextsOfRow): boolean {
    const plain = isAscii.test(texts) ? texts.toLowerCase() : sameMarks(texts);
    return this.#addresses.every((address) => {
      if (isAddressIn(address, plain)) return true;
      if (address.isEmail) return false;
      const names = namesWith(address.joined).map((text) => wordsOf(fold(text)));
      return beginsWithin(connection, address.joined) || names.some((words) => holdsWhole(words, address.joined));
    });
  }
}

const addressOf = (text: string, isEmail: boolean): Address => ({
  text,
  isEmail,
  joined: joinWords(wordsOf(fold(text))),
});

function isAddressIn({ text, isEmail }: Address, plain: string): boolean {
  const before = isEmail ? beforeEmail : beforeHost;
  for (let at = plain.indexOf(text); at >= 0; at = plain.indexOf(text, at + 1)) {
    if (at === 0 || before.test(plain.slice(Math.max(0, at - 2), at))) return true;
  }
  return false;
}

/** Whether some of the words, side by side, are joined this. */
const holdsWhole = (words: readonly string[], joined: string): boolean =>
  words.some(
    (word, from) =>
      joined.startsWith(word) && words.some((_, to) => to >= from && joinWords(words.slice(from, to + 1)) === joined),
  );

/** Whether the words from one of them on, joined, begin so. */
const beginsWithin = (words: readonly string[], joined: string): boolean =>
  words.some(
    (word, at) => (joined.startsWith(word) || word.startsWith(joined)) && joinWords(words.slice(at)).startsWith(joined),
  );
