import { useEffect } from 'react';

/** Sets `html[data-ready]` when this window's listeners are in place. Call it last in the top component. */
export function usePageReady(ready: boolean): void {
  useEffect(() => {
    if (ready) document.documentElement.dataset['ready'] = 'true';
  }, [ready]);
}
