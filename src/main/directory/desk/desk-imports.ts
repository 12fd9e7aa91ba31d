import { accountIdOf } from '../../../shared/account.ts';
import type { ImportRecord } from '../../../shared/names.ts';
import type { Mutex } from '../../lib/mutex.ts';
import { yieldToEventLoop } from '../../lib/yield-to-event-loop.ts';
import { createConnectionList } from '../accounts/connection-lists.ts';
import type { Forgetting } from '../forgetting.ts';
import { type ImportBegun, NameImports } from '../names/imports.ts';
import type { NamesEntry } from '../names/read-entries.ts';
import type { Database } from '../sqlite/database.ts';
import {
  countChanges,
  customersAtOnce,
  type DeskCustomer,
  type DeskList,
  deskCustomers,
  type NewlyGiven,
  newlyGiven,
} from './desk-customers.ts';

/** What an import does outside the directory. Both are JSON that the directory does not read. */
export interface DeskOutside {
  /** Ids of connections that the import makes. */
  added: readonly string[];
  /** What its undo needs to know of settings and connections. */
  record: string;
  /** What is to be written to the settings file. */
  pending: string;
}

/** An import or an undo whose part outside the directory may not be done yet. */
export interface PendingDesk {
  importId: string;
  pending: string;
}

interface StoredDesk {
  layer: number;
  record: string;
  pending: string | null;
}

const hidden = 'importing ';

const giveAll = `
  insert into given_name (connection, remote_id, name, note)
  select connection, remote_id, coalesce(name, ''), coalesce(note, '') from desk_given
    where layer = ? and (name is not null or note is not null)
  on conflict do update set
    name = case given_name.name when '' then excluded.name else given_name.name end,
    note = case given_name.note when '' then excluded.note else given_name.note end`;
/** Below all pins that are there, in the order of the file, a millisecond apart. `?2`: milliseconds since 1970. */
const pinAll = `
  insert into pin (connection, remote_id, pinned_at)
  select connection, remote_id,
      strftime('%Y-%m-%dT%H:%M:%fZ', (?2 + row_number() over (order by pin, connection, remote_id)) / 1000.0, 'unixepoch')
    from desk_given where layer = ?1 and pin is not null
  on conflict do nothing`;
const notePins = `
  update desk_given set pinned_at =
    (select p.pinned_at from pin p where p.connection = desk_given.connection and p.remote_id = desk_given.remote_id)
  where layer = ? and pin is not null`;

const takeBackGiven = (field: 'name' | 'note'): string => `
  update given_name set ${field} = '' from desk_given d
  where d.layer = ? and d.connection = given_name.connection and d.remote_id = given_name.remote_id
    and d.${field} = given_name.${field}`;
const dropEmpty = `
  delete from given_name where name = '' and note = '' and (connection, remote_id) in
    (select connection, remote_id from desk_given where layer = ?)`;
const takeBackPins = `
  delete from pin where (connection, remote_id, pinned_at) in
    (select connection, remote_id, pinned_at from desk_given where layer = ? and pinned_at is not null)`;

/**
 * Stores desk files: all of one, or after a kill nothing. What imported files gave becomes a layer of names. What the user gave
 * joins what the user gives here, and is remembered apart, for the undo. The names become visible by the transaction that also
 * stores what is to be written to the settings file; the next start writes it if a kill came in between.
 */
export class DeskImports {
  readonly #database: Database;
  readonly #mutex: Mutex;
  readonly #now: () => number;
  readonly #imports: NameImports;
  readonly #forgetting: Pick<Forgetting, 'finishInterrupted'>;

  /** `mutex`: shared with all work that must not run during an import. */
  constructor(database: Database, mutex: Mutex, now: () => number, forgetting: Pick<Forgetting, 'finishInterrupted'>) {
    this.#database = database;
    this.#mutex = mutex;
    this.#now = now;
    this.#imports = new NameImports(database);
    this.#forgetting = forgetting;
  }

  /** What an export writes about the customers of a connection, in slices. */
  customersOf(connectionId: string): Iterable<DeskCustomer[]> {
    return deskCustomers(this.#database, connectionId);
  }

  /** What an import would change. A connection that is not known yet has no customers. */
  preview(lists: readonly DeskList[]): ReturnType<typeof countChanges> {
    return countChanges(this.#database, this.#now, lists);
  }

  /** Stores all or nothing. `changed`: ids of the accounts whose facts may have changed. */
  store(
    begun: ImportBegun,
    lists: readonly DeskList[],
    { added, record, pending }: DeskOutside,
  ): Promise<{ record: ImportRecord; changed: string[] }> {
    const database = this.#database;
    return this.#mutex.take(async () => {
      const layer = await this.#imports.begin(begun);
      const connections = this.#makeLists(lists, added);
      const changed: string[] = [];
      for (const { connectionId, customers } of lists) {
        const connection = connections.get(connectionId) ?? 0;
        for (let from = 0; from < customers.length; from += customersAtOnce) {
          const some = customers.slice(from, from + customersAtOnce);
          this.#imports.storeSome(layer, entriesOf(connectionId, some), () => connection);
          this.#storeGiven(layer, connection, newlyGiven(database, connection, some).given);
          for (const { remoteId } of some) changed.push(accountIdOf(connectionId, remoteId));
          await yieldToEventLoop();
        }
      }
      const stored = await this.#imports.complete(layer, changed.length, () => {
        for (const connectionId of added) {
          database.run(
            'update listing set connection_id = ?, forgotten = null where connection = ?',
            connectionId,
            connections.get(connectionId) ?? 0,
          );
        }
        database.run(giveAll, layer);
        database.run(pinAll, layer, this.#beforeNextPin());
        database.run(notePins, layer);
        database.run('insert into desk_import (layer, record, pending) values (?, ?, ?)', layer, record, pending);
      });
      return { record: { ...stored, isDesk: true }, changed };
    });
  }

  /** The record that `store` was given; null if this is no import of a desk that can be undone. */
  recordOf(importId: string): string | null {
    return this.#imports.find(importId)?.state === 'stored' ? (this.#find(importId)?.record ?? null) : null;
  }

  /**
   * Takes back what an import gave, as far as it is unchanged since. `removed`: connections that go with it, which must be
   * unused. `pending`: what must be written to the settings file; null: nothing. Returns the ids of the accounts whose facts may
   * have changed.
   */
  takeBack(
    importId: string,
    { removed, pending }: { removed: readonly string[]; pending: string | null },
  ): Promise<{ changed: string[] }> {
    const database = this.#database;
    return this.#mutex.take(async () => {
      const desk = this.#find(importId);
      if (!desk) throw new Error('takeBack: no such import');
      const { layer } = desk;
      const changed = [...(await this.#imports.accountsOf(layer)), ...this.#accountsGiven(layer)];
      database.transaction({ durable: true }, () => {
        database.run("update name_import set state = 'undone' where layer = ?", layer);
        for (const field of ['name', 'note'] as const) database.run(takeBackGiven(field), layer);
        database.run(dropEmpty, layer);
        database.run(takeBackPins, layer);
        for (const connectionId of removed) {
          database.run(
            "update listing set connection_id = 'forgotten ' || connection, forgotten = 0 where connection_id = ?",
            connectionId,
          );
        }
        database.run('update desk_import set pending = ? where layer = ?', pending, layer);
      });
      return { changed: [...new Set(changed)] };
    });
  }

  /** Removes from the files what `takeBack` hid. After a kill, the next start does it. */
  wipe(importId: string): Promise<void> {
    return this.#mutex.take(async () => {
      const layer = this.#find(importId)?.layer;
      if (layer !== undefined) await this.#imports.clear(layer);
      await this.#forgetting.finishInterrupted();
    });
  }

  importOf(importId: string): ImportRecord | null {
    return this.#imports.list().find((one) => one.importId === importId) ?? null;
  }

  /** What is to be written to the settings file, the oldest first. */
  pending(): PendingDesk[] {
    return this.#database.all<PendingDesk>(
      `select i.import_id as importId, d.pending from desk_import d join name_import i using (layer)
       where d.pending is not null order by layer`,
    );
  }

  /** The settings file has it. */
  settle(importId: string): void {
    const desk = this.#find(importId);
    this.#database.transaction({ durable: true }, () =>
      this.#database.run('update desk_import set pending = null where layer = ?', desk?.layer ?? null),
    );
  }

  /** Forgets an import that was taken back, as if it had never been made. */
  drop(importId: string): void {
    const layer = this.#find(importId)?.layer;
    if (layer !== undefined) this.#imports.dropRecord(layer);
  }

  #find(importId: string): StoredDesk | undefined {
    return this.#database.get<StoredDesk>(
      'select d.* from desk_import d join name_import i using (layer) where i.import_id = ?',
      importId,
    );
  }

  /** The lists of new connections are hidden before the import is complete; after a kill, they are removed like forgotten ones. */
  #makeLists(lists: readonly DeskList[], added: readonly string[]): Map<string, number> {
    const database = this.#database;
    return database.transaction({ durable: true }, () => {
      for (const connectionId of added)
        database.run('insert into listing (connection_id, forgotten) values (?, 0)', `${hidden}${connectionId}`);
      const isAdded = new Set(added);
      const connectionIds = new Set([...added, ...lists.map(({ connectionId }) => connectionId)]);
      return new Map(
        [...connectionIds].map((connectionId) => [
          connectionId,
          isAdded.has(connectionId)
            ? (database.get<{ connection: number }>(
                'select connection from listing where connection_id = ?',
                `${hidden}${connectionId}`,
              )?.connection ?? 0)
            : createConnectionList(database, connectionId).connection,
        ]),
      );
    });
  }

  #storeGiven(layer: number, connection: number, given: readonly NewlyGiven[]): void {
    this.#database.transaction({ durable: false }, () => {
      for (const { remoteId, name, note, pin } of given) {
        this.#database.run(
          'insert into desk_given (connection, remote_id, layer, name, note, pin) values (?, ?, ?, ?, ?, ?)',
          connection,
          remoteId,
          layer,
          name,
          note,
          pin,
        );
      }
    });
  }

  #accountsGiven(layer: number): string[] {
    return this.#database
      .all<{ connection_id: string; remote_id: string }>(
        'select l.connection_id, d.remote_id from desk_given d join listing l using (connection) where d.layer = ?',
        layer,
      )
      .map(({ connection_id, remote_id }) => accountIdOf(connection_id, remote_id));
  }

  /** In milliseconds since 1970: now, or the time of the last pin if the clock was ahead when that was made. */
  #beforeNextPin(): number {
    const { last } = this.#database.get<{ last: string | null }>('select max(pinned_at) as last from pin') ?? {};
    return Math.max(this.#now(), Date.parse(last ?? '') || 0);
  }
}

const entriesOf = (connectionId: string, customers: readonly DeskCustomer[]): NamesEntry[] =>
  customers.flatMap(({ remoteId, fromFiles }) =>
    fromFiles
      ? [
          {
            accountId: accountIdOf(connectionId, remoteId),
            name: fromFiles.name || null,
            email: fromFiles.email || null,
            domain: fromFiles.domain || null,
            aliases: fromFiles.aliases,
            tags: fromFiles.tags,
            note: fromFiles.note || null,
          },
        ]
      : [],
  );
