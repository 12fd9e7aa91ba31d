import { useEffect, useEffectEvent, useState } from 'react';
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

  // Nobody tells main that the network came or went: it is asked where that shows.
  const askWhetherOnline = (): void =>
    void latchkey.getState({}).then((answer) => {
      if (answer.ok) setState((current) => current && { ...current, online: answer.value.online });
    });
  useAnnouncement('launcherShown', askWhetherOnline);
  const networkChanged = useEffectEvent(askWhetherOnline);
  useEffect(() => {
    const changed = (): void => networkChanged();
    window.addEventListener('online', changed);
    window.addEventListener('offline', changed);
    return () => {
      window.removeEventListener('online', changed);
      window.removeEventListener('offline', changed);
    };
  }, []);
  return state;
}
