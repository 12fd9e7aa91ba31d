import type { Line, Screen } from './screen.ts';
import type { StoredFacts } from './stage.ts';

/** A change of a name, note or pin that the person asked for. */
interface Permission {
  accountId: string;
  field: 'given' | 'note' | 'pinned';
}

/** A change that can be undone. `isUntouched`: nothing was typed since. */
export type Change = Permission & { isUntouched: boolean };

/** A long name is in parts in its row, and a blank is between them. */
const says = (words: string, name: string): boolean => withoutBlanks(words).includes(withoutBlanks(name));
const withoutBlanks = (text: string): string => text.replace(/\s/g, '');

/** What is stored of the customers, what they were called during this run, and what of it may change now. */
export class CustomerFacts {
  stored: ReadonlyMap<string, StoredFacts> = new Map();
  /** Names, notes and pins that may change now. */
  permitted: Permission[] = [];
  /** The newest last. */
  readonly #changes: Change[];
  /** Every name that a customer had during this run. */
  readonly #names = new Map<string, Set<string>>();
  readonly #namedAt = new Map<string, number>();
  /** The name of the customer whose name or note is edited, when the editor opened. */
  #editedName: string | null = null;

  /** Called for each customer whose name in use changes. */
  readonly #renamed: (accountId: string) => void;

  /** `changes`: those of earlier runs of the same program, with which the new ones are kept. */
  constructor(changes: Change[], renamed: (accountId: string) => void) {
    this.#changes = changes;
    this.#renamed = renamed;
    this.typed();
  }

  stores(stored: ReadonlyMap<string, StoredFacts>, now = 0): void {
    const before = this.stored;
    this.stored = stored;
    for (const [accountId, { shown }] of before) {
      if (this.nameOf(accountId) === shown) continue;
      this.#renamed(accountId);
      this.#namedAt.set(accountId, now);
    }
    for (const [accountId, { shown }] of stored) {
      this.#names.set(accountId, (this.#names.get(accountId) ?? new Set()).add(shown));
    }
  }

  /** What a line calls its customer: of the names that the customer has or had, the one that it begins with. Others may follow. */
  nameIn({ key, words }: Line): string {
    const letters = withoutBlanks(words);
    const said = [...(this.#names.get(key) ?? [])].filter((name) => says(words, name));
    const at = (name: string): number => letters.indexOf(withoutBlanks(name));
    return said.sort((one, other) => at(one) - at(other) || other.length - one.length)[0] ?? '';
  }

  /** Whether these words call a customer by a name that was replaced. */
  isFormerlyNamed(accountId: string, words: string): boolean {
    const now = this.stored.get(accountId)?.shown ?? '';
    return [...(this.#names.get(accountId) ?? [])].some((name) => name !== now && words.includes(name));
  }

  /** Whether these words call the customer by a name that it has or had: the screen may be a moment behind. */
  isNamed(accountId: string, words: string): boolean {
    return [...(this.#names.get(accountId) ?? [])].some((name) => words.includes(name));
  }

  /** Whether these words say the same of one customer, with an earlier and a later name. */
  differInNameOnly(before: string, after: string): boolean {
    const isRenaming = (names: readonly string[]): boolean =>
      names.some((earlier) => names.some((later) => before.replace(earlier, later) === after));
    return before !== after && [...this.#names.values()].some((names) => isRenaming([...names]));
  }

  nameOf(accountId: string): string {
    return this.stored.get(accountId)?.shown ?? '';
  }

  /** Since when the customer has had the name that it has now. */
  namedAt(accountId: string): number {
    return this.#namedAt.get(accountId) ?? Number.NEGATIVE_INFINITY;
  }

  /** The screen may be a moment behind. */
  isUpToDate({ key, words }: Line): boolean {
    return says(words, this.nameOf(key));
  }

  permit(accountId: string, field: Permission['field']): void {
    this.permitted.push({ accountId, field });
    this.#changes.push({ accountId, field, isUntouched: true });
  }

  typed(): void {
    for (const change of this.#changes) change.isUntouched = false;
  }

  /** Ctrl+Z, or the entry of the palette, which needs no offer in the bar. */
  undid(byKey: boolean): void {
    // Whatever the bar shows, as long as its seconds last.
    const isOffered = this.#changes.some(({ isUntouched }) => isUntouched);
    if (!byKey || isOffered) this.permitted.push(...this.#changes);
  }

  /** The screen changes: the editor may have opened or closed. */
  noteEditing(before: Screen, { editing }: Screen): void {
    if (editing === before.editing) return;
    this.#editedName = editing === null ? null : (this.stored.get(editing)?.shown ?? null);
  }

  /** A name is written in the editor. What the editor showed may be older than what is stored. */
  saved(accountId: string, name: string): void {
    const isSame = name === this.#editedName && name === this.stored.get(accountId)?.shown;
    if (!isSame) this.permit(accountId, 'given');
  }
}
