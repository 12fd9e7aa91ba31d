import { BestRows, type FoundRow } from './best-rows.ts';
import { CandidateRows, type Reach } from './candidate-rows.ts';
import { joiningWord } from './fold.ts';
import { type IndexedRows, placeIn, wordIn } from './indexed-rows.ts';
import type { LiteralText } from './literal-text.ts';
import { LooseWordFinder } from './loose-words.ts';
import { MetRows } from './met-rows.ts';
import { idScore, literalBonus, manner, scoreAt, strongScore } from './rank.ts';
import { isCustomer, type RowFilter } from './row-filter.ts';
import { RowScore } from './row-score.ts';
import { isPicture, longestWord, place } from './searchable.ts';
import type { TypedAddresses } from './typed-addresses.ts';
import { type Front, noFront, TypedFronts } from './typed-fronts.ts';
import { TypedTerm } from './typed-term.ts';
import { WholeTexts } from './whole-texts.ts';

/** Terms whose memory is kept for the next search; each takes a byte for every word of the dictionary. */
const keptTerms = 16;
/** Rows looked at because their id starts, or ends, with what was typed. */
const mostById = 400;
/** Rows looked at because they hold the typed initials. */
const mostByInitials = 500;
/** Words are split into at most so many pieces, and tried in at most so many ways. */
const mostPieces = 4;
const mostSplits = 6;
const shortestPiece = 3;
const shortestSplit = 5;
const longestSplit = 40;

export interface FindOptions {
  limit: number;
  /** 0 to 1: how much this user opens the account. It only decides between equally good matches. */
  boost?: (accountId: string) => number;
  /** The accounts with a boost above 0. They are looked at even if a short text matches too many rows to look at all. */
  boosted?: readonly string[];
  /** For each connection the folded words of its label, provider and region. */
  connections?: ReadonlyMap<string, readonly string[]>;
  /** SECURITY: no row is found that it does not admit. Null: all are admitted. */
  filter: RowFilter | null;
}

export interface Find extends FindOptions {
  /** Null: rows are not compared letter by letter. */
  literal: LiteralText | null;
  /** SECURITY: no row is found without them, and no typing error is forgiven in them. Null: none was typed. */
  addresses: TypedAddresses | null;
  /** For typed words with umlauts, their other spelling: "mueller" for "muller". */
  spellings: ReadonlyMap<string, string>;
  /** Rows that were found in another way, which keep their scores at least. */
  known?: readonly Pick<FoundRow, 'row' | 'score'>[];
  /** The words are pieces of one that was typed. */
  isSplit?: boolean;
}

/**
 * Finds the best rows for typed words. It takes the word that the fewest rows hold, reads those rows from the sorted
 * dictionary, and scores them exactly. If a word matches too many rows ("s"), it reads the list of names first. Bounds on what
 * it reads keep a keystroke within a few milliseconds.
 */
export class RowFinder {
  readonly #rows: IndexedRows;
  readonly #looseWords: LooseWordFinder;
  readonly #met = new MetRows();
  /** For each term of a search, the manner in which it stands for each word; all zero between searches. */
  readonly #manners: Uint8Array[] = [];

  constructor(rows: IndexedRows) {
    this.#rows = rows;
    this.#looseWords = new LooseWordFinder(rows.dictionary);
  }

  /** `words` are folded, and the rows must be settled. */
  find(words: readonly string[], reach: Reach, options: Find): BestRows {
    const rows = this.#rows;
    const terms = this.#termsFor(words, reach, options);
    const score = new RowScore(rows, terms, { isSplit: options.isSplit === true });
    const best = this.#bestRows(options, (row) => score.coverageOf(row));
    this.#met.begin(rows.capacity);
    let scored = 0;
    const { filter } = options;
    const offerAtLeast = (row: number, { least, bonus }: Front, known = 0): boolean => {
      if ((filter && !filter.admits(row)) || !this.#met.meet(row)) return false;
      const found = Math.max(Math.max(score.of(row), least) + bonus, known);
      if (found > 0 && this.#hasAddresses(row, options))
        best.offer(row, found + this.#bonusForMarks(row, found, options, best));
      scored++;
      return true;
    };
    const offer = (row: number): boolean => offerAtLeast(row, noFront);

    for (const { row, bonus } of this.#withWholeName(options.literal)) {
      if ((!filter || filter.admits(row)) && this.#met.meet(row)) best.offer(row, score.of(row) + bonus);
    }
    // The front of a text, as letters, says nothing of pictures.
    const isFront = !options.isSplit && !words.some(isPicture);
    const fronts = options.literal && isFront ? new TypedFronts(rows, options.literal, words.length) : null;
    const typedId = words.join('');
    // Reading an id takes longer than scoring the row.
    const isOfId = rows.withIdPart(typedId, 1).length > 0;
    // A row is met once, whatever it was looked at for: each way to it counts all that the row has.
    const frontOrId = (row: number, front: Front = fronts?.of(row) ?? noFront): Front =>
      isOfId ? { least: Math.max(front.least, idScore(typedId, rows.idWord(row))), bonus: front.bonus } : front;
    // Without the half point for marks, which they get again.
    for (const known of options.known ?? []) offerAtLeast(known.row, frontOrId(known.row), Math.floor(known.score));
    for (const accountId of options.boosted ?? []) {
      const row = rows.numberOf(accountId);
      if (row !== undefined) offerAtLeast(row, frontOrId(row));
    }
    if (filter?.few) {
      for (const row of filter.few) offerAtLeast(row, frontOrId(row));
    } else {
      const stretch = filter?.stretch ?? 1;
      fronts?.each((row, front) => offerAtLeast(row, frontOrId(row, front)), stretch);
      for (const row of rows.withIdPart(typedId, mostById * stretch)) offerAtLeast(row, frontOrId(row, noFront));
      const candidates = { words, terms, reach, scored, stretch, isSplit: options.isSplit === true };
      best.isAll = new CandidateRows(rows, candidates).offerTo(offer, best);
    }
    for (const term of terms) term.release();
    this.#manners.splice(keptTerms);
    return best;
  }

  /** Puts the rows of which a whole text was typed before all others. `typed`: the text. */
  raiseWhole(best: BestRows, typed: string, options: Find): void {
    const { literal, connections = new Map<string, never>(), filter } = options;
    // Nothing comes before a name that is all of the text, letter by letter.
    if (!literal || best.bestScore >= literalBonus.plainName) return;
    const whole = new WholeTexts(this.#rows, typed, { literal, connections, found: best.rows }).find();
    if (whole.length === 0) return;
    const found = new Set(best.rows.map(({ row }) => row));
    // Those that were found are first: the others could push them out of a full list.
    for (const { row, bonus } of whole) if (found.has(row)) best.raise(row, bonus, strongScore);
    for (const { row, isAll, bonus } of whole) {
      if (found.has(row) || !isAll || (filter && !filter.admits(row))) continue;
      if (this.#hasAddresses(row, options)) best.raise(row, bonus, strongScore);
    }
  }

  #hasAddresses(row: number, { addresses, connections }: Find): boolean {
    if (!addresses) return true;
    const rows = this.#rows;
    return addresses.areIn({
      texts: rows.texts(row),
      namesWith: (joined) => rows.namesWith(row, joined),
      connection: connections?.get(rows.connectionIds[rows.connectionOf(row)] ?? '') ?? [],
    });
  }

  /** The first rows by name that the filter admits. */
  list(filter: RowFilter, limit: number): readonly number[] {
    if (filter.few) return filter.few.slice(0, limit);
    const { byName } = this.#rows;
    const listed: number[] = [];
    for (let index = 0; index < byName.length && listed.length < limit; index++) {
      const row = byName.numbers[index] ?? 0;
      if (filter.admits(row)) listed.push(row);
    }
    return listed;
  }

  /** Rows whose whole name was typed, letter by letter, but for capitals and kinds of marks: the most literal first. */
  named(literal: LiteralText): readonly number[] {
    const found = [...this.#withWholeName(literal)].sort((a, b) => b.bonus - a.bonus);
    return found.map(({ row }) => row);
  }

  /** Rows whose names are signs or pictures only, with those that were typed. */
  findSigns(literal: LiteralText, options: FindOptions): BestRows {
    const rows = this.#rows;
    const best = this.#bestRows(options, () => 0);
    const end = rows.byName.endOf('\u0000');
    for (let index = 0; index < end; index++) {
      const row = rows.byName.numbers[index] ?? 0;
      const name = rows.name(row);
      if (options.filter && !options.filter.admits(row)) continue;
      if (literal.isIn(name)) best.offer(row, literal.bonusForName(name) || literal.bonusForMarks(name));
    }
    return best;
  }

  /** The best of the rows whose initials were typed. */
  withInitials(initials: string, options: FindOptions): BestRows {
    const { dictionary, words } = this.#rows;
    const best = this.#bestRows(options, () => 0);
    const number = dictionary.numberOf(initials);
    if (number === undefined) return best;
    const start = dictionary.rows.startOf(number);
    const end = start + Math.min(mostByInitials, dictionary.rows.lengthOf(number));
    for (let index = start; index < end; index++) {
      const row = dictionary.rows.values[index] ?? 0;
      if (options.filter && !options.filter.admits(row)) continue;
      const from = words.startOf(row);
      const to = from + words.lengthOf(row);
      for (let at = from; at < to; at++) {
        const packed = words.values[at] ?? 0;
        if (wordIn(packed) !== number || placeIn(packed) !== place.initials) continue;
        best.offer(row, scoreAt(manner.word, place.initials));
        break;
      }
    }
    return best;
  }

  /** The same words, one of them split into words and the front of another: "bluenor" as "blue nor". */
  *splits(words: readonly string[]): Iterable<readonly string[]> {
    let left = mostSplits;
    for (const [index, word] of words.entries()) {
      if (word.length < shortestSplit || word.length > longestSplit) continue;
      for (const pieces of this.#piecesOf(word, mostPieces)) {
        if (pieces.length > 1 && left-- > 0) yield words.toSpliced(index, 1, ...pieces);
      }
    }
  }

  /** The same words, two neighbours joined to the front of one: "north hundred bi" as "north hundredbi". */
  *joins(words: readonly string[]): Iterable<readonly string[]> {
    for (let index = 0; index + 1 < words.length; index++) {
      const joined = `${words[index]}${words[index + 1]}`.slice(0, longestWord);
      const { from, to } = this.#rows.dictionary.prefix(joined);
      if (from < to) yield words.toSpliced(index, 2, joined);
    }
  }

  /** A text as whole words of the dictionary and the front of one more. */
  *#piecesOf(text: string, most: number): Iterable<readonly string[]> {
    const { dictionary } = this.#rows;
    const { from, to } = dictionary.prefix(text);
    if (from < to) yield [text];
    if (most === 1) return;
    // Long words first: they are less likely there by chance.
    for (let at = text.length - 1; at >= shortestPiece; at--) {
      const front = text.slice(0, at);
      if (dictionary.numberOf(front) === undefined) continue;
      for (const pieces of this.#piecesOf(text.slice(at), most - 1)) yield [front, ...pieces];
    }
  }

  /** The numbers of the connections that have a word with this front. */
  #connectionsWith(front: string, connections: Find['connections']): Set<number> {
    const found = new Set<number>();
    for (const [number, id] of this.#rows.connectionIds.entries()) {
      if (connections?.get(id)?.some((word) => word.startsWith(front))) found.add(number);
    }
    return found;
  }

  #termsFor(words: readonly string[], reach: Reach, { addresses, spellings, connections }: Find): TypedTerm[] {
    const { dictionary } = this.#rows;
    const mayMiss = (word: string): boolean => word === joiningWord || (word === 'www' && addresses?.hasWww === true);
    const allMayMiss = words.every(mayMiss);
    return words.map((word, index) => {
      const isOfAddress = addresses?.hasWord(word) === true;
      let manners = this.#manners[index];
      if (!manners || manners.length < dictionary.capacity) {
        manners = new Uint8Array(Math.ceil(dictionary.capacity * 1.2));
        this.#manners[index] = manners;
      }
      const term = new TypedTerm(
        {
          text: word,
          optional: mayMiss(word) && !allMayMiss,
          connections: this.#connectionsWith(word, connections),
          idRows: words.length > 1 && /\d/.test(word) ? this.#rows.withIdPart(word, mostById) : [],
        },
        dictionary,
        manners,
      );
      const spelling = spellings.get(word);
      if (spelling !== undefined) term.addSpelling(spelling);
      if (reach !== 'fronts' && !isOfAddress) {
        term.addLoose(this.#looseWords.partsOf(word), manner.part);
      }
      if (reach === 'near' && !isOfAddress) {
        const { whole, fronts } = this.#looseWords.nearTo(word, words.length > 1);
        term.addLoose(whole, manner.nearWord);
        term.addLoose(fronts, manner.nearFront);
      }
      return term;
    });
  }

  /** Rows whose whole name was typed, however few of those with its words are looked at. */
  *#withWholeName(literal: LiteralText | null): Iterable<{ row: number; bonus: number }> {
    if (!literal) return;
    const { byName } = this.#rows;
    for (let index = byName.firstWith(literal.joined); index < byName.length; index++) {
      const row = byName.numbers[index] ?? 0;
      if (this.#rows.joinedName(row) !== literal.joined) return;
      const bonus = literal.bonusForName(this.#rows.name(row));
      if (bonus > 0) yield { row, bonus };
    }
  }

  /** `score`: the row's without it. Reads all letters of a row, so only of one that may be taken. */
  #bonusForMarks(row: number, score: number, { literal }: Find, best: BestRows): number {
    if (!literal || score + literalBonus.marks <= best.leastScore) return 0;
    // "XN Sports" comes before "X.N Media".
    const isAbbreviation = literal.isTwoLetters && score >= scoreAt(manner.word, place.name);
    if (isAbbreviation && literal.isFrontOf(this.#rows.name(row))) return literalBonus.marks;
    return literal.bonusForMarks(this.#rows.texts(row));
  }

  #bestRows({ limit, boost }: FindOptions, coverageOf: (row: number) => number): BestRows {
    return new BestRows(limit, {
      boostOf: (row) => boost?.(this.#rows.accountId(row)) ?? 0,
      coverageOf,
      comesFirst: (a, b) => this.#comesFirst(a, b),
      isCustomer: (row) => isCustomer(this.#rows, row),
    });
  }

  #comesFirst(a: number, b: number): boolean {
    const nameA = this.#rows.joinedName(a);
    const nameB = this.#rows.joinedName(b);
    if (nameA !== nameB) return nameA < nameB;
    return this.#rows.accountId(a) < this.#rows.accountId(b);
  }
}
