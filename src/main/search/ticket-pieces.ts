import { localPart, splitText } from './ticket-addresses.ts';

/** What in a ticket's text may name a customer, besides names: each once, emails and hosts in lower case. */
export interface TicketPieces {
  /** Words with a digit, of four letters or more, as they are written. */
  ids: readonly string[];
  emails: readonly string[];
  /** Hosts that are no part of an email, each with the domains that it belongs to. Many are no hosts at all. */
  hosts: readonly string[];
  /** Those that are only within a link, a path or another email: see `splitText`. */
  within: Pick<TicketPieces, 'emails' | 'hosts'>;
}

/** A page of a helpdesk has a dozen. */
const mostOfEach = 2_000;

const email = new RegExp(`${localPart}@[\\p{L}\\p{N}](?:[\\p{L}\\p{N}.-]{0,251}[\\p{L}\\p{N}])?`, 'gu');
const hostLike = /[\p{L}\p{N}._-]{4,253}/gu;
const idLike = /[A-Za-z0-9_-]{4,200}/g;
const shortestId = 4;

const distinct = (texts: Iterable<string>): readonly string[] => [...new Set(texts)].slice(0, mostOfEach);

/** The domains that a host belongs to, itself first: `mail.acme.example` belongs to `acme.example`. None if it is no host. */
export function domainsOf(host: string): string[] {
  const labels = host
    .toLowerCase()
    .replace(/^[._]+|[._]+$/g, '')
    .replace(/^www\./, '')
    .split('.');
  return labels.includes('') ? [] : labels.slice(0, -1).map((_, from) => labels.slice(from).join('.'));
}

/** The emails, hosts and ids in a text. Reads it from front to end, in time that grows with its length. */
export function ticketPieces(text: string): TicketPieces {
  const { said, within } = splitText(text);
  const { rest, ...addresses } = addressesIn(said);
  // As links have it.
  const { rest: restWithin, ...others } = addressesIn(within.replace(/%40/g, '@'));
  const ids = (`${rest} ${restWithin}`.match(idLike) ?? [])
    .flatMap((one) => [one, ...one.split(/[_-]+/)])
    .filter((one) => one.length >= shortestId && /\d/.test(one));
  return { ...addresses, within: others, ids: distinct(ids) };
}

/** `rest`: the text without its emails. */
function addressesIn(text: string): Pick<TicketPieces, 'emails' | 'hosts'> & { rest: string } {
  const emails = (text.match(email) ?? []).map((one) => one.replace(/^\.+/, '').toLowerCase());
  const rest = text.replace(email, ' ');
  const hosts = (rest.match(hostLike) ?? []).filter((one) => one.includes('.')).flatMap(domainsOf);
  return { emails: distinct(emails), hosts: distinct(hosts), rest };
}
