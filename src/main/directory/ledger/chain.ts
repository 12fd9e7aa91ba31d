import { hash, randomBytes } from 'node:crypto';

/**
 * The ledger is a list of events. `started` and `finished` are two events of one log-in, so that no event is ever edited.
 * `forgotten` says that the words about a connection's customers were removed, because the user asked for it.
 */
export interface LedgerEvent {
  seq: number;
  kind: 'started' | 'finished' | 'forgotten';
  /** Number of the log-in's `started` event. */
  row_id: number;
  at: string;
  who: string;
  connection_id: string;
  remote_id: string;
  provider: string;
  connection_label: string;
  target: string | null;
  how: string;
  outcome: string;
  problem_kind: string | null;
  /** Salted hash of the customer's name and the reason. Those are in another table and can be forgotten. Empty: no words. */
  words_hash: string;
  hash: string;
}

/** The words of an event, which can be forgotten. */
export interface LedgerWords {
  salt: string;
  account_name: string;
  reason: string;
}

const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** SECURITY: without a salt, a forgotten name could be found again by hashing a list of likely names. */
export const newSalt = (): string => randomBytes(16).toString('hex');

export const hashOfWords = ({ salt, account_name, reason }: LedgerWords): string =>
  sha256(JSON.stringify([salt, account_name, reason]));

/** SECURITY: it covers every fact and the previous hash, so that an edited, removed, added or moved event shows. */
export const hashOfEvent = (event: Omit<LedgerEvent, 'hash'>, previousHash: string): string =>
  sha256(
    JSON.stringify([
      previousHash,
      event.seq,
      event.kind,
      event.row_id,
      event.at,
      event.who,
      event.connection_id,
      event.remote_id,
      event.provider,
      event.connection_label,
      event.target,
      event.how,
      event.outcome,
      event.problem_kind,
      event.words_hash,
    ]),
  );
