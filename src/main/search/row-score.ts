import type { IndexedRows } from './indexed-rows.ts';
import { placeIn, positionIn, wordIn } from './indexed-rows.ts';
import {
  apartShare,
  connectionScore,
  firstWordBonus,
  idScore,
  joiningWordBonus,
  manner,
  neighboursBonus,
  sameOrderBonus,
  scoreAt,
  sharedWordShare,
  wholeTextBonus,
  wordScoreAt,
  wordScoresFor,
} from './rank.ts';
import { lastPosition, place } from './searchable.ts';
import type { TypedTerm } from './typed-term.ts';

const nowhere = -1;

export interface RowScoreOptions {
  /** The terms are pieces of what was typed in one go: they are neighbours in a text, and no initials. */
  isSplit: boolean;
}

/** Scores rows for what was typed; rank.ts says how. There is one object per search, and no row allocates anything. */
export class RowScore {
  readonly #rows: IndexedRows;
  readonly #terms: readonly TypedTerm[];
  readonly #manners: readonly Uint8Array[];
  /** For each term, the score of the row's best word, and which of the row's words that is. */
  readonly #scores: Float64Array;
  readonly #words: Int32Array;
  /** The second best word. It counts if the best one stands for another term. */
  readonly #secondScores: Float64Array;
  readonly #secondWords: Int32Array;
  readonly #needed: number;
  readonly #typedLetters: number;
  /** No word of a row can score more. Of several terms, each needs its second best word too. */
  readonly #most: number;
  readonly #isSplit: boolean;
  readonly #wordScores: Uint8Array;

  constructor(rows: IndexedRows, terms: readonly TypedTerm[], { isSplit }: RowScoreOptions) {
    this.#rows = rows;
    this.#isSplit = isSplit;
    this.#terms = terms;
    this.#manners = terms.map((term) => term.manners);
    this.#scores = new Float64Array(terms.length);
    this.#words = new Int32Array(terms.length);
    this.#secondScores = new Float64Array(terms.length);
    this.#secondWords = new Int32Array(terms.length);
    const [term] = terms;
    const best = scoreAt(term?.isWord ? manner.word : manner.prefix, place.name) + firstWordBonus;
    this.#most = terms.length === 1 ? best : Infinity;
    this.#needed = terms.filter((term) => !term.optional).length;
    this.#typedLetters = terms.reduce((sum, term) => sum + term.text.length, 0);
    this.#wordScores = wordScoresFor({ isTwoLetters: this.#typedLetters <= 2, isSplit });
  }

  /** The score of a row; 0 if a term that must be there is missing. */
  of(row: number): number {
    for (let index = 0; index < this.#terms.length; index++) {
      if (this.#choose(row, index)) continue;
      this.#words.fill(nowhere);
      return 0;
    }
    if (this.#terms.length > 1) this.#keepApart();
    return this.#sum(row);
  }

  /**
   * For the row that was scored last: how much of the text that was found was typed, 0 to 1. One less if a row that scores the
   * same shows it better: see `#isLesser`.
   */
  coverageOf(row: number): number {
    const first = this.#words.find((word) => word !== nowhere);
    if (first === undefined) return 0;
    const { words } = this.#rows;
    const packed = words.values[words.startOf(row) + first] ?? 0;
    const least = this.#isLesser(packed) ? -1 : 0;
    // With one or two letters it says nothing.
    if (this.#typedLetters < 3) return least;
    // Umlauts count as they are written out: "mueller" is no more of Müller than of Mueller.
    const letters = this.#lettersAt(row, placeIn(packed), 1);
    return least + Math.min(1, this.#typedLetters / letters);
  }

  /**
   * Whether the only term is within an alias, while others have it in the name that is shown, or only in a domain without its
   * hyphens. So many names begin with two letters that the fronts of aliases would hide them.
   */
  #isLesser(packed: number): boolean {
    if (this.#terms.length > 1) return false;
    const at = placeIn(packed);
    return at === place.joinedDomain || (at === place.alias && (positionIn(packed) > 0 || this.#typedLetters < 3));
  }

  /** Finds the two best words for a term. False if the term must be there and is missing. */
  #choose(row: number, index: number): boolean {
    const { words } = this.#rows;
    const { values } = words;
    const manners = this.#manners[index];
    if (!manners) return false;
    const start = words.startOf(row);
    const end = start + words.lengthOf(row);
    let best = 0;
    let bestAt = nowhere;
    let second = 0;
    let secondAt = nowhere;
    for (let at = start; at < end; at++) {
      const packed = values[at] ?? 0;
      const how = manners[wordIn(packed)] ?? 0;
      if (how === manner.none) continue;
      const score = this.#wordScores[wordScoreAt(how, placeIn(packed), positionIn(packed))] ?? 0;
      if (score > best) {
        second = best;
        secondAt = bestAt;
        best = score;
        bestAt = at - start;
        if (best >= this.#most) break;
      } else if (score > second) {
        second = score;
        secondAt = at - start;
      }
    }
    this.#scores[index] = best;
    this.#words[index] = bestAt;
    this.#secondScores[index] = second;
    this.#secondWords[index] = secondAt;
    const term = this.#terms[index];
    if (best > 0 || !term) return best > 0;
    return term.optional || this.#idScore(term, row) > 0 || this.#isOfConnection(term, row);
  }

  /** Two terms want two words: "smith s" is Smith & Sons before any other Smith. */
  #keepApart(): void {
    const scores = this.#scores;
    const words = this.#words;
    for (let index = 1; index < scores.length; index++) {
      const word = words[index] ?? nowhere;
      const other = word === nowhere ? nowhere : words.indexOf(word);
      if (other === nowhere || other >= index) continue;
      const secondOfOther = this.#secondScores[other] ?? 0;
      const second = this.#secondScores[index] ?? 0;
      const loss = (scores[index] ?? 0) - second;
      // The term that loses less takes its second best word.
      if (secondOfOther > 0 && (scores[other] ?? 0) - secondOfOther < loss) {
        scores[other] = secondOfOther;
        words[other] = this.#secondWords[other] ?? nowhere;
      } else if (second > 0) {
        scores[index] = second;
        words[index] = this.#secondWords[index] ?? nowhere;
      } else {
        scores[index] = (scores[index] ?? 0) * sharedWordShare;
      }
    }
  }

  #sum(row: number): number {
    const terms = this.#terms;
    const { words } = this.#rows;
    const start = words.startOf(row);
    let total = 0;
    let bonus = 0;
    let before = nowhere;
    let wholeWords = 0;
    let neighbours = 0;
    for (let index = 0; index < terms.length; index++) {
      const term = terms[index];
      if (!term) continue;
      const score = this.#scores[index] ?? 0;
      const byId = this.#idScore(term, row);
      if (byId > score) {
        total += byId;
        this.#words[index] = nowhere;
        continue;
      }
      if (score === 0) {
        if (!term.optional) total += connectionScore;
        continue;
      }
      const packed = words.values[start + (this.#words[index] ?? 0)] ?? 0;
      if (term.optional) bonus += joiningWordBonus;
      else total += score;
      if (term.manners[wordIn(packed)] === manner.word) wholeWords++;
      if (before !== nowhere && placeIn(before) === placeIn(packed)) {
        const step = positionIn(packed) - positionIn(before);
        if (step === 1 || step === 2) {
          bonus += neighboursBonus / terms.length;
          neighbours++;
        } else if (step > 0) bonus += sameOrderBonus / terms.length;
      }
      before = packed;
    }
    if (wholeWords === terms.length && this.#isAllOf(row, placeIn(before))) bonus += wholeTextBonus;
    const share = this.#isSplit && neighbours === 0 ? apartShare : 1;
    return Math.round((total / this.#needed + bonus) * share);
  }

  #idScore(term: TypedTerm, row: number): number {
    return term.idRows.length === 0 ? 0 : idScore(term.text, this.#rows.idWord(row));
  }

  #isOfConnection(term: TypedTerm, row: number): boolean {
    return term.connections.size > 0 && term.connections.has(this.#rows.connectionOf(row));
  }

  /** Whether the typed letters are as many as the row has in a place, in one of its spellings. Initials are not all of a text. */
  #isAllOf(row: number, at: number): boolean {
    if (at === place.initials) return false;
    return this.#typedLetters === this.#lettersAt(row, at, 0) || this.#typedLetters === this.#lettersAt(row, at, 1);
  }

  /** The letters of a row in a place, in the plain spelling (0) or with its umlauts written out (1). */
  #lettersAt(row: number, at: number, spelling: 0 | 1): number {
    const { words, dictionary } = this.#rows;
    const start = words.startOf(row);
    const end = start + words.lengthOf(row);
    let letters = 0;
    let before = nowhere;
    let lettersBefore = 0;
    for (let index = start; index < end; index++) {
      const packed = words.values[index] ?? 0;
      if (placeIn(packed) !== at) {
        // The words of a place are side by side.
        if (letters > 0) break;
        continue;
      }
      const length = dictionary.lengthOf(wordIn(packed));
      // The other spelling of a word follows it, at the same position.
      const isSpelling = before === positionIn(packed) && before < lastPosition;
      if (!isSpelling) letters += length;
      else if (spelling === 1) letters += length - lettersBefore;
      before = positionIn(packed);
      lettersBefore = length;
    }
    return letters;
  }
}
