import { fold, joiningWord } from './fold.ts';

// Legal forms as `fold` leaves them: lower case, no accents, no dots ("S.p.A." is "spa"), each Han character a word.
// Sources: ISO 20275 (Entity Legal Forms) for the abbreviations; the forms of the countries that resellers mostly serve.

/** Forms of several words, the longer ones before those they contain. */
const phrases: readonly (readonly string[])[] = [
  '股 份 有 限 公 司',
  '有 限 责 任 公 司',
  '有 限 責 任 公 司',
  '有 限 公 司',
  '株 式 会 社',
  '有 限 会 社',
  '合 同 会 社',
  '合 資 会 社',
  '一 般 社 団 法 人',
  'sp z oo',
  'sp zoo',
  'spol s ro',
  'spol sro',
  'sa de cv',
  'sapi de cv',
  's de rl de cv',
  'sociedad anonima',
  'sociedad limitada',
  'societe anonyme',
  'public limited company',
  'kabushiki kaisha',
  'in liquidation',
  'בע מ',
  'ش م م',
  'ذ م م',
].map((phrase) => phrase.split(' '));

/** Words that are legal forms wherever they stand. */
const anywhere: ReadonlySet<string> = new Set(
  (
    'inc incorporated ltd limited llc llp lllp plc gmbh ggmbh mbh ag kg kgaa ohg gbr ug haftungsbeschrankt ' +
    'sas sasu sarl eurl srl srls spa bv nv vof ab aps oy oyj asa pty pvt co corp corporation company ' +
    'group holding holdings sa as sro doo dooel kft zrt nyrt bt ltda eireli lda sl slu slne scrl sprl bvba cvba ' +
    'ehf hf sia uab tov ooo pjsc ojsc jsc cjsc sdn bhd pte gmbhco kk ' +
    // Cyrillic, Greek, Korean
    'ооо оао зао пао тов прат еоод оод ае επε ικε 주식회사 유한회사 ' +
    // Thai company names begin with the first and end with the second.
    'บริษัท จำกัด'
  )
    .split(' ')
    .map(fold),
);

/** Words that are legal forms only first or last in a name: they are ordinary words or initials elsewhere. */
const atTheEnds: ReadonlySet<string> = new Set(
  'ek eg ev se sc scs snc ks is as ou oue dd kd jd pt cv tbk vzw asbl ао ад ип пп чп αε οε εε 株 有 주 유'
    .split(' ')
    .map(fold),
);

/** Every word that can be a part of a legal form. */
export const wordsOfLegalForms: ReadonlySet<string> = new Set([...anywhere, ...atTheEnds, ...phrases.flat()]);

/** Words of phrases that are no ordinary words. */
const onlyInForms: ReadonlySet<string> = new Set('sp zoo oo spol ro sapi'.split(' '));

/** Whether a folded word by itself says that the name beside it has a legal form. */
export const isWordOfLegalForm = (word: string): boolean =>
  anywhere.has(word) || atTheEnds.has(word) || onlyInForms.has(word);

const phraseAt = (words: readonly string[], at: number): readonly string[] | undefined =>
  phrases.find((phrase) => phrase.every((word, offset) => words[at + offset] === word));

/** The words of a folded name without its legal forms, and without an "and" that joined one; all of them if none is left. */
export function withoutLegalForms(words: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (let at = 0; at < words.length; ) {
    const phrase = phraseAt(words, at);
    const word = words[at] ?? '';
    if (!phrase && !anywhere.has(word)) kept.push(word);
    at += phrase?.length ?? 1;
  }
  const hasFormAt = (index: number): boolean => {
    const word = kept.at(index) ?? '';
    return atTheEnds.has(word) || word === joiningWord;
  };
  while (kept.length > 1 && hasFormAt(-1)) kept.pop();
  while (kept.length > 1 && hasFormAt(0)) kept.shift();
  return kept.length > 0 ? kept : words;
}
