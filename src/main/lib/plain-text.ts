// SECURITY: customers choose their own names. Marks that turn the direction of reading make one name look like another, and
// so do characters that are not drawn. They go. Spaces of any kind, line breaks, control characters and the empty Braille
// cell are drawn as blanks.

/** Not drawn: Unicode's default ignorables, the Arabic letter mark among them, and the marks of annotations. */
const notDrawn = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/u;
const blanks = /[\s\p{Cc}\u2800]+/gu;
const needsCleaning = /[^\S ]| {2}|[\p{Cc}\u2800\ufff9-\ufffb\p{Default_Ignorable_Code_Point}]/u;

/** Joiners change how letters of these scripts are drawn, and make one emoji of several. */
const joiner = /[\u200c\u200d]/;
const joinedScripts =
  'Arabic Syriac Nko Mongolian Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Khmer Myanmar Tibetan';
const joinedLetter = new RegExp(
  joinedScripts
    .split(' ')
    .map((script) => `\\p{Script=${script}}`)
    .join('|'),
  'u',
);
const emoji = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f/u;

/** Variation selectors choose between drawings of one character, and only of these. */
const variationSelector = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u;
const hasVariations = /[\p{Extended_Pictographic}\p{Script=Han}]/u;
const keycap = /^[\d#*]\u20e3$/;

/** Whether a character that is not drawn by itself changes how its neighbours are drawn. */
function isNeeded(character: string, before: string, after: string): boolean {
  if (variationSelector.test(character)) return hasVariations.test(before) || keycap.test(before + after);
  if (!joiner.test(character)) return false;
  return [joinedLetter, emoji].some((kind) => kind.test(before) && kind.test(after));
}

function withoutUndrawn(text: string): string {
  if (!notDrawn.test(text)) return text;
  const characters = [...text];
  const kept: string[] = [];
  characters.forEach((character, at) => {
    if (!notDrawn.test(character) || isNeeded(character, kept.at(-1) ?? '', characters[at + 1] ?? ''))
      kept.push(character);
  });
  return kept.join('');
}

/** One line of at most `longest` UTF-16 units that shows all it holds; empty if it shows nothing. */
export function plainText(text: string, longest: number): string {
  const cleaned = needsCleaning.test(text) ? withoutUndrawn(text).replace(blanks, ' ') : text;
  const line = cleaned.trim().toWellFormed();
  if (line.length <= longest) return line;
  // Do not keep the first half of a character of two units.
  return line
    .slice(0, longest)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();
}

/** The same for a text of several lines; its line breaks stay. */
export const plainLines = (text: string, longest: number): string =>
  text
    .split(/\r\n?|\n/)
    .map((line) => plainText(line, longest))
    .join('\n')
    .slice(0, longest)
    .trim();

/** The longest texts that are kept, in UTF-16 units. The email's is that of RFC 5321, the domain's that of DNS. */
export const longest = {
  name: 200,
  email: 254,
  domain: 253,
  tag: 60,
  note: 2_000,
  remoteId: 200,
  fileName: 255,
} as const;
/** How many aliases, and how many tags, one account keeps. */
export const mostInList = 30;
