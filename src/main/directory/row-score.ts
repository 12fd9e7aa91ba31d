import type { IndexedRows } from './indexed-rows.ts';
import { placeIn, positionIn, wordIn } from './indexed-rows.ts';
import {
  firstWordBonus,
  idScore,
  joiningWordBonus,
  manner,
  neighboursBonus,
  sameOrderBonus,
  sharedWordShare,
  termScores,
  wholeNameBonus,
} from './rank.ts';
import { place } from './searchable.ts';
import type { TypedTerm } from './typed-term.ts';

const nowhere = -1;

/** The best and the second best word of a row for one term; the second serves where the first stands for another term. */
interface Choice {
  score: number;
  /** Which of the row's words. */
  at: number;
  secondScore: number;
  secondAt: number;
}

/** Scores rows against what was typed. One object per search; nothing is allocated per row. */
export class RowScore {
  /** Of the row scored last: how much of the text that was found was typed, 0 to 1. */
  coverage = 0;
  readonly #rows: IndexedRows;
  readonly #terms: readonly TypedTerm[];
  readonly #choices: Choice[];
  readonly #needed: number;
  readonly #typedLetters: number;
  readonly #lettersAt = new Uint16Array(8);

  constructor(rows: IndexedRows, terms: readonly TypedTerm[]) {
    this.#rows = rows;
    this.#terms = terms;
    this.#choices = terms.map(() => ({ score: 0, at: nowhere, secondScore: 0, secondAt: nowhere }));
    this.#needed = terms.filter((term) => !term.optional).length;
    this.#typedLetters = terms.reduce((sum, term) => sum + term.text.length, 0);
  }

  /** 0 where a term that must be there is not. */
  of(row: number): number {
    this.#choose(row);
    this.#keepApart();
    return this.#sum(row);
  }

  #choose(row: number): void {
    const terms = this.#terms;
    for (const choice of this.#choices) {
      choice.score = 0;
      choice.at = nowhere;
      choice.secondScore = 0;
      choice.secondAt = nowhere;
    }
    this.#lettersAt.fill(0);
    const { words, dictionary } = this.#rows;
    const start = words.startOf(row);
    const count = words.lengthOf(row);
    for (let at = 0; at < count; at++) {
      const packed = words.values[start + at] ?? 0;
      const word = wordIn(packed);
      const wordPlace = placeIn(packed);
      this.#lettersAt[wordPlace] = (this.#lettersAt[wordPlace] ?? 0) + dictionary.lengthOf(word);
      for (let index = 0; index < terms.length; index++) {
        const how = terms[index]?.manners[word] ?? 0;
        if (how === manner.none) continue;
        let score = termScores[how * 8 + wordPlace] ?? 0;
        if (score === 0) continue;
        if (wordPlace === place.name && positionIn(packed) === 0) score += firstWordBonus;
        const choice = this.#choices[index];
        if (!choice) continue;
        if (score > choice.score) {
          choice.secondScore = choice.score;
          choice.secondAt = choice.at;
          choice.score = score;
          choice.at = at;
        } else if (score > choice.secondScore) {
          choice.secondScore = score;
          choice.secondAt = at;
        }
      }
    }
  }

  /** Two terms want two words: "smith s" is Smith & Sons before any other Smith. */
  #keepApart(): void {
    const choices = this.#choices;
    for (let index = 1; index < choices.length; index++) {
      const choice = choices[index];
      if (!choice || choice.at === nowhere) continue;
      for (let earlier = 0; earlier < index; earlier++) {
        const other = choices[earlier];
        if (!other || other.at !== choice.at) continue;
        if (other.secondScore > choice.secondScore) {
          other.score = other.secondScore;
          other.at = other.secondAt;
        } else if (choice.secondScore > 0) {
          choice.score = choice.secondScore;
          choice.at = choice.secondAt;
        } else {
          choice.score *= sharedWordShare;
        }
        break;
      }
    }
  }

  #sum(row: number): number {
    const terms = this.#terms;
    const { words } = this.#rows;
    const start = words.startOf(row);
    let total = 0;
    let bonus = 0;
    let nameWords = 0;
    let before = nowhere;
    let firstPlace: number = nowhere;
    for (let index = 0; index < terms.length; index++) {
      const term = terms[index];
      const choice = this.#choices[index];
      if (!term || !choice) continue;
      const byId = term.idRows.length > 0 ? idScore(term.text, this.#rows.idWord(row)) : 0;
      if (byId > choice.score) {
        total += byId;
        continue;
      }
      if (choice.score === 0) {
        if (!term.optional) return 0;
        continue;
      }
      const packed = words.values[start + choice.at] ?? 0;
      if (term.optional) bonus += joiningWordBonus;
      else total += choice.score;
      if (firstPlace === nowhere) firstPlace = placeIn(packed);
      if (placeIn(packed) === place.name && term.manners[wordIn(packed)] === manner.word) nameWords++;
      if (before !== nowhere && placeIn(before) === placeIn(packed)) {
        const step = positionIn(packed) - positionIn(before);
        if (step === 1 || step === 2) bonus += neighboursBonus / terms.length;
        else if (step > 0) bonus += sameOrderBonus / terms.length;
      }
      before = packed;
    }
    const letters = firstPlace === nowhere ? 0 : (this.#lettersAt[firstPlace] ?? 0);
    // One or two letters are no measure of how much of a name was typed.
    this.coverage = this.#typedLetters < 3 || letters === 0 ? 0 : Math.min(1, this.#typedLetters / letters);
    if (nameWords === terms.length && this.#typedLetters === this.#lettersAt[place.name]) bonus += wholeNameBonus;
    return Math.round(total / this.#needed + bonus);
  }
}
