// How much a text looks like one that people wrote. Bytes that are read in the wrong encoding give letters of no language
// together ("ûË"), signs inside words ("K”hler") and capitals after small letters ("BäcKerei").

/** The letters beyond a to z of languages with Latin and Cyrillic letters, in lower case. */
const alphabets = [
  'äöüß', // German
  'àâæçéèêëîïôœùûüÿ', // French
  'áéíóúüñç', // Spanish
  'áâãàçéêíóôõúü', // Portuguese
  'àèéìíîòóùú', // Italian
  'àçèéíïòóúü', // Catalan
  'åäöéüæø', // Nordic
  'áðéíóúýþæö', // Icelandic
  'ëéïöüèê', // Dutch
  'ąćęłńóśźż', // Polish
  'áčďéěíňóřšťúůýžäĺľŕô', // Czech and Slovak
  'áéíóöőúüű', // Hungarian
  'ăâîșțşţ', // Romanian
  'čćđšž', // Croatian, Slovene
  'çëâ', // Albanian
  'çğıöşüâîûə', // Turkish, Azerbaijani
  'äõöüšž', // Estonian
  'āčēģīķļņšūž', // Latvian
  'ąčęėįšųūž', // Lithuanian
  'àáảãạăâđèéẻẽẹêìíỉĩịòóỏõọôơùúủũụưỳýỷỹỵ\u0300\u0301\u0303\u0309\u0323', // Vietnamese
  'абвгдежзийклмнопрстуфхцчшщъыьэюяё', // Russian, Bulgarian
  'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя', // Ukrainian
  'абвгдеёжзійклмнопрстуўфхцчшыьэюя', // Belarusian
  'абвгдђежзијклљмнњопрстћуфхцчџшѓќѕ', // Serbian, Macedonian
].map((letters) => new Set(letters));

/** Signs that names are written with. Inside of words there are only apostrophes, hyphens and dots, and no amount is a word. */
const sign = /[\u00a0«»‹›„“”‚‘’´–—…·•°™®©€£§№ºª¡¿†、。・「」（）！？：；＆－ー々〆]/u;
const signInWord = /[’´·‘‑ー々・]/u;
const signOfAmount = /[€£§†°]/u;

const written = /\p{L}|\p{M}/u;
const scripts = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Hebrew}/u]
  .concat([/\p{Script=Arabic}/u, /\p{Script=Thai}/u])
  .concat([/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]/u, /\p{Script=Hangul}/u]);
const scriptOf = (character: string): number => scripts.findIndex((script) => script.test(character));
const cased = 2;

/** Marks that follow a consonant in Thai, letters that only end a word in Hebrew and Arabic, narrow katakana. */
const misplaced =
  /(?<![\u0e01-\u0e2e\p{Mn}])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]|[ךםןףץ](?=\p{Script=Hebrew})|[ةى](?=\p{Script=Arabic})|[\uff65-\uff9f]/gu;

/** Whether the character at `at` of a word cannot be where it is. */
function isOddInWord(word: readonly string[], at: number): boolean {
  const character = word[at] ?? '';
  const before = word[at - 1] ?? '';
  const after = word[at + 1] ?? '';
  const besides = [before, after].filter((other) => written.test(other)).length;
  if (signOfAmount.test(character)) return besides > 0;
  if (sign.test(character)) return besides === 2 && !signInWord.test(character);
  if (!written.test(character)) return true;
  const script = scriptOf(character);
  const differs = (other: string): boolean => /\p{L}/u.test(other) && scriptOf(other) !== script;
  if (script <= cased ? differs(before) || differs(after) : differs(before) && differs(after)) return true;
  if (/\p{Lu}/u.test(character)) return /\p{Ll}/u.test(before) || (/\p{Lu}/u.test(before) && /\p{Ll}/u.test(after));
  return /\p{Lu}/u.test(before) && /\p{Lu}/u.test(after);
}

/** From 0 to 1, for the characters of `text` beyond ASCII; 1 if there are none. */
export function plausibility(text: string): number {
  let all = 0;
  let odd = text.match(misplaced)?.length ?? 0;
  const lettersWithAlphabet: string[] = [];
  for (const word of text.split(/(?:[^\P{ASCII}\w'-]|\s)+/u)) {
    const characters = [...word];
    characters.forEach((character, at) => {
      if (character <= '\x7f') return;
      all += 1;
      if (isOddInWord(characters, at)) odd += 1;
      else if (written.test(character) && scriptOf(character) < cased)
        lettersWithAlphabet.push(character.toLowerCase());
    });
  }
  if (all === 0) return 1;
  const foreign = Math.min(
    lettersWithAlphabet.length,
    ...alphabets.map((alphabet) => lettersWithAlphabet.filter((letter) => !alphabet.has(letter)).length),
  );
  return Math.max(0, 1 - (odd + foreign) / all);
}
