import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { AccountDetails, AccountRow } from '../../../shared/account.ts';
import type { Result } from '../../../shared/result.ts';
import { latchkey } from '../../api.ts';
import { useAnnouncement } from '../../hooks/use-announcement.ts';

/** How long a row must be highlighted before its provider is asked: moving past it must not spend rate budget. */
const restMs = 300;

/** What the provider says about one row, asked once each time the launcher is shown; null until it answered. */
export function useDetails(
  row: AccountRow | null,
  visible: boolean,
): { details: Result<AccountDetails> | null; askAgain: () => void } {
  const [known, setKnown] = useState<ReadonlyMap<string, Result<AccountDetails>>>(new Map());
  const asked = useRef(new Set<string>());
  const accountId = visible && row?.kind === 'customer' ? row.accountId : null;

  const load = (wanted: string): void => {
    if (asked.current.has(wanted)) return;
    asked.current.add(wanted);
    void latchkey.getAccountDetails({ accountId: wanted }).then((answer) => {
      setKnown((before) => new Map(before).set(wanted, answer));
    });
  };
  const loadRested = useEffectEvent(load);

  useEffect(() => {
    if (accountId === null) return;
    const timer = setTimeout(() => loadRested(accountId), restMs);
    return () => clearTimeout(timer);
  }, [accountId]);

  const forget = (): void => {
    asked.current.clear();
    setKnown(new Map());
  };
  useAnnouncement('launcherHidden', forget);

  return {
    details: accountId === null ? null : (known.get(accountId) ?? null),
    askAgain: () => {
      if (accountId === null) return;
      asked.current.delete(accountId);
      setKnown((before) => new Map([...before].filter(([other]) => other !== accountId)));
      load(accountId);
    },
  };
}
