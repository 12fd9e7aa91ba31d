import type { Database } from '../sqlite/database.ts';

/** A row of `listing`: how far a connection's list has been read. */
export interface Listing {
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
export function findListing(database: Database, connectionId: string): Listing | null {
  return (
    database.get<Listing>('select * from listing where connection_id = ? and forgotten is null', connectionId) ?? null
  );
}

/** To be called within a transaction. */
export function createListing(database: Database, connectionId: string): Listing {
  database.run('insert into listing (connection_id) values (?) on conflict do nothing', connectionId);
  const listing = findListing(database, connectionId);
  if (!listing) throw new Error('a listing vanished while it was made');
  return listing;
}

/** Connections of which accounts are stored, oldest first. */
export function allListings(database: Database): { connection: number; connection_id: string }[] {
  return database.all('select connection, connection_id from listing where forgotten is null order by connection');
}
