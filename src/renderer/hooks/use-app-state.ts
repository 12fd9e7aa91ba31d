import { useEffect, useEffectEvent, useState } from 'react';
import type { AppState } from '../../shared/contract.ts';
import { formatFor } from '../../shared/format.ts';
import { latchkey } from '../api.ts';
import { useAnnouncement } from './use-announcement.ts';

/** Times, dates and numbers are written as this state says from now on. */
function read(state: AppState): AppState {
  formatFor({ locale: state.locale, clock: state.settings.clock });
  return state;
}

/** Main's state, always current; null until the first answer. */
export function useAppState(): AppState | null {
  const [state, setState] = useState<AppState | null>(null);
  useAnnouncement('stateChanged', (next) => setState(read(next)));
  useEffect(() => {
    void latchkey.getState({}).then((answer) => {
      // A `stateChanged` that arrived before this answer is newer.
      if (answer.ok) setState((current) => current ?? read(answer.value));
    });
  }, []);

  // Main gets no event when the network changes, so ask again when it matters.
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
