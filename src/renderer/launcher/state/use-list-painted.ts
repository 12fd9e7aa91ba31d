import { useEffect, useEffectEvent } from 'react';
import type { Send } from './use-launcher.ts';
import type { LauncherView } from './view.ts';

/** Says when a list that has to be read is on the screen. */
export function useListPainted({ search, unread }: LauncherView, send: Send): void {
  const { waiting } = search;
  const painted = useEffectEvent(() => send({ type: 'list-painted' }));
  useEffect(() => {
    if (!unread || waiting) return;
    const frame = requestAnimationFrame(() => painted());
    return () => cancelAnimationFrame(frame);
  }, [unread, waiting]);
}
