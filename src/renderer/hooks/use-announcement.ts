import { useEffect, useEffectEvent } from 'react';
import type { AnnouncementName, Announcements } from '../../shared/contract.ts';
import { latchkey } from '../api.ts';

/** Listens to one announcement while the component is mounted. The listener may change between renders. */
export function useAnnouncement<N extends AnnouncementName>(
  name: N,
  listener: (announced: Announcements[N]) => void,
): void {
  const hear = useEffectEvent(listener);
  useEffect(() => latchkey.on(name, (announced) => hear(announced)), [name]);
}
