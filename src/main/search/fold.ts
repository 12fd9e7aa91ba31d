import { lettersUsedForEachOther, typedOneByOne } from './letters.ts';

// Folding makes "Šmíd & Søn", "smid and son" and "SMÍD AND SØN" the same words. It can change lengths (ß, &, ligatures), so it
// can also say which original character each folded letter comes from.

/** Folded words, one space apart, with the original position of each folded UTF-16 unit. */
export interface FoldedText {
  text: string;
  /** For each unit of `text`: where the original character starts. */
  starts: readonly number[];
  /** For each unit of `text`: where the original character ends, with the accents that follow it. */
  ends: readonly number[];
}

/** The word that joins names. Initials leave it out, and in a search it is optional. */
export const joiningWord = 'and';

const separator = 0;
const dropped = 1;

/** Letters that Unicode does not decompose, because the accent is part of the letter. */
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
  // People do not type quotation marks inside a word, or trade marks.
  '’': '',
  '‘': '',
  ʼ: '',
  ʻ: '',
  '′': '',
  '´': '',
  '·': '',
  '™': '',
  '®': '',
  '©': '',
  ...lettersUsedForEachOther,
};

/** How keyboards without these letters write them. */
const spelledOutLetters: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' };
const hasLetterToSpellOut = /[äöüåø]|\u0308|\u030a/i;

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
const parenthesis = '('.charCodeAt(0);
const wideParenthesis = '（'.charCodeAt(0);

/** Scripts written without spaces: each character is a word, so that any part of a name can be typed. */
const wordsOfOneCharacter = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const keptCharacter = /[\p{L}\p{N}\p{Mc}]/u;
/** Accents, and what is not seen at all: soft hyphens, zero-width spaces. The long mark of kana is often left out. */
const accent = /[\p{Mn}\p{Me}\p{Cf}ー]/u;
const digit = /\p{Nd}/u;
/** Japanese and Korean legal forms that are written as one letter in parentheses, such as ㈱ or (株). */
const abbreviatedForms: Readonly<Record<string, string>> = {
  株: '株式会社',
  有: '有限会社',
  資: '合資会社',
  주: '주식회사',
  유: '유한회사',
};
const abbreviatedForm = /^[(（](.)[)）]$/u;
const letterOrDigit = /[\p{L}\p{N}]/u;

interface FoldedCharacter {
  /** A space is a separator. */
  text: string;
  isAccent: boolean;
}

/** Most names use few characters, and folding one costs about a microsecond, so they are remembered. */
const knownCharacters = new Map<string, FoldedCharacter>();
const knownCharactersLimit = 8_192;

/** The digits of a script follow each other, from zero on. */
function digitValue(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && digit.test(String.fromCodePoint(zero - 1))) zero--;
  return code - zero;
}

function foldPart(letter: string): string {
  const plain = plainLetters[letter];
  if (plain !== undefined && plain.length !== 1) return plain;
  const part = plain ?? letter;
  const code = part.charCodeAt(0);
  if (code < 128) {
    if (code === ampersand) return ` ${joiningWord} `;
    const folded = ascii[code] ?? separator;
    return folded === separator ? ' ' : folded === dropped ? '' : String.fromCharCode(folded);
  }
  if (accent.test(part)) return '';
  if (wordsOfOneCharacter.test(part)) return ` ${part} `;
  if (digit.test(part)) return String(digitValue(part));
  return keptCharacter.test(part) ? part : ' ';
}

/** The plain letters of a character, or of a legal form in parentheses. */
function partsOf(character: string): string {
  const lower = character.toLowerCase();
  // Unicode would take a trade mark apart.
  if (plainLetters[lower] === '') return lower;
  const parts = lower.normalize('NFKD').toLowerCase();
  const form = abbreviatedForms[abbreviatedForm.exec(parts.normalize('NFC'))?.[1] ?? ''];
  return form ? ` ${form.normalize('NFKD')} ` : parts;
}

function foldCharacter(character: string): FoldedCharacter {
  const known = knownCharacters.get(character);
  if (known) return known;
  let text = '';
  const parts = typedOneByOne(partsOf(character));
  for (const part of parts) text += foldPart(part);
  const folded = { text, isAccent: accent.test(character) };
  if (knownCharacters.size < knownCharactersLimit) knownCharacters.set(character, folded);
  return folded;
}

const isLetter = (text: string, index: number): boolean => {
  const code = text.charCodeAt(index);
  if (code < 128) return (ascii[code] ?? separator) > dropped;
  return index >= 0 && index < text.length && letterOrDigit.test(text.charAt(index));
};

/** "S.A." is one word, "e.on" two: the dot of an abbreviation is between single letters. */
const isDotOfAbbreviation = (text: string, index: number): boolean =>
  isLetter(text, index - 1) && !isLetter(text, index - 2) && isLetter(text, index + 1) && !isLetter(text, index + 2);

interface Origins {
  starts: number[];
  ends: number[];
}

// The text that is being folded. It is kept here because folding is half the work of building an index, and so it allocates
// nothing.
let codes = new Uint16Array(256);
let length = 0;
let origins: Origins | null = null;
/** The position of a separator that is not written yet, or -1. So the text has none at its ends, and never two in a row. */
let gapAt = -1;
/** Whether "ü" becomes "ue" instead of "u". */
let writesOut = false;

function write(code: number, start: number, end: number): void {
  if (length === codes.length) {
    const larger = new Uint16Array(codes.length * 2);
    larger.set(codes);
    codes = larger;
  }
  codes[length++] = code;
  origins?.starts.push(start);
  origins?.ends.push(end);
}

function writeLetter(code: number, start: number, end: number): void {
  if (gapAt >= 0 && length > 0) write(space, gapAt, gapAt);
  gapAt = -1;
  write(code, start, end);
}

function separate(at: number): void {
  if (gapAt < 0) gapAt = at;
}

function written(): string {
  let text = '';
  for (let from = 0; from < length; from += 4_096) {
    const part: unknown = codes.subarray(from, Math.min(from + 4_096, length));
    // `apply` takes a typed array like any array, and spreading one is slow.
    text += String.fromCharCode.apply(null, part as number[]);
  }
  return text;
}

/** The letters for an umlaut, or for the dots of one whose letter is written already; undefined for anything else. */
function spelledOutLetter(character: string): string | undefined {
  const before = gapAt < 0 && length > 0 ? String.fromCharCode(codes[length - 1] ?? 0) : '';
  const umlaut = character === '\u0308' || character === '\u030a' ? (before + character).normalize('NFC') : character;
  const letters = spelledOutLetters[umlaut.toLowerCase()];
  return umlaut === character ? letters : letters?.slice(1);
}

/** Writes "(株)" like ㈱. False if it is no legal form. */
function writeAbbreviatedForm(original: string, start: number): boolean {
  const form = original.slice(start, start + 3);
  if (!abbreviatedForm.test(form) || !(form.charAt(1) in abbreviatedForms)) return false;
  writeCharacter(form, start);
  return true;
}

function writeCharacter(character: string, start: number): void {
  const end = start + character.length;
  const written = writesOut ? spelledOutLetter(character) : undefined;
  if (written !== undefined) {
    for (const letter of written) writeLetter(letter.charCodeAt(0), start, end);
    return;
  }
  const folded = foldCharacter(character);
  if (folded.isAccent && gapAt < 0 && length > 0 && origins) origins.ends[length - 1] = end;
  for (let unit = 0; unit < folded.text.length; unit++) {
    const code = folded.text.charCodeAt(unit);
    if (code === space) separate(start);
    else writeLetter(code, start, end);
  }
}

function foldInto(original: string, noted: Origins | null): string {
  length = 0;
  gapAt = -1;
  origins = noted;
  for (let index = 0; index < original.length; index++) {
    const code = original.charCodeAt(index);
    if ((code === parenthesis || code === wideParenthesis) && writeAbbreviatedForm(original, index)) {
      index += 2;
      continue;
    }
    if (code >= 128) {
      const character = String.fromCodePoint(original.codePointAt(index) ?? 0);
      writeCharacter(character, index);
      index += character.length - 1;
      continue;
    }
    const folded = ascii[code] ?? separator;
    if (folded > dropped) writeLetter(folded, index, index + 1);
    else if (code === ampersand) {
      separate(index);
      for (const part of joiningWord) writeLetter(part.charCodeAt(0), index, index + 1);
      separate(index + 1);
    } else if (folded === separator && !(code === dot && isDotOfAbbreviation(original, index))) separate(index);
  }
  return written();
}

/** Most names and addresses are folded when they are in lower case: their letters need not be read one by one. */
const plainWords = /^[a-z0-9]+(?: [a-z0-9]+)*$/;
const plainAddress = /^[a-z0-9]{2,}(?:[.@_-][a-z0-9]{2,})*$/;

/** A text folded, if that changes nothing but capitals and the signs between words: each letter keeps its place. Else null. */
export function foldInPlace(text: string): string | null {
  const lower = text.toLowerCase();
  if (plainWords.test(lower)) return lower;
  return plainAddress.test(lower) ? lower.replace(/[.@_-]/g, ' ') : null;
}

/** Lower-case words without accents and punctuation, one space apart; "&" is the word "and". */
export const fold = (text: string): string => foldInPlace(text) ?? foldInto(text, null);

/** The same, with the original position of each folded letter. */
export function foldWithOrigins(original: string): FoldedText {
  const noted: Origins = { starts: [], ends: [] };
  return { text: foldInto(original, noted), ...noted };
}

/** A text folded with its umlauts written out: "mueller" for "Müller". Empty if it has none. */
export function foldSpelledOut(text: string): string {
  return hasLetterToSpellOut.test(text) ? writtenOut(() => foldInto(text, null)) : '';
}

/** The same, with the original position of each folded letter. */
export function foldSpelledOutWithOrigins(original: string): FoldedText {
  return writtenOut(() => foldWithOrigins(original));
}

function writtenOut<T>(work: () => T): T {
  writesOut = true;
  try {
    return work();
  } finally {
    writesOut = false;
  }
}

/** The words of a folded text; none for an empty one. */
export const wordsOf = (folded: string): string[] => (folded === '' ? [] : folded.split(' '));

/** "bnc" for the words blue, north, coffee. Empty if there are fewer than two words. */
export function initialsOf(words: readonly string[]): string {
  let initials = '';
  for (const word of words) {
    if (word !== joiningWord) initials += String.fromCodePoint(word.codePointAt(0) ?? 0);
  }
  return initials.length >= 2 ? initials : '';
}

/**
 * The same without words of one letter after the first word: in many languages they mean "and", and are not said. Empty if
 * there are none.
 */
export function spokenInitialsOf(words: readonly string[]): string {
  const isLeftOut = (word: string, index: number): boolean => index > 0 && word.length <= 1;
  return words.some(isLeftOut) ? initialsOf(words.filter((word, index) => !isLeftOut(word, index))) : '';
}
