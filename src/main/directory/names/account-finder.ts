import { accountIdOf } from '../../../shared/account.ts';
import { companyDomainOf } from '../../../shared/mailbox-providers.ts';
import { yieldToEventLoop } from '../../lib/yield-to-event-loop.ts';
import { visibleLayers } from '../accounts/account-reader.ts';
import { allConnectionLists } from '../accounts/connection-lists.ts';
import { bareHost } from '../accounts/domains.ts';
import type { Database } from '../sqlite/database.ts';
import { undressedIds } from './undressed-ids.ts';

/** How a text of a names file can find an account; the first way that finds one counts. */
const ways = ['id', 'email', 'domain'] as const;
type Way = (typeof ways)[number];
/** `dressed`: by an id that a spreadsheet or a program wrote in another way. */
export type FoundBy = Way | 'dressed';

/** Ids of the accounts that a text finds; two are enough to know that it is ambiguous. */
type Found = Record<Way, string[]>;

const rowsAtOnce = 2_000;

/** `layer` counts only in the second: there an account may have several rows. */
const listedTexts = `
  select remote_id, 0 as layer, email, profile_email, details_email, profile_domain from account
  where connection = ?1 and remote_id > ?2 and ?3 is not null order by remote_id limit ${rowsAtOnce}`;
const importedTexts = `
  select remote_id, layer, email, null as profile_email, null as details_email, domain as profile_domain from imported_name
  where connection = ?1 and (remote_id, layer) > (?2, ?3) and ${visibleLayers}
  order by remote_id, layer limit ${rowsAtOnce}`;

interface Texts {
  remote_id: string;
  layer: number;
  email: string | null;
  profile_email: string | null;
  details_email: string | null;
  profile_domain: string | null;
}

const folded = (text: string): string => text.trim().toLowerCase();

/** Finds the accounts that the texts of a names file mean: by id, else by email, else by domain, in any case. */
export class AccountFinder {
  /** Each wanted text, and the host if it is a web address. Of a million accounts only these are kept. */
  readonly #found = new Map<string, Found | null>();

  /** Call it with all texts before `lookThrough`. */
  want(texts: Iterable<string>): void {
    for (const text of texts)
      for (const each of [text, ...undressedIds(text)]) for (const key of this.#keys(each)) this.#found.set(key, null);
  }

  /** Reads all accounts, in slices. */
  async lookThrough(database: Database): Promise<void> {
    for (const { connection, connection_id } of allConnectionLists(database)) {
      for (const sql of [listedTexts, importedTexts]) {
        for (let after = { remote_id: '', layer: 0 }; ; ) {
          const rows = database.all<Texts>(sql, connection, after.remote_id, after.layer);
          for (const row of rows) this.#meet(accountIdOf(connection_id, row.remote_id), row);
          const last = rows.at(-1);
          if (!last || rows.length < rowsAtOnce) break;
          after = last;
          await yieldToEventLoop();
        }
      }
    }
  }

  /** The account that `text` means; `ambiguous` if it fits several, null if it fits none. */
  find(text: string): { accountId: string; by: FoundBy } | 'ambiguous' | null {
    const plain = this.#findAny([text]);
    if (plain) return plain;
    const undressed = this.#findAny(undressedIds(text));
    return undressed && undressed !== 'ambiguous' ? { ...undressed, by: 'dressed' } : undressed;
  }

  #findAny(texts: readonly string[]): { accountId: string; by: FoundBy } | 'ambiguous' | null {
    const candidates = texts.flatMap((text) => this.#keys(text)).flatMap((key) => this.#found.get(key) ?? []);
    for (const by of ways) {
      const accountIds = new Set(candidates.flatMap((found) => found[by]));
      const [accountId] = accountIds;
      if (accountId !== undefined) return accountIds.size === 1 ? { accountId, by } : 'ambiguous';
    }
    return null;
  }

  #keys(text: string): string[] {
    const key = folded(text);
    if (!key) return [];
    const host = key.includes('@') ? key : bareHost(key);
    return host && host !== key ? [key, host] : [key];
  }

  #meet(accountId: string, { remote_id, email, profile_email, details_email, profile_domain }: Texts): void {
    this.#note(remote_id, 'id', accountId);
    this.#note(accountId, 'id', accountId);
    for (const address of [email, profile_email, details_email]) {
      if (!address) continue;
      this.#note(address, 'email', accountId);
      this.#note(companyDomainOf(address), 'domain', accountId);
    }
    if (profile_domain) this.#note(profile_domain, 'domain', accountId);
  }

  #note(text: string, by: Way, accountId: string): void {
    const key = folded(text);
    const known = this.#found.get(key);
    if (known === undefined) return;
    const found = known ?? { id: [], email: [], domain: [] };
    if (found[by].length < 2 && !found[by].includes(accountId)) found[by].push(accountId);
    this.#found.set(key, found);
  }
}
