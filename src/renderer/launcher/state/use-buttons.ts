import { useEffect, useEffectEvent } from 'react';
import type { Send } from './use-launcher.ts';

/** Reports every button that was pressed, by a key or a click, once it has done what it does. */
export function useButtons(send: Send): void {
  const pressed = useEffectEvent(() => send({ type: 'button-pressed' }));
  useEffect(() => {
    const click = ({ target }: MouseEvent): void => {
      if (target instanceof Element && target.closest('button')) pressed();
    };
    // React's own listener is further in, so that it comes first.
    document.addEventListener('click', click);
    return () => document.removeEventListener('click', click);
  }, []);
}
