/** Marks that turn the direction of reading, and byte order marks. */
const invisibleMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
/** Spaces of any kind, line breaks and control characters. */
const blanks = /[\s\p{Cc}]+/gu;
const needsCleaning = /[^\S ]| {2}|[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/**
 * One line of at most `longest` UTF-16 units. SECURITY: customers choose their own names; none may fill the screen, or look
 * like another name by turning its letters around.
 */
export function plainText(text: string, longest: number): string {
  const cleaned = needsCleaning.test(text) ? text.replace(invisibleMarks, '').replace(blanks, ' ') : text;
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
