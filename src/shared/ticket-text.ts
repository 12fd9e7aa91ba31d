// A text from a ticket: a line or a page that names customers somewhere in it, rather than what a customer is called.

/** The longest text of the search field, in UTF-16 units. */
export const longestSearchText = 200;
/** So much of a ticket's text is read, in UTF-16 units. */
export const longestTicketText = 20_000;

/** A sentence: a sign between two words, or one of the wide signs of Chinese and Japanese. */
const signOfSentence = /[,;:.!?…]\s|[。、，：；！？]/;
const wideSign = /[。、，：；！？]/;
const longNumber = /\d{4}/;
const address = /\S@\S/;
/** A web address, or a link to an email. */
const link = /:\/\/|^mailto:/i;
/** A shorter line is a name, however it is written. */
const wordsOfSentence = 6;

/**
 * Whether a text that was pasted, or that is on the clipboard, is a ticket's. It is if it has several lines, is longer than the
 * search field takes, is a web address, has an email beside another word, or is a line of six words or more that has the signs
 * of a sentence or a long number. One name, one email or one id is not: it is what a person would have typed.
 */
function isFromTicket(text: string): boolean {
  if (text.includes('\n') || text.length > longestSearchText || link.test(text)) return true;
  const words = text.split(/\s+/);
  if (words.length > 1 && address.test(text)) return true;
  const isLong = words.length >= wordsOfSentence || wideSign.test(text);
  return isLong && (signOfSentence.test(text) || longNumber.test(text));
}

/**
 * The ticket's text in what was pasted, cut to what is read; null if it is no ticket's. It ends with a line break: no text that
 * is typed into the field has one, so a text says by itself which of the two it is.
 */
export function ticketTextOf(pasted: string): string | null {
  // Not the whole of it: it may be a book. Each line break of Windows becomes shorter.
  const start = pasted.trimStart().slice(0, 2 * longestTicketText);
  const text = start.replace(/\r\n?/g, '\n').trimEnd().slice(0, longestTicketText).toWellFormed();
  return text !== '' && isFromTicket(text) ? `${text}\n` : null;
}

/** A typed text, to be looked through like a ticket's. */
export const asTicketText = (typed: string): string => `${typed.trim()}\n`;

/** Whether a typed text may name a customer somewhere in it: of four words or more, or with a sign or a digit beside a word. */
export const mayNameSomeone = (typed: string): boolean =>
  typed.trim().split(/\s+/).length > 3 || (/[^\p{L}\p{M}\s]/u.test(typed) && /\S\s\S|[.@:/]\S/.test(typed));

/** Whether a ticket's text is only the beginning of what was pasted. */
export const isCutTicket = (text: string): boolean => text.length > longestTicketText;

/** Whether `ticketTextOf` made this text. */
export const isTicketText = (text: string): boolean => text.includes('\n');

/** What a row of a list was found by, in a ticket's text. The first is the strongest. */
export const ticketEvidence = [
  'id',
  'email',
  'name',
  'domain',
  'short-name',
  'longer-name',
  'shared-domain',
  'longer-id',
  'part',
  'word',
] as const;

/** Whole, and the customer's own: only these may highlight a customer. */
export const certainEvidence: ReadonlySet<Evidence['by']> = new Set(['id', 'email', 'name', 'domain']);

/**
 * `text`: as the customer's facts have it. `name`: the whole name or alias, of two words or more. `short-name`: the same
 * without its legal form. `longer-name`: the whole name, but beside words that may belong to a longer one. `domain`: one that is
 * like the customer's name; `shared-domain`: any other, which may be a mail provider's. `longer-id`: the id, but in a longer word
 * or number. `part`: a name, an email or a domain, but within a longer email, a host, link or file name, which may be anybody's.
 * `word`: a name of one word, which can be in a text by chance.
 */
export interface Evidence {
  by: (typeof ticketEvidence)[number];
  text: string;
}
