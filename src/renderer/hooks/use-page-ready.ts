import { useEffect } from 'react';

/** Marks `html[data-ready]` once this window's listeners are in place: call it last in the top component. */
export function usePageReady(ready: boolean): void {
  useEffect(() => {
    if (ready) document.documentElement.dataset['ready'] = 'true';
  }, [ready]);
}
