import { hash, randomBytes } from 'node:crypto';

/** The format of new events. Those of format 1 stay as they were sealed; both form one chain. */
export const ledgerFormat = 2;

/**
 * The ledger is a list of events. `started` and `finished` are two events of one log-in, so that no event is ever edited.
 * `ended` says that the session of a log-in is over. `forgotten` says that the words about a connection's customers were
 * removed, because the user asked for it.
 */
export interface LedgerEvent {
  seq: number;
  format: number;
  kind: 'started' | 'finished' | 'ended' | 'forgotten';
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
  /** Why the session is over: `closed`, `expired`, `quit` or `killed`. With `ended` only. */
  cause: string | null;
  /** Salted hash of the words. Those are in another table and can be forgotten. Empty: no words. */
  words_hash: string;
  hash: string;
}

/** The words of a `started` event, which can be forgotten: all that can name a customer. */
export interface LedgerWords {
  salt: string;
  account_name: string;
  reason: string;
  /** Address of the page where the log-in led, or null. */
  landing: string | null;
  /** Email of the user of the customer's account who was logged in as, or null. */
  as_email: string | null;
}

const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** SECURITY: without a salt, a forgotten name could be found again by hashing a list of likely names. */
export const newSalt = (): string => randomBytes(16).toString('hex');

/** SECURITY: format 1 has neither landing nor user, so words of format 1 with one of them fit no hash. */
export function hashOfWords({ salt, account_name, reason, landing, as_email }: LedgerWords, format: number): string {
  const words = [salt, account_name, reason];
  const isFirstFormat = format === 1 && landing === null && as_email === null;
  return sha256(JSON.stringify(isFirstFormat ? words : [format, ...words, landing, as_email]));
}

/**
 * SECURITY: it covers every fact and the previous hash, so that an edited, removed, added or moved event shows. Format 1 has
 * no cause, so an event of format 1 with a cause fits no hash.
 */
export function hashOfEvent(event: Omit<LedgerEvent, 'hash'>, previousHash: string): string {
  const facts = [
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
  ];
  const isFirstFormat = event.format === 1 && event.cause === null;
  return sha256(
    JSON.stringify(isFirstFormat ? [previousHash, ...facts] : [previousHash, event.format, ...facts, event.cause]),
  );
}
