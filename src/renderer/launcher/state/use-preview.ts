import { useEffect, useState } from 'react';
import type { AccountRow } from '../../../shared/account.ts';
import type { Preview } from '../../../shared/contract.ts';
import type { Result } from '../../../shared/result.ts';
import { latchkey } from '../../api.ts';

interface Read {
  accountId: string;
  /** Of what the answer may depend on. */
  lastLogInAt: string | null;
  answer: Result<Preview>;
}

/**
 * What this machine knows of this row's customer; null until main has answered. Asked anew when the launcher is shown again
 * and when the customer was opened.
 */
export function usePreview(row: AccountRow | null, visible: boolean): Result<Preview> | null {
  const [read, setRead] = useState<Read | null>(null);
  const accountId = row?.accountId ?? null;
  const lastLogInAt = row?.lastLogInAt ?? null;
  useEffect(() => {
    if (accountId === null || !visible) return;
    let isWanted = true;
    void latchkey.getPreview({ accountId }).then((answer) => {
      if (isWanted) setRead({ accountId, lastLogInAt, answer });
    });
    return () => {
      isWanted = false;
    };
  }, [accountId, lastLogInAt, visible]);
  // SECURITY: never another customer's.
  return read?.accountId === accountId ? read.answer : null;
}
