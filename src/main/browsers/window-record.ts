import type { SessionEnd } from '../../shared/own-windows.ts';
import { type FamilyId, isFamilyId } from './families.ts';

/** What is written down of a window while it is open, so that the next start knows it. It holds no name and no link. */
export interface WindowRecord {
  accountId: string;
  /** Rows of the ledger: the log-ins in this window. */
  rowIds: readonly number[];
  /** Milliseconds since 1970: the last log-in. */
  since: number;
  /** Of its browser. */
  family: FamilyId;
  /** The program that runs it, and the arguments before ours. */
  command: readonly [string, ...string[]];
  /** Why Latchkey has asked it to close; null: it has not. */
  end: SessionEnd | null;
}

const ends: readonly unknown[] = ['closed', 'expired', 'quit', 'killed', null] satisfies (SessionEnd | null)[];

/** Null if the text is no record. */
export function readRecord(text: string): WindowRecord | null {
  try {
    const { accountId, rowIds, since, family, command, end } = JSON.parse(text) as Record<keyof WindowRecord, unknown>;
    const isRecord =
      typeof accountId === 'string' &&
      Array.isArray(rowIds) &&
      rowIds.every(Number.isSafeInteger) &&
      typeof since === 'number' &&
      isFamilyId(family) &&
      Array.isArray(command) &&
      command.length > 0 &&
      command.every((word) => typeof word === 'string') &&
      ends.includes(end);
    if (!isRecord) return null;
    return { accountId, rowIds, since, family, command: command as [string], end: end as SessionEnd | null };
  } catch {
    // It was cut off.
    return null;
  }
}
