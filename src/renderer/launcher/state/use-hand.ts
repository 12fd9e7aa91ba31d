import { useEffect, useEffectEvent } from 'react';
import type { Send } from './use-launcher.ts';

/** Keys that do nothing alone. A shortcut of the whole system may begin with them, while the launcher has the focus. */
const heldKeys: ReadonlySet<string> = new Set(['Alt', 'AltGraph', 'CapsLock', 'Control', 'Fn', 'Meta', 'Shift']);

/** Letters are reported as typing, by the field that they change. */
const isLetter = ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean => key.length === 1 && !ctrlKey && !metaKey;

/** Reports every other key and every click, wherever the focus is: a hand that is at work is not to be disturbed. */
export function useHand(visible: boolean, send: Send): void {
  const moved = useEffectEvent((event: KeyboardEvent | PointerEvent) => {
    if (!visible) return;
    if (event instanceof KeyboardEvent && (heldKeys.has(event.key) || isLetter(event))) return;
    send({ type: 'hand-moved' });
  });
  useEffect(() => {
    const press = (event: KeyboardEvent | PointerEvent): void => moved(event);
    // Before any component can stop them.
    document.addEventListener('keydown', press, true);
    document.addEventListener('pointerdown', press, true);
    return () => {
      document.removeEventListener('keydown', press, true);
      document.removeEventListener('pointerdown', press, true);
    };
  }, []);
}
