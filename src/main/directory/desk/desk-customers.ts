import { accountIdOf, adminConsoleRemoteId } from '../../../shared/account.ts';
import type { NamesPreview } from '../../../shared/names.ts';
import { yieldToEventLoop } from '../../lib/yield-to-event-loop.ts';
import { AccountReader, visibleLayers } from '../accounts/account-reader.ts';
import { findConnectionList } from '../accounts/connection-lists.ts';
import { type BookEntry, bookEntry, type GivenName, type ImportedName } from '../accounts/describe-account.ts';
import type { Database } from '../sqlite/database.ts';

/** What a desk file says about one customer; an empty text is nothing. */
export interface DeskCustomer {
  remoteId: string;
  /** Given by the user. */
  name: string;
  note: string;
  /** The place among the pins, from 1; null: not pinned. */
  pin: number | null;
  /** What imported files gave. */
  fromFiles: BookEntry | null;
}

/** Customers of one connection. */
export interface DeskList {
  connectionId: string;
  customers: readonly DeskCustomer[];
}

/** What the user gave a customer where the file was made and has not given here. Null is nothing. */
export interface NewlyGiven {
  remoteId: string;
  name: string | null;
  note: string | null;
  pin: number | null;
}

export const customersAtOnce = 500;

const idsWithWords = `
  select remote_id from given_name where connection = ?1 and remote_id > ?2
  union select remote_id from pin where connection = ?1 and remote_id > ?2
  union select remote_id from imported_name where connection = ?1 and remote_id > ?2
  order by remote_id limit ${customersAtOnce}`;
const among = 'connection = ?1 and remote_id in (select value from json_each(?2))';

type OfCustomer<T> = T & { remote_id: string };

const isEmpty = (entry: BookEntry): boolean =>
  Object.values(entry).every((value: string | string[]) => value.length === 0);

/**
 * What the user and imported files say about the customers of a connection, also about those that its list no longer has. In
 * slices: between two of them anything may be read and written.
 */
export function* deskCustomers(database: Database, connectionId: string): Generator<DeskCustomer[]> {
  const connection = findConnectionList(database, connectionId)?.connection;
  if (connection === undefined) return;
  const pins = new Map(
    database
      .all<{ connection: number; remote_id: string }>('select connection, remote_id from pin order by pinned_at')
      .map((pin, at) => [`${pin.connection}/${pin.remote_id}`, at + 1]),
  );
  for (let after = ''; ; ) {
    const ids = database.all<{ remote_id: string }>(idsWithWords, connection, after).map(({ remote_id }) => remote_id);
    const last = ids.at(-1);
    if (last === undefined) return;
    const given = givenNames(database, connection, ids);
    const imported = Map.groupBy(
      database.all<OfCustomer<ImportedName>>(
        `select * from imported_name where ${among} and ${visibleLayers} order by layer desc`,
        connection,
        JSON.stringify(ids),
      ),
      ({ remote_id }) => remote_id,
    );
    yield ids.flatMap((remoteId) => {
      const fromFiles = bookEntry({ given: null, imported: imported.get(remoteId) ?? [] });
      const customer: DeskCustomer = {
        remoteId,
        name: given.get(remoteId)?.name ?? '',
        note: given.get(remoteId)?.note ?? '',
        // A console is pinned when it first appears.
        pin: remoteId === adminConsoleRemoteId ? null : (pins.get(`${connection}/${remoteId}`) ?? null),
        fromFiles: isEmpty(fromFiles) ? null : fromFiles,
      };
      const saysNothing = !customer.name && !customer.note && customer.pin === null && !customer.fromFiles;
      return saysNothing ? [] : [customer];
    });
    after = last;
  }
}

function givenNames(database: Database, connection: number, ids: readonly string[]): Map<string, GivenName> {
  const sql = `select remote_id, name, note from given_name where ${among}`;
  const rows = database.all<OfCustomer<GivenName>>(sql, connection, JSON.stringify(ids));
  return new Map(rows.map((row) => [row.remote_id, row]));
}

/** What these customers would get that the user has not given here. What the user gave here stays. */
export function newlyGiven(
  database: Database,
  connection: number | undefined,
  customers: readonly DeskCustomer[],
): { given: NewlyGiven[]; kept: number } {
  const ids = customers.map(({ remoteId }) => remoteId);
  const here = connection === undefined ? new Map<string, GivenName>() : givenNames(database, connection, ids);
  const pinnedHere = new Set(
    connection === undefined
      ? []
      : database
          .all<{ remote_id: string }>(`select remote_id from pin where ${among}`, connection, JSON.stringify(ids))
          .map(({ remote_id }) => remote_id),
  );
  let kept = 0;
  const given = customers.flatMap(({ remoteId, name, note, pin }) => {
    const own = here.get(remoteId);
    for (const field of ['name', 'note'] as const) {
      const wanted = field === 'name' ? name : note;
      if (wanted && own?.[field] && own[field] !== wanted) kept += 1;
    }
    const entry: NewlyGiven = {
      remoteId,
      name: own?.name ? null : name || null,
      note: own?.note ? null : note || null,
      pin: pinnedHere.has(remoteId) ? null : pin,
    };
    return entry.name === null && entry.note === null && entry.pin === null ? [] : [entry];
  });
  return { given, kept };
}

const shownChanges = 10;

/** What importing these customers would change. Stores nothing. */
export async function countChanges(
  database: Database,
  now: () => number,
  lists: readonly DeskList[],
): Promise<{
  counts: Record<'names' | 'notes' | 'pins' | 'fromFiles' | 'kept' | 'waiting', number>;
  changes: NamesPreview['changes'];
}> {
  const counts = { names: 0, notes: 0, pins: 0, fromFiles: 0, kept: 0, waiting: 0 };
  const changes: NamesPreview['changes'][number][] = [];
  const reader = new AccountReader(database, now);
  for (const { connectionId, customers } of lists) {
    const connection = findConnectionList(database, connectionId)?.connection;
    for (let from = 0; from < customers.length; from += customersAtOnce) {
      const some = customers.slice(from, from + customersAtOnce);
      const { given, kept } = newlyGiven(database, connection, some);
      counts.names += given.filter(({ name }) => name !== null).length;
      counts.notes += given.filter(({ note }) => note !== null).length;
      counts.pins += given.filter(({ pin }) => pin !== null).length;
      counts.fromFiles += some.filter(({ fromFiles }) => fromFiles !== null).length;
      counts.kept += kept;
      const here = new Map(
        reader.many(some.map(({ remoteId }) => accountIdOf(connectionId, remoteId))).map((one) => [one.remoteId, one]),
      );
      counts.waiting += some.length - here.size;
      for (const { remoteId, name, fromFiles } of some) {
        const account = here.get(remoteId);
        const after = name || fromFiles?.name;
        if (!account || !after || account.nameSource === 'user' || account.name === after) continue;
        if (changes.length < shownChanges) changes.push({ accountId: account.accountId, before: account.name, after });
      }
      await yieldToEventLoop();
    }
  }
  return { counts, changes };
}
