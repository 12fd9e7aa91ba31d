// How much a text looks like one that people wrote. Bytes that are read in the wrong encoding give letters of no language
// together ("ûË"), signs inside words ("K”hler") and capitals after small letters ("BäcKerei").

/** The letters beyond a to z of languages with Latin and Cyrillic letters, in lower case. */
const letters = {
  german: 'äöüß',
  french: 'àâæçéèêëîïôœùûüÿ',
  spanish: 'áéíóúüñç',
  portuguese: 'áâãàçéêíóôõúü',
  italian: 'àèéìíîòóùú',
  catalan: 'àçèéíïòóúü',
  nordic: 'åäöéüæø',
  icelandic: 'áðéíóúýþæö',
  dutch: 'ëéïöüèê',
  polish: 'ąćęłńóśźż',
  czech: 'áčďéěíňóřšťúůýžäĺľŕô',
  hungarian: 'áéíóöőúüű',
  romanian: 'ăâîșțşţ',
  croatian: 'čćđšž',
  turkish: 'çğıöşüâîûə',
  estonian: 'äõöüšž',
  latvian: 'āčēģīķļņšūž',
  lithuanian: 'ąčęėįšųūž',
  vietnamese: 'àáảãạăâđèéẻẽẹêìíỉĩịòóỏõọôơùúủũụưỳýỷỹỵ',
  russian: 'абвгдежзийклмнопрстуфхцчшщъыьэюяё',
  ukrainian: 'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя',
  belarusian: 'абвгдеёжзійклмнопрстуўфхцчшыьэюя',
  serbian: 'абвгдђежзијклљмнњопрстћуфхцчџшѓќѕ',
};
export type Alphabet = keyof typeof letters;
const alphabets = new Map(Object.entries(letters).map(([name, all]) => [name, new Set(all)] as const));

/** Signs that names are written with. Inside of words there are only apostrophes and hyphens, before words only some. */
const sign = /[\u00a0«»‹›„“”‚‘’´–—…·•°™®©€£§№ºª¡¿†、。・「」（）！？：；＆－ー々〆]/u;
const signInWord = /[’´‘‑ー々・]/u;
const signApart = /[€£§†°]/u;
const signNotBefore = /[®©™’‚]/u;

const written = /\p{L}|\p{M}/u;
/** Those with alphabets of their languages, then others that put spaces between words, then those that do not. */
const scripts = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Thai}/u,
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]/u,
  /\p{Script=Hangul}/u,
];
const withAlphabet = 2;
const withSpaces = 6;
const scriptOf = (character: string): number => scripts.findIndex((script) => script.test(character));

/** Marks that follow a consonant in Thai, letters that only end a word in Hebrew and Arabic, narrow katakana. */
const misplaced =
  /(?<![\u0e01-\u0e2e\p{Mn}])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]|[ךםןףץ](?=\p{Script=Hebrew})|[ةى](?=\p{Script=Arabic})|[\uff65-\uff9f]/gu;

/** Whether the character at `at` of a word cannot be in that place. */
function isOddInWord(word: readonly string[], at: number): boolean {
  const character = word[at] ?? '';
  const before = word[at - 1] ?? '';
  const after = word[at + 1] ?? '';
  const besides = [before, after].filter((other) => written.test(other)).length;
  if (signApart.test(character)) return besides > 0;
  if (signNotBefore.test(character) && !written.test(before)) return besides > 0;
  if (sign.test(character)) return besides === 2 && !signInWord.test(character);
  if (!written.test(character)) return true;
  if (/\p{M}/u.test(character)) return !written.test(before);
  const script = scriptOf(character);
  const differs = (other: string): boolean => /\p{L}/u.test(other) && scriptOf(other) !== script;
  // Where no spaces are written, a Latin word may be at one end.
  if (script < withSpaces ? differs(before) || differs(after) : differs(before) && differs(after)) return true;
  if (/\p{Lu}/u.test(character)) return /\p{Ll}/u.test(before) || (/\p{Lu}/u.test(before) && /\p{Ll}/u.test(after));
  return /\p{Lu}/u.test(before) && /\p{Lu}/u.test(after);
}

const shareOfWords = 0.8;

/** One character, even of the Turkish İ. */
const inLowerCase = (letter: string): string => (letter === 'İ' ? 'ı' : letter.toLowerCase());

/** How many of the letters no single one of the alphabets has. */
const foreignIn = (word: readonly string[], known: readonly ReadonlySet<string>[]): number =>
  Math.min(word.length, ...known.map((alphabet) => word.filter((letter) => !alphabet.has(letter)).length));

/**
 * From 0 to 1, for the characters of `text` beyond ASCII; 1 if there are none. `expected`: the languages that are written in
 * the encoding. Each word should be of one of them; all words together should be, too, but a team has customers abroad.
 */
export function plausibility(text: string, expected: readonly Alphabet[]): number {
  const known = expected.map((name) => alphabets.get(name) ?? new Set<string>());
  let all = 0;
  let odd = text.match(misplaced)?.length ?? 0;
  let foreign = 0;
  const allLetters: string[] = [];
  for (const word of text.split(/(?:[^\P{ASCII}\w'-]|\s)+/u)) {
    const characters = [...word];
    const withOwn: string[] = [];
    characters.forEach((character, at) => {
      if (character <= '\x7f') return;
      all += 1;
      if (isOddInWord(characters, at)) odd += 1;
      else if (/\p{L}/u.test(character) && scriptOf(character) < withAlphabet) withOwn.push(inLowerCase(character));
    });
    foreign += foreignIn(withOwn, known);
    allLetters.push(...withOwn);
  }
  if (all === 0) return 1;
  const strange = foreign * shareOfWords + foreignIn(allLetters, known) * (1 - shareOfWords);
  return Math.max(0, 1 - (odd + strange) / all);
}
