import { type RefObject, useEffect, useEffectEvent } from 'react';
import { ownerOfKeys } from './decide.ts';
import type { LauncherView } from './view.ts';

/** Two lines of text and a half: enough to see that the box moved. */
const stepPx = 48;

/** Alt+Down and Alt+Up scroll the box, wherever the focus is. */
export function useScrollKeys(box: RefObject<HTMLElement | null>, launcher: LauncherView): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const { altKey, ctrlKey, metaKey, shiftKey, key, isComposing } = event;
    const by = { ArrowDown: stepPx, ArrowUp: -stepPx }[key];
    if (!altKey || ctrlKey || metaKey || shiftKey || isComposing || by === undefined) return;
    if (ownerOfKeys(launcher) !== 'list') return;
    event.preventDefault();
    box.current?.scrollBy({ top: by });
  });
  useEffect(() => {
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
