import { useEffect, useEffectEvent } from 'react';
import type { Send } from './use-launcher.ts';
import type { LauncherView } from './view.ts';

/** Says when a list, or rows in it, that have to be read are on the screen. */
export function useListPainted({ changedRows, search, unread }: LauncherView, send: Send): void {
  const { waiting } = search;
  const { coming } = changedRows;
  usePainted(unread !== null && !waiting, unread, () => send({ type: 'list-painted' }));
  usePainted(Object.keys(coming).length > 0, coming, () => send({ type: 'rows-painted' }));
}

/** `subject`: what is painted. Another one is painted anew. */
function usePainted(isShown: boolean, subject: unknown, onPainted: () => void): void {
  const painted = useEffectEvent(onPainted);
  useEffect(() => {
    if (!isShown || subject === null) return;
    const frame = requestAnimationFrame(() => painted());
    return () => cancelAnimationFrame(frame);
  }, [isShown, subject]);
}
