// Letters that writers use for each other, or that a keyboard makes in steps: a search must find one by the other.

/** Each text is a letter, followed by those that stand for the same. */
const sameLetters = [
  // Arabic and Persian keyboards, and endings that are often written without their dots.
  'يىیۍې',
  'كک',
  'هةہھەۀ',
  'اٱ',
  // Hebrew letters at the end of a word.
  'כך',
  'מם',
  'נן',
  'פף',
  'צץ',
  'гґ',
  // Old and new shapes of letters that are common in Japanese names.
  '高髙',
  '崎﨑嵜',
  '沢澤',
  '斉斎齊齋',
  '浜濱濵',
  '辺邊邉',
  '国國',
  '会會',
  '広廣',
  '徳德',
  '桜櫻',
  '竜龍',
  '恵惠',
  '真眞',
  '渋澁',
  '島嶋嶌',
  '富冨',
  '吉𠮷',
  '館舘',
  '峰峯',
  '塩鹽',
  '鉄鐵',
  '栄榮',
  '円圓',
  '芸藝',
];

/** They change nothing that is read: the Arabic stretching mark, and a hamza of its own. */
const silent = 'ـء';

const kana: Record<string, string> = {};
for (let code = 0x3041; code <= 0x3096; code++) {
  kana[String.fromCharCode(code)] = String.fromCharCode(code + 0x60);
}
/** Small kana and their large ones, and kana of the old spelling: a keyboard, or a company, may write either. */
const largeKana = [
  'アァ',
  'イィヰ',
  'ウゥ',
  'エェヱ',
  'オォヲ',
  'カヵ',
  'ケヶ',
  'ツッ',
  'ヤャ',
  'ユュ',
  'ヨョ',
  'ワヮ',
];

function letterTable(): Record<string, string> {
  const table: Record<string, string> = {};
  for (const letters of [...sameLetters, ...largeKana]) {
    const [first = '', ...others] = letters;
    for (const other of others) table[other] = first;
  }
  for (const mark of silent) table[mark] = '';
  for (const [hiragana, katakana] of Object.entries(kana)) table[hiragana] = table[katakana] ?? katakana;
  return table;
}

/** For each letter the one that it is folded to; empty for one that is dropped. */
export const lettersUsedForEachOther: Readonly<Record<string, string>> = letterTable();

/** The consonants at the end of a Korean syllable, from U+11A8 on, as the same keys write them at the front of one. */
const finalConsonants =
  'ᄀ ᄁ ᄀᄉ ᄂ ᄂᄌ ᄂᄒ ᄃ ᄅ ᄅᄀ ᄅᄆ ᄅᄇ ᄅᄉ ᄅᄐ ᄅᄑ ᄅᄒ ᄆ ᄇ ᄇᄉ ᄉ ᄊ ᄋ ᄌ ᄎ ᄏ ᄐ ᄑ ᄒ'.split(' ');
const firstFinal = 0x11a8;
/** Vowels that a Korean keyboard writes with two keys. */
const twoKeyVowels: Readonly<Record<string, string>> = {
  '\u116a': '\u1169\u1161',
  '\u116b': '\u1169\u1162',
  '\u116c': '\u1169\u1175',
  '\u116f': '\u116e\u1165',
  '\u1170': '\u116e\u1166',
  '\u1171': '\u116e\u1175',
  '\u1174': '\u1173\u1175',
};

/**
 * Korean letters in the order of the keys. While "가나" is being typed, "간" is on the screen for a moment: the first letter
 * of the next syllable is still at the end of this one.
 */
export function typedOneByOne(decomposed: string): string {
  return decomposed.replace(
    /[\u1161-\u1175\u11a8-\u11c2]/g,
    (letter) => twoKeyVowels[letter] ?? finalConsonants[letter.charCodeAt(0) - firstFinal] ?? letter,
  );
}
