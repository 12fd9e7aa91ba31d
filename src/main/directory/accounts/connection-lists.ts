import type { Database } from '../sqlite/database.ts';

/** A row of `listing`: how far a connection's list has been read. */
export interface ConnectionList {
  /** The connection's number in this file: shorter than its id in a million rows. */
  connection: number;
  pass: number;
  pass_open: number;
  cursor: string | null;
  page_stored_at: string | null;
  seen: number;
  accounts: number;
  profiles: number;
  last_synced_at: string | null;
}

/** Null for a connection of which nothing is stored, or that is being forgotten. */
export function findConnectionList(database: Database, connectionId: string): ConnectionList | null {
  return (
    database.get<ConnectionList>('select * from listing where connection_id = ? and forgotten is null', connectionId) ??
    null
  );
}

/** To be called within a transaction. */
export function createConnectionList(database: Database, connectionId: string): ConnectionList {
  database.run('insert into listing (connection_id) values (?) on conflict do nothing', connectionId);
  const list = findConnectionList(database, connectionId);
  if (!list) throw new Error('createConnectionList: the new row is missing');
  return list;
}

/** Connections of which accounts are stored, oldest first. */
export function allConnectionLists(database: Database): { connection: number; connection_id: string }[] {
  return database.all('select connection, connection_id from listing where forgotten is null order by connection');
}
