import { useEffect, useEffectEvent } from 'react';
import type { Announcements } from '../../shared/contract.ts';
import { latchkey } from '../api.ts';

/** Hears one announcement for as long as the component is there. The listener may change freely between renders. */
export function useAnnouncement<N extends keyof Announcements>(
  name: N,
  listener: (announcement: Announcements[N]) => void,
): void {
  const hear = useEffectEvent(listener);
  useEffect(() => latchkey.on(name, (announcement) => hear(announcement)), [name]);
}
