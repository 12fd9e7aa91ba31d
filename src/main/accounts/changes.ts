import { splitAccountId } from '../../shared/account.ts';
import type { UndoableChange, Undone } from '../../shared/change.ts';
import type { ProblemKind } from '../../shared/problems.ts';
import { fail, type Result } from '../../shared/result.ts';
import { singleFlight } from '../lib/single-flight.ts';

/** Restores what was there before a change, or returns why not. A fault of the directory is thrown. */
type Undo = () => Result<Undone> | Promise<Result<Undone>>;

type Kept = readonly { change: UndoableChange; undo: Undo }[];

const mostKept = 20;
const isFinal: ReadonlySet<string> = new Set<ProblemKind>(['change-unknown', 'changed-since']);

/** The changes that the user can undo, in memory only: they are forgotten when the program ends. */
export class Changes {
  readonly #changed: () => void;
  readonly #join = singleFlight<Result<Undone>>();
  #kept: Kept = [];

  /** `changed`: `last` may have changed. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** The newest change that has not been undone. */
  get last(): UndoableChange | null {
    return this.#kept.at(-1)?.change ?? null;
  }

  /** Keeps a change that was made, and returns it. */
  note<C extends UndoableChange>(change: C, undo: Undo): C {
    this.#keep([...this.#kept.slice(-(mostKept - 1)), { change, undo }]);
    return change;
  }

  /** Returns change-unknown and changed-since, which are final. After the keychain's and the disk's problems it can be tried again. */
  undo(changeId: string): Promise<Result<Undone>> {
    return this.#join(changeId, async () => {
      const found = this.#kept.find(({ change }) => change.changeId === changeId);
      if (!found) return fail({ kind: 'change-unknown' });
      const undone = await found.undo();
      if (undone.ok || isFinal.has(undone.problem.kind)) this.forget(changeId);
      return undone;
    });
  }

  /** The change can no longer be undone here. */
  forget(changeId: string): void {
    this.#keep(this.#kept.filter(({ change }) => change.changeId !== changeId));
  }

  /** A connection was removed: no word of its customers may be left. An import may have named others as well. */
  forgetConnection(connectionId: string): void {
    const isOfIt = (change: UndoableChange): boolean =>
      change.kind !== 'import' && splitAccountId(change.accountId)?.connectionId === connectionId;
    this.#keep(this.#kept.filter(({ change }) => !isOfIt(change)));
  }

  #keep(kept: Kept): void {
    this.#kept = kept;
    this.#changed();
  }
}
