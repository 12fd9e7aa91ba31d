// Folding makes "Šmíd & Søn", "smid and son" and "SMÍD AND SØN" the same words. It may change lengths (ß, &, ligatures), so
// it can also tell where in the original each folded letter came from.

/** Folded words, one space apart, with the original place of each folded UTF-16 unit. */
export interface FoldedText {
  text: string;
  /** For each unit of `text`: where the original character starts. */
  starts: readonly number[];
  /** For each unit of `text`: where the original character ends, accents that follow it included. */
  ends: readonly number[];
}

const separator = 0;
const dropped = 1;

/** Letters whose accent is part of the letter, so that Unicode has no decomposition for them. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ĸ: 'k',
  ς: 'σ',
  // Quotation marks inside a word, and the marks that companies hang on it, are not typed.
  '’': '',
  '‘': '',
  ʼ: '',
  '′': '',
  '™': '',
  '®': '',
  '©': '',
  '＆': '&',
};

/** For each ASCII code: the folded code, `separator`, or `dropped`. */
const ascii = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const letter = String.fromCharCode(code).toLowerCase();
  if (/[a-z0-9]/.test(letter)) ascii[code] = letter.charCodeAt(0);
}
ascii["'".charCodeAt(0)] = dropped;
ascii['`'.charCodeAt(0)] = dropped;

const ampersand = '&'.charCodeAt(0);
const dot = '.'.charCodeAt(0);
const space = ' '.charCodeAt(0);

/** Scripts written without spaces: each character is a word, so that any part of a name can be typed. */
const wordsOfOneCharacter = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const keptCharacter = /[\p{L}\p{N}\p{Mc}]/u;
const accent = /\p{Mn}/u;
const letterOrDigit = /[\p{L}\p{N}]/u;

interface FoldedCharacter {
  text: string;
  isAccent: boolean;
  isWord: boolean;
}

const noCharacter: FoldedCharacter = { text: ' ', isAccent: false, isWord: false };
/** Few characters make up most names; folding one from scratch costs about a microsecond. */
const knownCharacters = new Map<string, FoldedCharacter>();
const knownCharactersLimit = 8_192;

function foldCharacter(character: string): FoldedCharacter {
  const known = knownCharacters.get(character);
  if (known) return known;
  let text = '';
  for (const part of character.toLowerCase().normalize('NFKD').toLowerCase()) {
    const plain = plainLetters[part];
    const code = part.charCodeAt(0);
    if (plain === '&') text += ' and ';
    else if (plain !== undefined) text += plain;
    else if (code < 128) {
      const folded = ascii[code] ?? separator;
      if (folded === separator) text += ' ';
      else if (folded !== dropped) text += String.fromCharCode(folded);
    } else if (accent.test(part)) continue;
    else text += keptCharacter.test(part) ? part : ' ';
  }
  const folded = { text, isAccent: accent.test(character), isWord: wordsOfOneCharacter.test(character) };
  if (knownCharacters.size < knownCharactersLimit) knownCharacters.set(character, folded);
  return folded;
}

const isLetter = (text: string, index: number): boolean => {
  const code = text.charCodeAt(index);
  if (code < 128) return (ascii[code] ?? separator) > dropped;
  return index >= 0 && index < text.length && letterOrDigit.test(text.charAt(index));
};

/** "S.A." is one word, "e.on" two: the dot stands between letters that stand alone. */
const isDotOfAbbreviation = (text: string, index: number): boolean =>
  isLetter(text, index - 1) && !isLetter(text, index - 2) && isLetter(text, index + 1) && !isLetter(text, index + 2);

let codes = new Uint16Array(256);
let length = 0;

function write(code: number): void {
  if (length === codes.length) {
    const larger = new Uint16Array(codes.length * 2);
    larger.set(codes);
    codes = larger;
  }
  codes[length++] = code;
}

function written(): string {
  if (length <= 4_096) return String.fromCharCode.apply(null, codes.subarray(0, length) as unknown as number[]);
  let text = '';
  for (let from = 0; from < length; from += 4_096) {
    text += String.fromCharCode.apply(
      null,
      codes.subarray(from, Math.min(from + 4_096, length)) as unknown as number[],
    );
  }
  return text;
}

interface Origins {
  starts: number[];
  ends: number[];
}

function foldWith(original: string, origins: Origins | null): string {
  length = 0;
  /** A separator was met and not yet written, so that none stands at the ends and none twice. */
  let gap = false;
  let gapAt = 0;
  const letter = (code: number, start: number, end: number): void => {
    if (gap && length > 0) {
      write(space);
      origins?.starts.push(gapAt);
      origins?.ends.push(gapAt);
    }
    gap = false;
    write(code);
    origins?.starts.push(start);
    origins?.ends.push(end);
  };
  const separate = (at: number): void => {
    if (!gap) gapAt = at;
    gap = true;
  };

  for (let index = 0; index < original.length; index++) {
    const code = original.charCodeAt(index);
    if (code < 128) {
      const folded = ascii[code] ?? separator;
      if (folded > dropped) letter(folded, index, index + 1);
      else if (code === ampersand) {
        separate(index);
        for (const part of 'and') letter(part.charCodeAt(0), index, index + 1);
        separate(index + 1);
      } else if (folded === separator && !(code === dot && isDotOfAbbreviation(original, index))) separate(index);
      continue;
    }
    const character = String.fromCodePoint(original.codePointAt(index) ?? 0);
    const end = index + character.length;
    const folded = code >= 0xdc00 && code < 0xe000 ? noCharacter : foldCharacter(character);
    if (folded.isAccent && origins && !gap && length > 0) origins.ends[length - 1] = end;
    if (folded.isWord) separate(index);
    for (let unit = 0; unit < folded.text.length; unit++) {
      const foldedCode = folded.text.charCodeAt(unit);
      if (foldedCode === space) separate(index);
      else letter(foldedCode, index, end);
    }
    if (folded.isWord) separate(end);
    index = end - 1;
  }
  return written();
}

/** Lower-case words without accents and punctuation, one space apart; "&" is the word "and". */
export const fold = (text: string): string => foldWith(text, null);

/** As `fold`, and where each folded letter stands in the original. */
export function foldWithOrigins(original: string): FoldedText {
  const origins: Origins = { starts: [], ends: [] };
  return { text: foldWith(original, origins), ...origins };
}

/** The words of a folded text; none for an empty one. */
export const wordsOf = (folded: string): string[] => (folded === '' ? [] : folded.split(' '));

/** The word that joins names; left out of initials, and optional in a search. */
export const joiningWord = 'and';

/** "bnc" for the words blue, north, coffee. Empty where there are not at least two words. */
export function initialsOf(words: readonly string[]): string {
  let initials = '';
  for (const word of words) {
    if (word !== joiningWord) initials += String.fromCodePoint(word.codePointAt(0) ?? 0);
  }
  return initials.length >= 2 ? initials : '';
}
