import { isDomain, isEmail } from './email.ts';

/** The customer that a deep link selects, at one provider. It only selects; a person presses Enter. */
export interface OpenLink {
  /** `ProviderFacts.provider`. */
  provider: string;
  by: 'id' | 'email' | 'domain';
  /** Emails and domains are in lower case, for comparing. */
  value: string;
  /** The label of the connection that is meant, if several have this customer. */
  connection: string | null;
  /** Where the log-in is to lead, as the link has it: whether it is a page of the provider is not checked here. */
  page: string | null;
  /** The user of the customer's account to log in as, in lower case. */
  as: string | null;
}

/** A text to search for, of 1 to 100 UTF-16 units. It selects no customer. */
interface FindLink {
  text: string;
}

/** Which rule a link breaks. */
export type DeepLinkFault =
  /** Written otherwise than Latchkey's links are. */
  | 'form'
  | 'too-long'
  | 'unknown-part'
  | 'part-twice'
  | 'no-provider'
  | 'unknown-provider'
  | 'no-customer'
  /** It names a user of the customer's account, and no customer. */
  | 'only-user'
  | 'several-customers'
  /** No id, email or domain. */
  | 'customer'
  | 'connection'
  /** No page of the provider. */
  | 'page'
  /** It is one but for its beginning: `http:`, or no scheme. */
  | 'page-not-https'
  /** The provider opens no page by its address. */
  | 'no-pages'
  /** No whole email. */
  | 'user'
  /** The provider lets no log-in choose the user. */
  | 'no-users'
  | 'page-too-long'
  /** There is nothing to search for. */
  | 'no-text'
  | 'text-too-long'
  /** Characters of its text that are not seen. */
  | 'unseen'
  /** More than the field takes. */
  | 'too-much';

/** The longest text that a link may search for, in UTF-16 units. */
const longestFoundText = 100;
const longestOpenLink = 512;
/** In UTF-16 units, as the settings have it. */
const longestLabel = 60;
/** Each UTF-16 unit of a text can take nine characters, such as `%E6%9D%B1`. */
const longestFindLink = longestFoundText * 9 + 'latchkey://find/?text='.length;
/** In UTF-16 units, whatever the link asks for. */
export const longestDeepLink = Math.max(longestOpenLink, longestFindLink);
/** A sub-account's id at SendGrid or Brevo; never a text to search for. */
const remoteId = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
const providerName = /^[a-z]{2,32}$/;

/** Not seen by a reader: control characters, marks of the direction of reading, halves and unassigned characters. */
const unseen = /(?![\u200c\u200d])[\p{C}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]/u;
/** What a decoder puts in place of bytes that are not UTF-8. */
const undecodable = '\ufffd';

/**
 * Reads `latchkey://open?provider=sendgrid&account=…` (or `email=…`, or `domain=…`), in any order, with
 * `connection=…`, `page=…` and `as=…` or without, and `latchkey://find?text=…`. Nothing else may be in the link.
 *
 * SECURITY: any website can send one, so the whole link must fit: no path, no fragment, no port, no name twice, no unknown
 * name, no character that an id, an email or a domain cannot have, and in a text none that cannot be seen.
 */
export function readDeepLink(link: string): OpenLink | FindLink | DeepLinkFault {
  // Checked before parsing: the parser would silently remove line breaks and blanks. There is no path.
  const host = /^latchkey:\/\/(open|find)\/?\?[\x21-\x7e]+$/i.exec(link)?.[1]?.toLowerCase();
  if (host === undefined) return 'form';
  if (link.length > (host === 'find' ? longestFindLink : longestOpenLink))
    return host === 'find' ? 'text-too-long' : 'too-long';
  const url = URL.parse(link);
  if (url?.protocol !== 'latchkey:' || url.host.toLowerCase() !== host) return 'form';
  if (url.username || url.password || link.includes('#')) return 'form';
  return host === 'find' ? readFind(url) : readOpen(url);
}

/** The same; null if a rule is broken. */
export function parseDeepLink(link: string): OpenLink | FindLink | null {
  const read = readDeepLink(link);
  return typeof read === 'string' ? null : read;
}

/**
 * The link that selects this account in another person's Latchkey, or in this one. It does not log in. `connection`: a label
 * that tells it from another account with the same id. It is left out if the link would be too long.
 */
export function openLink(provider: string, account: string, connection: string | null): string {
  const link = `latchkey://open?${new URLSearchParams({ provider, account })}`;
  const whole = connection === null ? link : `${link}&${new URLSearchParams({ connection })}`;
  return parseDeepLink(whole) === null ? link : whole;
}

function readFind({ search, searchParams }: URL): FindLink | DeepLinkFault {
  if (!search.startsWith('?text=') || search.includes('&')) return 'unknown-part';
  const value = searchParams.get('text') ?? '';
  const text = value.trim();
  if (text === '') return 'no-text';
  if (text.length > longestFoundText) return 'text-too-long';
  return isReadable(value) ? { text } : 'unseen';
}

const isReadable = (value: string): boolean => !unseen.test(value) && !value.includes(undecodable);

function readOpen({ searchParams }: URL): OpenLink | DeepLinkFault {
  const names = [...searchParams.keys()];
  const provider = searchParams.get('provider');
  const as = searchParams.get('as')?.toLowerCase() ?? null;
  const connection = searchParams.get('connection');
  if (names.some((name) => !optional.has(name) && !namesCustomer.has(name))) return 'unknown-part';
  if (new Set(names).size !== names.length) return 'part-twice';
  const [about, ...others] = names.filter((name) => namesCustomer.has(name));
  if (about === undefined) return as === null ? 'no-customer' : 'only-user';
  if (others.length > 0) return 'several-customers';
  if (!provider) return 'no-provider';
  if (!providerName.test(provider)) return 'unknown-provider';
  if (as !== null && !isEmail(as)) return 'user';
  if (connection !== null && !isLabel(connection)) return 'connection';
  const named = read(about, searchParams.get(about) ?? '');
  return named === null ? 'customer' : { provider, ...named, connection, page: searchParams.get('page'), as };
}

const isLabel = (text: string): boolean => text.trim() !== '' && text.length <= longestLabel && isReadable(text);

/** May be beside what names the customer. */
const optional: ReadonlySet<string> = new Set(['provider', 'connection', 'page', 'as']);
const namesCustomer: ReadonlySet<string> = new Set(['account', 'email', 'domain']);

function read(name: string, value: string): Pick<OpenLink, 'by' | 'value'> | null {
  const folded = value.toLowerCase();
  if (name === 'account') return remoteId.test(value) ? { by: 'id', value } : null;
  if (name === 'domain') return isDomain(folded) ? { by: 'domain', value: folded } : null;
  return name === 'email' && isEmail(folded) ? { by: 'email', value: folded } : null;
}
