import { yieldToEventLoop } from '../../lib/yield-to-event-loop.ts';
import type { Database } from '../sqlite/database.ts';
import { hashOfEvent, hashOfWords, type LedgerEvent, type LedgerWords } from './chain.ts';
import { type LedgerHead, readHead } from './head.ts';

/** `salt`, `account_name` and `reason` are null together, if the words were forgotten. */
type CheckedEvent = LedgerEvent & { [Word in keyof LedgerWords]: LedgerWords[Word] | null };

/** Events checked in one slice: a few milliseconds. */
const eventsAtOnce = 500;

const wordsOf = ({ salt, account_name, reason, landing, as_email }: CheckedEvent): LedgerWords | null =>
  salt === null || account_name === null || reason === null ? null : { salt, account_name, reason, landing, as_email };

/** Checks the ledger's chain from its first event to its end. It does not check an event twice. */
export class LedgerCheck {
  readonly #database: Database;
  readonly #headPath: string;
  #generation = 0;
  /** SQLite's own count of the changes that other programs made to the file. */
  #dataVersion = -1;
  #reached: LedgerHead = { events: 0, hash: '' };
  #whole = true;
  #fileHead: LedgerHead | null = null;
  /** Connections with an event whose words are missing, but so far no event that says they were forgotten. */
  readonly #wordless = new Set<string>();

  constructor(database: Database, headPath: string) {
    this.#database = database;
    this.#headPath = headPath;
  }

  /** Whether every event and word fits its seal, none is missing in between, and the end is where it was last recorded. */
  isIntact(): boolean {
    this.#startOverIfOthersWrote();
    while (this.#checkSome());
    return this.#endsAsItShould();
  }

  /** The same in slices, for the start of the program. It makes the next `isIntact` quick. */
  async isIntactInSlices(): Promise<boolean> {
    this.#startOverIfOthersWrote();
    while (this.#checkSome()) await yieldToEventLoop();
    return this.#endsAsItShould();
  }

  #startOverIfOthersWrote(): void {
    const row = this.#database.get<{ data_version: number }>('pragma data_version');
    const dataVersion = row?.data_version ?? 0;
    const { generation } = this.#database;
    if (this.#whole && dataVersion === this.#dataVersion && generation === this.#generation) return;
    this.#dataVersion = dataVersion;
    this.#generation = generation;
    this.#reached = { events: 0, hash: '' };
    this.#whole = true;
    this.#wordless.clear();
    this.#fileHead = readHead(this.#headPath);
  }

  /** Checks one slice. False at the end, or at the first event that does not fit. */
  #checkSome(): boolean {
    const events = this.#database.all<CheckedEvent>(
      `select e.*, w.salt, w.account_name, w.reason, w.landing, w.as_email
       from ledger_event e left join ledger_words w on w.row_id = e.seq where e.seq > ? order by e.seq limit ?`,
      this.#reached.events,
      eventsAtOnce,
    );
    for (const event of events) {
      this.#whole &&= this.#fits(event);
      if (!this.#whole) return false;
      this.#reached = { events: event.seq, hash: event.hash };
    }
    return events.length === eventsAtOnce;
  }

  #fits(event: CheckedEvent): boolean {
    if (event.hash !== hashOfEvent(event, this.#reached.hash)) return false;
    if (event.seq === this.#fileHead?.events && event.hash !== this.#fileHead.hash) return false;
    if (event.kind === 'forgotten') this.#wordless.delete(event.connection_id);
    const words = wordsOf(event);
    if (words) return hashOfWords(words, event.format) === event.words_hash;
    if (event.words_hash) this.#wordless.add(event.connection_id);
    return true;
  }

  /** SECURITY: a chain without its last events is still a chain, so its length is stored in two other places. */
  #endsAsItShould(): boolean {
    if (!this.#whole || this.#wordless.size > 0) return false;
    const head = this.#database.get<LedgerHead>('select events, hash from ledger_head');
    if (head?.events !== this.#reached.events || head.hash !== this.#reached.hash) return false;
    return (readHead(this.#headPath)?.events ?? 0) <= this.#reached.events;
  }
}
