import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { LedgerFilter, LedgerMismatch, LedgerRow } from '../../../shared/ledger.ts';
import type { Problem } from '../../../shared/problems.ts';
import { latchkey } from '../../api.ts';

/** Longer than the pause between two letters, shorter than that between two words. */
export const typingPauseMs = 120;

interface Found {
  rows: readonly LedgerRow[];
  /** Older rows exist. */
  more: boolean;
  /** Whether no row was edited or removed; null before the first answer. */
  intact: boolean | null;
  mismatches: readonly LedgerMismatch[];
  /** What `rows` were found by. */
  searched: LedgerQuery;
}

export interface LedgerQuery {
  text: string;
  filter: LedgerFilter;
}

const same = (one: LedgerQuery, other: LedgerQuery): boolean => JSON.stringify(one) === JSON.stringify(other);

export interface Ledger extends Found {
  problem: Problem | null;
  loading: boolean;
  showMore: () => Promise<void>;
  again: () => Promise<void>;
}

const all: LedgerQuery = { text: '', filter: {} };

/** The ledger's rows for a query, newest first, in pages. Reads them again when the window gets the focus. */
export function useLedger(query: LedgerQuery): Ledger {
  const [found, setFound] = useState<Found>({ rows: [], more: false, intact: null, mismatches: [], searched: all });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [loading, setLoading] = useState(false);
  /** Counts the requests: an answer to an older one is dropped. */
  const asked = useRef(0);

  const load = async (wanted: LedgerQuery, beforeRowId: number | null): Promise<void> => {
    const question = ++asked.current;
    setLoading(true);
    const { text, filter } = wanted;
    const isFiltered = Object.keys(filter).length > 0;
    const answer = await latchkey.searchLedger({ text, beforeRowId, ...(isFiltered ? { filter } : {}) });
    if (question !== asked.current) return;
    setLoading(false);
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    setProblem(null);
    const { rows, more, intact, mismatches } = answer.value;
    setFound((old) => {
      const last = rows.at(-1)?.rowId;
      // When reading again, keep the rows that were shown below the first page.
      const older =
        beforeRowId === null && same(old.searched, wanted) && last !== undefined
          ? old.rows.filter(({ rowId }) => rowId < last)
          : [];
      return {
        rows: beforeRowId === null ? [...rows, ...older] : [...old.rows, ...rows],
        more: older.length > 0 ? old.more : more,
        intact,
        mismatches,
        searched: wanted,
      };
    });
  };

  const { text } = query;
  const filter = JSON.stringify(query.filter);
  const loadFirst = useEffectEvent(() => void load(query, null));
  useEffect(() => {
    const timer = setTimeout(() => loadFirst(), text === '' ? 0 : typingPauseMs);
    const onFocus = (): void => loadFirst();
    window.addEventListener('focus', onFocus);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('focus', onFocus);
    };
  }, [text, filter]);

  return {
    ...found,
    problem,
    loading,
    showMore: () => load(found.searched, found.rows.at(-1)?.rowId ?? null),
    again: () => load(query, null),
  };
}
