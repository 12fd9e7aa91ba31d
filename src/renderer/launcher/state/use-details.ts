import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { KeptDetails } from '../../../shared/account.ts';
import type { Result } from '../../../shared/result.ts';
import { latchkey } from '../../api.ts';
import { useAnnouncement } from '../../hooks/use-announcement.ts';

export interface Asked {
  /** Null until the provider has answered. */
  details: Result<KeptDetails> | null;
  isAsking: boolean;
  askAgain: (accountId: string) => void;
}

/**
 * What the provider says about this customer, asked after a rest of so many ms, once each time the launcher is shown. Null: it
 * is asked only by `askAgain`.
 */
export function useDetails(accountId: string | null, afterMs: number | null): Asked {
  const [known, setKnown] = useState<ReadonlyMap<string, Result<KeptDetails>>>(new Map());
  const [asking, setAsking] = useState<ReadonlySet<string>>(new Set());
  const asked = useRef(new Set<string>());

  const load = (wanted: string, again: boolean): void => {
    if (asked.current.has(wanted) && !again) return;
    asked.current.add(wanted);
    setAsking((before) => new Set(before).add(wanted));
    void latchkey.getAccountDetails({ accountId: wanted, again }).then((answer) => {
      setKnown((before) => new Map(before).set(wanted, answer));
      setAsking((before) => new Set([...before].filter((other) => other !== wanted)));
    });
  };
  const loadRested = useEffectEvent((wanted: string) => load(wanted, false));

  useEffect(() => {
    if (accountId === null || afterMs === null) return;
    const timer = setTimeout(() => loadRested(accountId), afterMs);
    return () => clearTimeout(timer);
  }, [accountId, afterMs]);

  const forget = (): void => {
    asked.current.clear();
    setKnown(new Map());
  };
  useAnnouncement('launcherHidden', forget);

  return {
    details: accountId === null ? null : (known.get(accountId) ?? null),
    isAsking: accountId !== null && asking.has(accountId),
    askAgain: (wanted) => load(wanted, true),
  };
}
