import type { Connection, ConnectionColour } from './connection.ts';
import { isEmail } from './email.ts';
import { mostSimilar } from './most-similar.ts';
import type { ProviderFacts } from './provider-facts.ts';
import { readPage } from './provider-page.ts';
import { type StateFilter, stateFilterNames, stateFilters } from './state-filters.ts';
import { isTicketText } from './ticket-text.ts';

// The filters in a search text: `@north`, `brevo:`, `#4711`, `is:suspended`, and where a log-in leads: the address of a page of
// a provider, and `as:` with the email of a user, which admit the customers of whose provider this can be asked. Main applies them, and windows show them as chips,
// both by this one reading of the text. What is no known filter is text.

/** What may be named by a filter. */
export interface Filterable {
  connections: readonly Pick<Connection, 'connectionId' | 'label' | 'colour'>[];
  providers: readonly Pick<ProviderFacts, 'provider' | 'shortName' | 'pages' | 'takesUser'>[];
}

/** One filter that was typed. If it has several entries, each of them is admitted. */
export type Filter = Span &
  (
    | { kind: 'connection'; connections: readonly Pick<Connection, 'connectionId' | 'label' | 'colour'>[] }
    | { kind: 'provider'; provider: string; name: string }
    | { kind: 'id'; part: string }
    | { kind: 'state'; states: readonly StateFilter[] }
    /** Its address, as `readPage` returns it. */
    | { kind: 'page'; provider: string; page: string }
    /** `providers`: those that let a log-in name the user. */
    | { kind: 'user'; email: string; providers: readonly string[] }
  );

/** Its place in the text: `[from, to)` in UTF-16 units. */
interface Span {
  from: number;
  to: number;
}

/** It looks like a filter, but there is none of this name. It counts as text. */
export interface UnknownFilter extends Span {
  kind: 'connection' | 'provider' | 'state';
  /** Without its sign. */
  typed: string;
  /** The most similar known one; null if none is similar. */
  nearest: Suggestion | null;
}

/** One way to complete a filter. */
export interface Suggestion {
  /** What a window shows. */
  label: string;
  colour: ConnectionColour | null;
  /** The whole search text with it, and a space to go on. */
  text: string;
}

export interface SearchText {
  /** What to search for: the typed text without its filters, and without the quotation marks around literal words. */
  words: string;
  /** All of them must hold. */
  filters: readonly Filter[];
  unknown: readonly UnknownFilter[];
  /** `as:` without a whole email: it finds nothing and filters nothing, and no log-in may follow from it. */
  unfinishedUsers: readonly Span[];
  /** For the filter at the end of the text, while its name is missing, or may mean several. */
  suggestions: readonly Suggestion[];
  /** The whole text with the filter at its end completed; null if there is none, or if it is complete. */
  completion: string | null;
}

const quote = '["“”„]';
/** A name after its sign: in quotation marks, the last of which may not be typed yet, or up to a space. */
const named = `(?:${quote}(?<quoted>[^"“”„]*)${quote}?|(?<plain>\\S*))`;
const connectionToken = new RegExp(`@${named}`, 'uy');
const idToken = new RegExp(`#${named}`, 'uy');
const stateToken = /is:(?<plain>\S*)/iuy;
/** After a space, only what can be an email is the user. */
const userToken = /as:(?:\s+(?=\S*@))?(?<plain>\S*)/iuy;
const addressToken = /(?<plain>https:\/\/\S+)/iuy;
const providerToken = /(?<plain>\p{L}+):/uy;
const literalToken = new RegExp(`${quote}(?<quoted>[^"“”„]*)${quote}(?!\\S)`, 'uy');
const otherToken = /\S+/uy;

interface Token extends Span {
  name: string;
}

function tokenAt(pattern: RegExp, text: string, at: number): Token | null {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  if (!found) return null;
  return { name: found.groups?.['quoted'] ?? found.groups?.['plain'] ?? '', from: at, to: pattern.lastIndex };
}

/** Letters and digits only, without accents and capitals: `North East` is found by `northeast`. */
const keyOf = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** What one token of the text is. Null: text. */
type Read =
  | { filter: Filter }
  | { unknown: UnknownFilter }
  | { isOpen: true; suggestions: readonly Suggestion[] }
  | { unfinishedUser: Span }
  | null;

/** Replaces what a token says by a suggestion's words. */
const completed = (text: string, { from, to }: Span, words: string): string => {
  const rest = text.slice(to).trimStart();
  return `${text.slice(0, from)}${words} ${rest}`;
};

/** A label as it is typed after `@`. */
function typedLabel(label: string): string {
  if (/^[\p{L}\p{N}-]+$/u.test(label)) return `@${label}`;
  return /["“”„]/.test(label) ? `@${keyOf(label)}` : `@"${label}"`;
}

function suggestConnection(
  text: string,
  token: Span,
  { label, colour }: Filterable['connections'][number],
): Suggestion {
  return { label, colour, text: completed(text, token, typedLabel(label)) };
}

const suggestState = (text: string, token: Span, state: StateFilter): Suggestion => ({
  label: stateFilters[state],
  colour: null,
  text: completed(text, token, `is:${state}`),
});

/** The keys by which a label is found: from its first word on, and from each later one. */
function keysOfLabel({ label }: { label: string }): readonly string[] {
  const words = label.split(/[^\p{L}\p{N}\p{M}]+/u);
  return words.map((_word, index) => keyOf(words.slice(index).join('')));
}

/** The connections whose label is `key`; if there are none, those whose label, or a later word of it, starts so. */
function connectionsCalled(key: string, { connections }: Filterable): Filterable['connections'] {
  const exact = connections.filter(({ label }) => keyOf(label) === key);
  if (exact.length > 0) return exact;
  return connections.filter((connection) => keysOfLabel(connection).some((one) => one.startsWith(key)));
}

function readConnection(text: string, token: Token, filterable: Filterable): Read {
  const key = keyOf(token.name);
  const isLast = token.to === text.length;
  const suggest = (connection: Filterable['connections'][number]) => suggestConnection(text, token, connection);
  if (key === '') {
    // Between words, a lonely sign is text.
    const isOpen = isLast && /^["“”„]?$/.test(text.slice(token.from + 1));
    return isOpen ? { isOpen, suggestions: filterable.connections.map(suggest) } : null;
  }
  const connections = connectionsCalled(key, filterable);
  if (connections.length > 0) return { filter: { kind: 'connection', ...spanOf(token), connections } };
  // `@acme.com` is the end of an email.
  if (token.name.includes('.')) return null;
  const nearest = mostSimilar(key, filterable.connections, keysOfLabel);
  return {
    unknown: { kind: 'connection', ...spanOf(token), typed: token.name, nearest: nearest && suggest(nearest) },
  };
}

function readState(text: string, token: Token): Read {
  const key = keyOf(token.name);
  const suggest = (state: StateFilter) => suggestState(text, token, state);
  if (token.name === '')
    return token.to === text.length ? { isOpen: true, suggestions: stateFilterNames.map(suggest) } : null;
  const exact = stateFilterNames.filter((state) => state === key);
  const states = exact.length > 0 || key === '' ? exact : stateFilterNames.filter((state) => state.startsWith(key));
  if (states.length > 0) return { filter: { kind: 'state', ...spanOf(token), states } };
  const nearest = mostSimilar(key, stateFilterNames, (state) => [state]);
  return { unknown: { kind: 'state', ...spanOf(token), typed: token.name, nearest: nearest && suggest(nearest) } };
}

function readId(text: string, token: Token): Read {
  if (keyOf(token.name) !== '') return { filter: { kind: 'id', ...spanOf(token), part: token.name } };
  return token.to === text.length && text.length - token.from === 1 ? { isOpen: true, suggestions: [] } : null;
}

function readProvider(text: string, token: Token, { providers }: Filterable): Read {
  const key = keyOf(token.name);
  const provider = providers.find((one) => one.provider === key || keyOf(one.shortName) === key);
  if (provider)
    return { filter: { kind: 'provider', ...spanOf(token), provider: provider.provider, name: provider.shortName } };
  const nearest = mostSimilar(key, providers, (one) => [one.provider]);
  // Many names have a colon.
  if (!nearest) return null;
  const suggestion = {
    label: nearest.shortName,
    colour: null,
    text: completed(text, token, `${nearest.provider}:`),
  };
  return { unknown: { kind: 'provider', ...spanOf(token), typed: token.name, nearest: suggestion } };
}

/** No word of a name follows. */
const onlyFilters = /^(?:\s+|(?<!\S)(?:https:\/\/|as:|is:|[@#])\S*)*$/iu;

/** The email of a user, as far as it is typed. */
function readUser(text: string, token: Token, { providers }: Filterable): Read {
  const takers = providers.filter(({ takesUser }) => takesUser).map(({ provider }) => provider);
  if (takers.length === 0) return null;
  const email = token.name.toLowerCase();
  if (isEmail(email)) return { filter: { kind: 'user', ...spanOf(token), email, providers: takers } };
  // Between words, `as:` without an email may be a part of a name.
  const isLast = onlyFilters.test(text.slice(token.to));
  return isLast || email.includes('@') ? { unfinishedUser: spanOf(token) } : null;
}

function readAddress(token: Token, { providers }: Filterable): Read {
  for (const { provider, pages } of providers) {
    const page = readPage(token.name, pages);
    if (page !== null) return { filter: { kind: 'page', ...spanOf(token), provider, page } };
  }
  return null;
}

const spanOf = ({ from, to }: Span): Span => ({ from, to });

/** What the token at `at` is, and where it ends. */
function readAt(text: string, at: number, filterable: Filterable): { read: Read; to: number } {
  const connection = tokenAt(connectionToken, text, at);
  if (connection) return { read: readConnection(text, connection, filterable), to: connection.to };
  const id = tokenAt(idToken, text, at);
  if (id) return { read: readId(text, id), to: id.to };
  const state = tokenAt(stateToken, text, at);
  if (state) return { read: readState(text, state), to: state.to };
  const user = tokenAt(userToken, text, at);
  if (user) return { read: readUser(text, user, filterable), to: user.to };
  const address = tokenAt(addressToken, text, at);
  if (address) return { read: readAddress(address, filterable), to: address.to };
  const provider = tokenAt(providerToken, text, at);
  const read = provider && readProvider(text, provider, filterable);
  if (provider && read && 'filter' in read) return { read, to: provider.to };
  return { read, to: tokenAt(otherToken, text, at)?.to ?? at + 1 };
}

/** The words in quotation marks at `at`, if they would be a filter without them; otherwise the marks are text like any other. */
function literalAt(text: string, at: number, filterable: Filterable): Token | null {
  const token = tokenAt(literalToken, text, at);
  if (!token) return null;
  const { filters, unknown, words } = readSearchText(token.name, filterable);
  return filters.length > 0 || unknown.length > 0 || words !== token.name ? token : null;
}

/** Reads a search text: what its filters are, and what the rest of it is. */
export function readSearchText(text: string, filterable: Filterable): SearchText {
  // What looks like a filter in somebody else's sentences is none.
  if (isTicketText(text))
    return { words: text, filters: [], unknown: [], unfinishedUsers: [], suggestions: [], completion: null };
  const filters: Filter[] = [];
  const unknown: UnknownFilter[] = [];
  const unfinishedUsers: Span[] = [];
  const words: string[] = [];
  let suggestions: readonly Suggestion[] = [];
  let completion: string | null = null;
  let isAsTyped = true;
  for (let at = firstLetter(text, 0); at < text.length; ) {
    const literal = literalAt(text, at, filterable);
    const { read, to } = literal ? { read: null, to: literal.to } : readAt(text, at, filterable);
    const isLast = to === text.length;
    if (read && 'filter' in read) {
      filters.push(read.filter);
      if (isLast) suggestions = suggestionsFor(read.filter, text);
      if (isLast) completion = completionOf(read.filter, text);
    } else if (read && 'isOpen' in read) suggestions = read.suggestions;
    else if (read && 'unfinishedUser' in read) unfinishedUsers.push(read.unfinishedUser);
    else {
      if (read) unknown.push(read.unknown);
      if (isLast && read?.unknown.nearest) suggestions = [read.unknown.nearest];
      words.push(literal ? literal.name : text.slice(at, to));
    }
    isAsTyped &&= !literal && (read === null || 'unknown' in read);
    at = firstLetter(text, to);
  }
  const [first] = suggestions;
  completion = first?.text ?? completion;
  return { words: isAsTyped ? text : words.join(' '), filters, unknown, unfinishedUsers, suggestions, completion };
}

/** The position of the first letter from `at` on that is no space. */
function firstLetter(text: string, at: number): number {
  let from = at;
  while (from < text.length && /\s/.test(text.charAt(from))) from++;
  return from;
}

/** For a filter whose name may mean several. */
function suggestionsFor(filter: Filter, text: string): readonly Suggestion[] {
  if (filter.kind === 'connection' && filter.connections.length > 1)
    return filter.connections.map((connection) => suggestConnection(text, filter, connection));
  if (filter.kind === 'state' && filter.states.length > 1)
    return filter.states.map((state) => suggestState(text, filter, state));
  return [];
}

/** For a filter whose name means one only, but is not wholly typed. */
function completionOf(filter: Filter, text: string): string | null {
  const typed = keyOf(text.slice(filter.from, filter.to));
  if (filter.kind === 'connection') {
    const [only] = filter.connections;
    const isWhole = !only || keysOfLabel(only).includes(typed);
    return isWhole ? null : suggestConnection(text, filter, only).text;
  }
  if (filter.kind !== 'state') return null;
  const [only] = filter.states;
  return !only || `is${only}` === typed ? null : suggestState(text, filter, only).text;
}

/** Why a text does not say where a log-in leads. */
export type UnclearLanding = 'unfinished-user' | 'several-users' | 'several-places';

/** Where a log-in leads that is asked for with this text, besides what a word of it says. */
export interface TypedLanding {
  page: string | null;
  as: string | null;
  /** SECURITY: until it is null, no log-in begins: another user, or on another page, might have been meant. */
  unclear: UnclearLanding | null;
}

/** The one page and the one user that were typed. */
export function typedLanding({ filters, unfinishedUsers }: SearchText): TypedLanding {
  const pages = new Set(filters.flatMap((filter) => (filter.kind === 'page' ? [filter.page] : [])));
  const users = new Set(filters.flatMap((filter) => (filter.kind === 'user' ? [filter.email] : [])));
  const [page = null] = pages.size === 1 ? pages : [];
  const [as = null] = users.size === 1 && unfinishedUsers.length === 0 ? users : [];
  return { page, as, unclear: whyUnclear(pages, users, unfinishedUsers) };
}

function whyUnclear(
  pages: ReadonlySet<string>,
  users: ReadonlySet<string>,
  unfinishedUsers: readonly Span[],
): UnclearLanding | null {
  if (unfinishedUsers.length > 0) return 'unfinished-user';
  if (users.size > 1) return 'several-users';
  return pages.size > 1 ? 'several-places' : null;
}

/** The text without a filter, and without one of the spaces around it. */
export const withoutFilter = (text: string, { from, to }: Span): string =>
  text.slice(0, from) + text.slice(to).trimStart();

/**
 * The filter that Backspace removes as a whole: the caret is right after it, and it is finished by a space, a colon or a
 * quotation mark. Null: Backspace deletes a letter, as everywhere.
 */
export function finishedBefore(text: string, caret: number, { filters }: SearchText): Filter | null {
  const isSpaced = /\s/.test(text.charAt(caret - 1));
  const end = isSpaced ? caret - 1 : caret;
  const isFinished = isSpaced || /[:"“”„]/.test(text.charAt(caret - 1));
  return (isFinished && filters.find(({ to }) => to === end)) || null;
}

/** The text in quotation marks, so that nothing in it is a filter. */
export const literally = (text: string): string => `"${text.replace(/["“”„]/g, '').trim()}"`;
