import { areMostly, filledTexts } from './mostly.ts';
import { areFirstNames, arePeople, areUserNames } from './people.ts';
import { arePlaces } from './places.ts';

// What the texts of a column look like.

const numberOrDate = /^[\d\s.,:/+()TZ-]*$/;
/** One word with three digits is a code, or the id of another program. So are some capitals and a number: `K-7`. */
const code = /^(?:(?=(?:\D*\d){3})[\w./#:-]+|\p{Lu}{1,3}[\s./#:-]*\d+)$/u;
/** The legal form of a company at the end of a name, of the countries that resellers mostly serve. A person has none. */
export const legalForm =
  /[\s,&](?:inc|ltd|limited|llc|llp|lp|plc|corp|corporation|gmbh|mbh|ag|kg|kgaa|ohg|gbr|ug|e\.?k|e\.?v|se|sa|s\.a|sas|sasu|sarl|srl|s\.r\.l|spa|s\.p\.a|sl|s\.l|bv|b\.v|nv|n\.v|ab|as|aps|oy|oyj|s\.?r\.?o|a\.s|z\s?o\.?o|kft|zrt|doo|d\.o\.o|lda|ltda|pty|pte|co)\.?$/i;
/** In scripts that write it in front, or without a space. */
const legalFormOfOtherScripts =
  /^(?:ООО|ОАО|ЗАО|ПАО|АО|ИП|ТОВ|ТДВ|ПрАТ|ФОП)\s|\s(?:ЕООД|ООД|АД|Α\.?Ε\.?|Ε\.?Π\.?Ε\.?|Ι\.?Κ\.?Ε\.?|בע["״]מ)$|株式会社|有限会社|合同会社|有限公司|㈱|㈜|\(주\)|주식회사|บริษัท/u;
const state =
  /^(true|false|yes|no|y|n|on|off|ja|nein|oui|non|s[ií]|active|inactive|enabled|disabled|suspended|pending|deleted|aktiv|inaktiv|gesperrt)$/i;
const houseNumber = /\p{L}{3}.*\s\d+\s?\p{L}?$|^\d+\s\p{L}/u;

const differentTexts = (texts: readonly string[]): ReadonlySet<string> =>
  new Set(filledTexts(texts).map((text) => text.toLowerCase()));

/** Of all rows, how many have a text that no earlier one has. */
export const shareOfDifferent = (texts: readonly string[]): number =>
  texts.length === 0 ? 0 : differentTexts(texts).size / texts.length;

/** Whether the texts differ as names do. An empty column may have names further down. */
export function tellApart(texts: readonly string[], share: number): boolean {
  if (areMostly(texts, (text) => state.test(text), 1)) return false;
  return differentTexts(texts).size >= filledTexts(texts).length * share;
}

/** An empty column has no codes. */
export const areCodes = (texts: readonly string[]): boolean =>
  areMostly(texts, (text) => numberOrDate.test(text) || code.test(text), 0.5);

/** Many companies are written without their legal form, few people with one. */
export const areCompanies = (texts: readonly string[]): boolean =>
  areMostly(texts, (text) => legalForm.test(text) || legalFormOfOtherScripts.test(text), 0.2);

const areAddresses = (texts: readonly string[]): boolean => areMostly(texts, (text) => houseNumber.test(text), 0.6);

const wordsOfProse = 7;
const areSentences = (texts: readonly string[]): boolean =>
  areMostly(texts, (text) => text.split(/\s+/).length >= wordsOfProse, 0.5);

/** What the texts are; `names` if nothing else is known of them. */
export type Looks =
  | 'people'
  | 'first-names'
  | 'users-people'
  | 'users'
  | 'places'
  | 'addresses'
  | 'sentences'
  | 'names';

export function looksOf(texts: readonly string[]): Looks {
  if (areCompanies(texts)) return arePeople(texts) ? 'people' : 'names';
  if (arePlaces(texts)) return 'places';
  if (areAddresses(texts)) return 'addresses';
  if (areSentences(texts)) return 'sentences';
  if (arePeople(texts)) return 'people';
  const users = areUserNames(texts);
  if (users) return users === 'of-people' ? 'users-people' : 'users';
  return areFirstNames(texts) ? 'first-names' : 'names';
}
