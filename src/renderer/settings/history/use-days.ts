import { useEffect, useEffectEvent, useState } from 'react';
import type { DayCount } from '../../../shared/ledger.ts';
import { latchkey } from '../../api.ts';
import { type LedgerQuery, typingPauseMs } from './use-ledger.ts';

/** How many log-ins of this kind each of the last days had. Counts again when the window gets the focus. */
export function useDays(query: LedgerQuery): readonly DayCount[] {
  const [days, setDays] = useState<readonly DayCount[]>([]);
  const { text } = query;
  const filter = JSON.stringify(query.filter);
  const count = useEffectEvent(async (isWanted: () => boolean): Promise<void> => {
    const isFiltered = Object.keys(query.filter).length > 0;
    const answer = await latchkey.countLogIns({ text, ...(isFiltered ? { filter: query.filter } : {}) });
    // What went wrong is said of the rows: both are read from the same file.
    if (answer.ok && isWanted()) setDays(answer.value);
  });
  useEffect(() => {
    let isGone = false;
    const again = (): void => void count(() => !isGone);
    const timer = setTimeout(again, text === '' ? 0 : typingPauseMs);
    window.addEventListener('focus', again);
    return () => {
      isGone = true;
      clearTimeout(timer);
      window.removeEventListener('focus', again);
    };
  }, [text, filter]);
  return days;
}
