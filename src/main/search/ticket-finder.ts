import { type Evidence, ticketEvidence } from '../../shared/ticket-text.ts';
import type { IndexedRows } from './indexed-rows.ts';
import { idWordOf, joinedOf, longestWord, place, type Searchable } from './searchable.ts';
import { TicketNames } from './ticket-names.ts';
import { domainsOf, type TicketPieces, ticketPieces } from './ticket-pieces.ts';

/** A customer that is in a ticket's text. */
export interface FoundInText {
  accountId: string;
  evidence: Evidence;
}

/** Rows looked at because they have one email, domain or id. Customers of one agency may share theirs. */
const mostOfOne = 200;

const strengthOf = ({ by }: Evidence): number => ticketEvidence.indexOf(by);

/**
 * The customers whose id, email, domain or name is in a text. The strongest evidence comes first; rows of equal evidence are in
 * the order of their names, because any other order would be a guess. `isAll`: false if the text holds so many names that not
 * all were compared. Settle the rows first.
 *
 * The domain of an email counts only if no customer has the email, and a name of one word only if nothing else was found, or
 * only names in addresses: such words are in a text by chance.
 */
export function findInText(rows: IndexedRows, text: string): { found: FoundInText[]; isAll: boolean } {
  const finder = new TicketFinder(rows);
  const { ids, within, ...said } = ticketPieces(text);
  for (const id of ids) finder.byId(id);
  finder.byAddresses(said, (by) => by);
  // SECURITY: everybody can write a customer's address into a link of their own.
  finder.byAddresses(within, () => 'part');
  const isAll = new TicketNames(rows, text).each((row, name) => finder.add(row, name));
  return { found: finder.found(), isAll };
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

  byId(id: string): void {
    const { byId } = this.#rows;
    const word = idWordOf(id).slice(0, longestWord);
    const from = byId.firstWith(word);
    for (let index = from; index < Math.min(byId.length, from + mostOfOne); index++) {
      const number = byId.numbers[index] ?? 0;
      if (this.#rows.idWord(number) !== word) break;
      const row = this.#rows.searchable(number);
      if (row.remoteId.toLowerCase() === id.toLowerCase()) this.add(row, { by: 'id', text: row.remoteId });
    }
  }

  /** `as`: what these addresses are evidence of. */
  byAddresses(
    { emails, hosts }: Pick<TicketPieces, 'emails' | 'hosts'>,
    as: (by: Evidence['by']) => Evidence['by'],
  ): void {
    for (const email of emails) {
      if (this.#byEmail(email, as('email'))) continue;
      for (const domain of domainsOf(email.slice(email.lastIndexOf('@') + 1))) this.#byDomain(domain, as('domain'));
    }
    for (const host of hosts) this.#byDomain(host, as('domain'));
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

  #byDomain(domain: string, by: Evidence['by']): void {
    this.#eachAddress(domain, (row, at) => {
      if (at === place.domain && domainsOf(row.domain)[0] === domain) this.add(row, { by, text: row.domain });
    });
  }

  found(): FoundInText[] {
    const all = [...this.#found.values()];
    const isByMore = all.some(({ evidence }) => evidence.by !== 'word' && evidence.by !== 'part');
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
