import { useEffectEvent, useLayoutEffect } from 'react';
import type { Send } from './use-launcher.ts';

/** Room for the preview pane beside a list whose columns are all there. See `launcherSize` in placement.ts. */
const roomy = '(min-width: 800px)';

/** Says whether the window has that room, before it is painted and whenever it changes: with another display, or a zoom. */
export function useRoom(send: Send): void {
  const look = useEffectEvent(() => send({ type: 'room-changed', roomy: matchMedia(roomy).matches }));
  useLayoutEffect(() => {
    const query = matchMedia(roomy);
    const change = (): void => look();
    change();
    query.addEventListener('change', change);
    return () => query.removeEventListener('change', change);
  }, []);
}
