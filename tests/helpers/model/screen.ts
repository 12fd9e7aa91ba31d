/** One line of the list as it is read. */
export interface Line {
  /** The account's id, or the id of an offer. */
  key: string;
  isCustomer: boolean;
  words: string;
}

/**
 * The line under the search field. `field`: it has a field, for a reason or an email. `waiting`: a link that waits. `news`:
 * something to know, such as a change that can be undone.
 */
export interface Bar {
  kind: 'question' | 'naming' | 'field' | 'working' | 'failure' | 'waiting' | 'news';
  words: string;
}

/** What a person sees of the launcher. */
export interface Screen {
  visible: boolean;
  text: string;
  /** The list answers the text. */
  answers: boolean;
  /** The next customer that is chosen gets this name. */
  naming: string | null;
  /** Null: not drawn, because it is not on the screen. */
  lines: readonly (Line | null)[];
  /** Indices of the lines that the keys 1 to 9 take. */
  numbered: readonly number[];
  /** Index of the highlighted line, or -1. */
  selected: number;
  panel: 'palette' | 'editor' | null;
  /** The account whose name or note is being edited. */
  editing: string | null;
  previewOpen: boolean;
  /** The preview covers the list: Escape takes it away before it takes anything else. */
  previewOver: boolean;
  /** The customer whom the preview says something of, by name; null if it is empty. */
  preview: string | null;
  bar: Bar | null;
  /** The words of the status bar. */
  status: string;
  /** What a screen reader says. */
  said: string;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" };

/** The words of some HTML, with single blanks between its parts. */
export const wordsOfHtml = (html: string): string =>
  html
    .replace(/<\/?(?:mark|strong)[^>]*>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => entities[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim();

const startOfLine = /(?=<div class="result(?: [^"]*)?" id="result-\d+")/;

/** The words of each line, from the HTML of the list: without the headings and the numbers of the keys. */
export const linesOfHtml = (html: string): string[] =>
  html
    .split(startOfLine)
    .slice(1)
    .map((part) => part.replace(/<legend.*?<\/legend>/gs, ''))
    .map(wordsOfHtml);

const kindsByLabel: Readonly<Record<string, Bar['kind']>> = {
  'Before you go on': 'question',
  'Before the name changes': 'naming',
  'Under way': 'working',
  Waiting: 'waiting',
};

/** The bar, from its HTML. */
export function barOfHtml(html: string): Bar | null {
  if (!html) return null;
  const words = wordsOfHtml(html.replace(/<button.*?<\/button>/gs, ''));
  const label = /^<section[^>]* aria-label="([^"]*)"/.exec(html)?.[1];
  const known = label === undefined ? undefined : kindsByLabel[label];
  if (known) return { kind: known, words };
  if (html.includes('prompt-bar-ask')) return { kind: 'field', words };
  return { kind: html.includes('problem-banner') ? 'failure' : 'news', words };
}

/** Whether the text in the field is one from a ticket. No typed text has a line break. */
export const hasTicket = ({ text }: Pick<Screen, 'text'>): boolean => text.includes('\n');

/** Everything visible in one text: equal texts look the same. */
export const looksOf = (screen: Screen): string => JSON.stringify(screen);
