import { withoutEntities } from '../../shared/entities.ts';
import { companyDomainOf } from '../../shared/mailbox-providers.ts';
import { type Evidence, isCutTicket, ticketEvidence } from '../../shared/ticket-text.ts';
import type { IndexedRows } from './indexed-rows.ts';
import { idWordOf, joinedOf, longestWord, place, type Searchable } from './searchable.ts';
import { isDomainOfName } from './ticket-domains.ts';
import { TicketNames } from './ticket-names.ts';
import { type Addresses, domainsOf, ticketPieces } from './ticket-pieces.ts';

/** A customer that is in a ticket's text. */
export interface FoundInText {
  accountId: string;
  evidence: Evidence;
}

/** Rows looked at because they have one email, domain or id. Customers of one agency may share theirs. */
const mostOfOne = 200;

/** They hide no name of one word. */
const byChance: ReadonlySet<Evidence['by']> = new Set(['word', 'part', 'longer-id']);

const strengthOf = ({ by }: Evidence): number => ticketEvidence.indexOf(by);

/**
 * The customers whose id, email, domain or name is in a text. The strongest evidence comes first; rows of equal evidence are in
 * the order of their names, because any other order would be a guess. `isAll`: false if the text is cut, or holds so many names
 * that not all were compared. Settle the rows first.
 *
 * The domain of an email counts only if no customer has the email, and a name of one word only if nothing else was found, or
 * only names in addresses: such words are in a text by chance.
 */
export function findInText(rows: IndexedRows, text: string): { found: FoundInText[]; isAll: boolean } {
  const finder = new TicketFinder(rows);
  const isCut = isCutTicket(text);
  const read = readable(isCut ? withoutLastRun(text) : text);
  const { ids, within, isAll: areAllPieces, ...said } = ticketPieces(read);
  for (const id of ids.ids) finder.byId(id, 'id');
  for (const id of ids.parts) finder.byId(id, 'longer-id');
  finder.byAddresses(said, (by) => by);
  // SECURITY: everybody can write a customer's address into a link of their own.
  finder.byAddresses(within, () => 'part');
  const areAllNames = new TicketNames(rows, { text: read, isCut }).each((row, name) => finder.add(row, name));
  return { found: finder.found(), isAll: !isCut && areAllPieces && areAllNames };
}

/** A line that a mail program broke, and what is not seen at all, such as soft hyphens. */
const unseen = /=\n|\p{Cf}/gu;
/** Nothing goes on across it. */
const endOfRun = /[\s<>"“”„«»。、，：；！？「」]/u;

/** The text as a person sees it. */
const readable = (text: string): string => withoutEntities(text).replace(unseen, '');

/** A cut text without what the cut touches: it may go on. */
function withoutLastRun(text: string): string {
  let end = text.length - 1;
  while (end > 0 && !endOfRun.test(text[end - 1] ?? '')) end--;
  return text.slice(0, end);
}

class TicketFinder {
  readonly #rows: IndexedRows;
  readonly #found = new Map<string, { row: Searchable; evidence: Evidence }>();

  constructor(rows: IndexedRows) {
    this.#rows = rows;
  }

  /** The strongest evidence for each row counts. */
  add(row: Searchable, evidence: Evidence): void {
    const known = this.#found.get(row.accountId);
    if (!known || strengthOf(evidence) < strengthOf(known.evidence)) this.#found.set(row.accountId, { row, evidence });
  }

  byId(id: string, by: 'id' | 'longer-id'): void {
    const { byId } = this.#rows;
    const word = idWordOf(id).slice(0, longestWord);
    const from = byId.firstWith(word);
    for (let index = from; index < Math.min(byId.length, from + mostOfOne); index++) {
      const number = byId.numbers[index] ?? 0;
      if (this.#rows.idWord(number) !== word) break;
      const row = this.#rows.searchable(number);
      if (row.remoteId.toLowerCase() === id.toLowerCase()) this.add(row, { by, text: row.remoteId });
    }
  }

  /** `as`: what these addresses are evidence of. */
  byAddresses({ emails, hosts }: Addresses, as: (by: Evidence['by']) => Evidence['by']): void {
    const unknown = emails.filter((email) => !this.#byEmail(email, as('email')));
    for (const email of unknown) {
      for (const domain of domainsOf(email.slice(email.lastIndexOf('@') + 1))) this.#byDomain(domain, as);
    }
    for (const host of hosts) this.#byDomain(host, as);
  }

  /** Whether a customer has it. */
  #byEmail(email: string, by: Evidence['by']): boolean {
    let isKnown = false;
    this.#eachAddress(email, (row) => {
      if (row.email.toLowerCase() !== email) return;
      isKnown = true;
      this.add(row, { by, text: row.email });
    });
    return isKnown;
  }

  /** SECURITY: everybody may have an email of a mail provider, and no list of those knows all. */
  #byDomain(domain: string, as: (by: Evidence['by']) => Evidence['by']): void {
    this.#eachAddress(domain, (row, at) => {
      if (at !== place.domain || domainsOf(row.domain)[0] !== domain) return;
      const isOwn = companyDomainOf(`@${domain}`) !== '' && isDomainOfName(domain, row);
      this.add(row, { by: as(isOwn ? 'domain' : 'shared-domain'), text: row.domain });
    });
  }

  found(): FoundInText[] {
    const all = [...this.#found.values()];
    const isByMore = all.some(({ evidence }) => !byChance.has(evidence.by));
    return (isByMore ? all.filter(({ evidence }) => evidence.by !== 'word') : all)
      .sort(
        (a, b) =>
          strengthOf(a.evidence) - strengthOf(b.evidence) ||
          compare(a.row.name, b.row.name) ||
          compare(a.row.accountId, b.row.accountId),
      )
      .map(({ row: { accountId }, evidence }) => ({ accountId, evidence }));
  }

  /** Rows with an address that begins with this one, letter by letter. */
  #eachAddress(address: string, use: (row: Searchable, at: number) => void): void {
    const joined = joinedOf(address).slice(0, longestWord);
    if (joined === '') return;
    this.#rows.addresses.eachWith(joined, mostOfOne, (row, at) => use(this.#rows.searchable(row), at));
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
