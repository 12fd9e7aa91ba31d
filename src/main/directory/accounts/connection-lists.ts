import type { Database } from '../sqlite/database.ts';

/** A row of the table `listing`: the list of one connection's accounts, and how far the current sync run has read it. */
export interface ConnectionList {
  /** The number that stands for the connection in this file: it is shorter than its id in a million rows. */
  connection: number;
  connection_id: string;
  /** The number of the last sync run. An account's `pass` is the run that saw it last. */
  pass: number;
  /** 1 while that run is open. */
  pass_open: number;
  /** The provider's cursor of the next page. */
  cursor: string | null;
  /** ISO. */
  page_stored_at: string | null;
  /** How many accounts the run has seen. */
  seen: number;
  /** How many customers are stored. */
  accounts: number;
  /** How many of them have been asked for their profile. */
  profiles: number;
  /** ISO. */
  last_synced_at: string | null;
}

/** Null if nothing is stored for the connection, or if it is being forgotten. */
export function findConnectionList(database: Database, connectionId: string): ConnectionList | null {
  return (
    database.get<ConnectionList>('select * from listing where connection_id = ? and forgotten is null', connectionId) ??
    null
  );
}

/** Call it within a transaction. */
export function createConnectionList(database: Database, connectionId: string): ConnectionList {
  database.run('insert into listing (connection_id) values (?) on conflict do nothing', connectionId);
  const list = findConnectionList(database, connectionId);
  if (!list) throw new Error('createConnectionList: the new row is missing');
  return list;
}

/** All connections that have a list, oldest first. */
export function allConnectionLists(database: Database): { connection: number; connection_id: string }[] {
  return database.all('select connection, connection_id from listing where forgotten is null order by connection');
}
