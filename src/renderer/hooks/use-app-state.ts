import { useEffect, useState } from 'react';
import type { AppState } from '../../shared/contract.ts';
import { latchkey } from '../api.ts';
import { useAnnouncement } from './use-announcement.ts';

/** Main's state, kept current; null until the first answer. */
export function useAppState(): AppState | null {
  const [state, setState] = useState<AppState | null>(null);
  useAnnouncement('stateChanged', setState);
  useEffect(() => {
    void latchkey.getState({}).then((answer) => {
      // An announcement that came first is the newer one.
      if (answer.ok) setState((current) => current ?? answer.value);
    });
  }, []);
  return state;
}
