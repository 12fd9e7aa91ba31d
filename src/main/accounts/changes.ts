import { randomUUID } from 'node:crypto';
import type { UndoableChange } from '../../shared/change.ts';
import { fail, ok, type Result } from '../../shared/result.ts';

/** Restores what was there before a change, or returns why it cannot. */
type Undo = () => Result<unknown> | Promise<Result<unknown>>;

const mostKept = 20;

/** The changes that the user can undo, in memory only: they are forgotten when the program ends. */
export class Changes {
  readonly #now: () => number;
  readonly #changed: () => void;
  #kept: { change: UndoableChange; undo: Undo }[] = [];

  /** `changed`: `last` has changed. */
  constructor(now: () => number, changed: () => void) {
    this.#now = now;
    this.#changed = changed;
  }

  /** The newest change that has not been undone. */
  get last(): UndoableChange | null {
    return this.#kept.at(-1)?.change ?? null;
  }

  /** Returns the change's id. */
  note(kind: UndoableChange['kind'], name: string, undo: Undo, changeId: string = randomUUID()): string {
    const at = new Date(this.#now()).toISOString();
    this.#kept = [...this.#kept.slice(-(mostKept - 1)), { change: { changeId, kind, name, at }, undo }];
    this.#changed();
    return changeId;
  }

  /** Returns change-unknown, changed-since, and the problems of what is undone. After a fault it can be tried again. */
  async undo(changeId: string): Promise<Result<null>> {
    const found = this.#kept.find(({ change }) => change.changeId === changeId);
    if (!found) return fail({ kind: 'change-unknown' });
    const undone = await found.undo();
    if (undone.ok || undone.problem.kind === 'changed-since') this.forget(changeId);
    return undone.ok ? ok(null) : undone;
  }

  /** The change can no longer be undone here. */
  forget(changeId: string): void {
    const kept = this.#kept.filter(({ change }) => change.changeId !== changeId);
    if (kept.length === this.#kept.length) return;
    this.#kept = kept;
    this.#changed();
  }
}
