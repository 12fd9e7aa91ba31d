import { splitText } from './ticket-addresses.ts';
import { type IdsInText, idsIn } from './ticket-ids.ts';

/** Emails and hosts, each once, in lower case. */
export interface Addresses {
  emails: readonly string[];
  /** Hosts that are no part of an email, each with the domains that it belongs to. Many are no hosts at all. */
  hosts: readonly string[];
}

/** What in a ticket's text may name a customer, besides names. */
export interface TicketPieces extends Addresses {
  /** Those that are in a longer one, or only within a link, a path, a label or another email: see `splitText`. */
  within: Addresses;
  ids: IdsInText;
  /** False if there are so many pieces that some are left out. */
  isAll: boolean;
}

/** A page of a helpdesk has a dozen. */
const mostOfEach = 2_000;

/**
 * What has an `@` in it: all that may belong to the email, or less of it would be another one. Signs such as `'`, `&` and `=` may be
 * in an email, and may be around it.
 */
const email =
  /(?<![^\s@<>()[\],;:"“”„«»\\/。、，：；！？「」])(?<local>[^\s@<>()[\],;:"“”„«»\\/。、，：；！？「」]+)@(?<host>[\p{L}\p{N}\p{M}.-]+)(?![\p{L}\p{N}\p{M}.-]|@[\p{L}\p{N}])/gu;
/** The same for ids, which may be beside an email in a link. */
const emailInLink =
  /(?<![^\s@<>()[\]{},;:"'“”„‘’«»`|\\/=?&#*])[^\s@<>()[\]{},;:"'“”„‘’«»`|\\/=?&#*]+@[\p{L}\p{N}\p{M}.-]+/gu;
const longestLocal = 64;
const longestHost = 253;
const hostLike = /[\p{L}\p{N}\p{M}._-]+/gu;
const signsBefore = /^[^\p{L}\p{N}]+/u;
const afterSign = /[^\p{L}\p{N}\p{M}.+_-](?<rest>[^.].*)$/su;
const beforeSign = /^(?<front>.*)[^\p{L}\p{N}\p{M}.+_-]/su;
/** What may be before an email: nothing that belongs to it. A quotation mark may only open. */
const opens = /(?:^|[^"“”„«»\p{L}\p{N}\p{M}.])["“”„«»]*$/u;
/** Behind the host: it goes on, encoded or with another sign for its dot. */
const hostGoesOn = /^(?:[%=][0-9a-f]{2}|[。．｡][a-z0-9]|_[\p{L}\p{N}])/iu;
const closingSigns: Readonly<Record<string, string>> = { '{': '}', '‘': '’', '‚': '‘' };

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
  const found = addressesIn(said);
  // As links have it.
  const others = addressesIn(within.replace(/%40/g, '@'));
  const { ids, parts } = idsIn(text.replace(emailInLink, '@'));
  const isIn = (all: Iterable<string>): Bounded => bounded(new Set(all));
  const lists = {
    emails: isIn(found.emails),
    hosts: isIn(found.hosts),
    emailsWithin: isIn([...found.emailsWithin, ...others.emails, ...others.emailsWithin]),
    hostsWithin: isIn([...found.hostsWithin, ...others.hosts, ...others.hostsWithin]),
    ids: isIn(ids),
    parts: isIn(parts),
  };
  return {
    emails: lists.emails.texts,
    hosts: lists.hosts.texts,
    within: { emails: lists.emailsWithin.texts, hosts: lists.hostsWithin.texts },
    ids: { ids: lists.ids.texts, parts: lists.parts.texts },
    isAll: Object.values(lists).every(({ isAll }) => isAll),
  };
}

interface Bounded {
  texts: readonly string[];
  isAll: boolean;
}

const bounded = (all: ReadonlySet<string>): Bounded => ({
  texts: [...all].slice(0, mostOfEach),
  isAll: all.size <= mostOfEach,
});

interface FoundAddresses {
  emails: string[];
  hosts: string[];
  emailsWithin: string[];
  hostsWithin: string[];
}

function addressesIn(text: string): FoundAddresses {
  const found: FoundAddresses = { emails: [], hosts: [], emailsWithin: [], hostsWithin: [] };
  const rest = text.replace(email, (written: string, local: string, host: string, at: number) => {
    const after = text.slice(at + written.length, at + written.length + 3);
    addEmail(found, { local, host, before: text.slice(Math.max(0, at - 8), at), after });
    return ' ';
  });
  for (const { 0: host, index } of rest.matchAll(hostLike)) {
    if (!host.includes('.') || host.length > longestHost) continue;
    const isEncoded = /[%=]$/.test(rest.slice(Math.max(0, index - 1), index)) && /^[0-9a-f]{2}/i.test(host);
    const isPart = isEncoded || hostGoesOn.test(rest.slice(index + host.length, index + host.length + 3));
    (isPart ? found.hostsWithin : found.hosts).push(...domainsOf(host));
  }
  return found;
}

interface WrittenEmail {
  local: string;
  host: string;
  before: string;
  after: string;
}

/** SECURITY: `o'vera@acme.example` and `vera@acme.example.other.example` are other emails than `vera@acme.example`. */
function addEmail(found: FoundAddresses, { local, host, before, after }: WrittenEmail): void {
  const front = beforeSign.exec(local)?.groups?.['front'] ?? '';
  // The domain of the sender is in a forwarded email.
  for (const [one] of front.matchAll(hostLike))
    if (one.length <= longestHost) found.hostsWithin.push(...domainsOf(one));
  const ofHost = host.replace(/[.-]+$/, '').toLowerCase();
  if (ofHost.length > longestHost || local.length > longestLocal + lengthOfSigns(local)) return;
  const isOpen = opens.test(before) && !hostGoesOn.test(after);
  const add = (text: string, isWhole: boolean): void => {
    (isWhole ? found.emails : found.emailsWithin).push(`${text.toLowerCase()}@${ofHost}`);
  };
  add(local, isOpen);
  const inner = local.replace(signsBefore, '');
  if (inner !== local && inner !== '') add(inner, isOpen && areAround(local.slice(0, -inner.length), after));
  const last = afterSign.exec(inner)?.groups?.['rest'];
  if (last) add(last, false);
}

const lengthOfSigns = (local: string): number => signsBefore.exec(local)?.[0].length ?? 0;

/** Whether signs before an email are repeated behind it: `'vera@acme.example'`, `**vera@acme.example**`. */
function areAround(signs: string, after: string): boolean {
  const closing = [...signs].reverse().map((sign) => closingSigns[sign] ?? sign);
  return after.startsWith(closing.join(''));
}
