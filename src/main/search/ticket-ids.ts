/** Words with a digit, as they are written. */
export interface IdsInText {
  ids: readonly string[];
  /** Those in a longer word or number, such as that of a phone. */
  parts: readonly string[];
}

/** All of a word is taken: the end of a long one is none. */
const idLike = /[A-Za-z0-9_-]+/g;
const shortestId = 4;
const longestId = 200;
const onlyDigits = /^\d+$/;
/** As they are written for italics. */
const betweenUnderscores = /^_+(?=[^_])(?<inner>.*[^_])_+$/;

/** So much of the text around a word decides. */
const lookedAt = 40;
const blank = '[ \\u00a0\\u2009\\u202f]';
const dash = '[-\\u2010-\\u2015\\u2212/]';
const money =
  '(?:[$€£¥₹₽₺]|EUR|USD|GBP|CHF|JPY|CNY|INR|BRL|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|RON|TRY|RUB|UAH|ZAR|MXN|SGD|HKD)';
const phone = '(?:tel|telefon|telefono|téléphone|telephone|phone|fon|mobil|mobile|handy|cell|fax|telefax)';
/** Scripts that have no blank between a word and a number. */
const joinedLetter =
  '(?:(?![\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}])[\\p{L}\\p{M}]|\\p{N})';

const goesOnBefore = new RegExp(
  `(?:${joinedLetter}|[+%]|(?<=[\\p{L}\\p{N}])(?<!nr|(?<!\\p{L})(?:no|id))\\.|@[^\\p{L}\\p{N}\\s]?)$`,
  'iu',
);
const goesOnAfter = new RegExp(`^(?:${joinedLetter}|\\.[\\p{L}\\p{N}]|[^\\p{L}\\p{N}\\s]?@)`, 'u');
/** A group of a phone number, an amount of money, a decimal, a time. */
const numberBefore = new RegExp(
  `(?:\\d(?:[.,:'’·]|${blank}{1,2}|${blank}?${dash}${blank}?)|\\(\\+?\\d+\\)${blank}?|${money}${blank}?|` +
    `(?<!\\p{L})${phone}\\.?${blank}*:?${blank}*)$`,
  'iu',
);
const numberAfter = new RegExp(
  `^(?:(?:[.,:'’·]|${blank}{1,2}|${blank}?${dash}${blank}?)\\d|${blank}?(?:[%‰]|${money}(?!\\p{L})))`,
  'u',
);
/** A path has numbers beside each other that are no parts of one. */
const inLink = /:\/\/\S*$/;

/** Whether a word of a text may be a part of something longer, by what is around it. */
function goesOn(text: string, from: number, to: number): boolean {
  const before = text.slice(Math.max(0, from - lookedAt), from);
  const after = text.slice(to, to + lookedAt);
  if (goesOnBefore.test(before) || goesOnAfter.test(after)) return true;
  if (!onlyDigits.test(text.slice(from, to)) || inLink.test(text.slice(Math.max(0, from - 500), from))) return false;
  return numberBefore.test(before) || numberAfter.test(after);
}

const mayBeId = (word: string): boolean => word.length >= shortestId && word.length <= longestId && /\d/.test(word);

/** The ids in a text without its emails, in place of which it has an `@`. An id in a link counts: those of providers hold it. */
export function idsIn(text: string): IdsInText {
  const ids = new Set<string>();
  const parts = new Set<string>();
  for (const { 0: word, index } of text.matchAll(idLike)) {
    if (word.length < shortestId || !/\d/.test(word)) continue;
    const inner = betweenUnderscores.exec(word)?.groups?.['inner'] ?? word;
    const isWhole = !/^[_-]|[_-]$/.test(inner) && !goesOn(text, index, index + word.length);
    if (mayBeId(inner)) (isWhole ? ids : parts).add(inner);
    for (const part of inner.split(/[_-]+/)) if (part !== inner && mayBeId(part)) parts.add(part);
  }
  return { ids: [...ids], parts: [...parts].filter((part) => !ids.has(part)) };
}
