import { useEffect, useState } from 'react';

/**
 * The value as it was when the last frame with something new was on the screen: it follows in a frame of its own, so that what
 * is drawn from it takes no time from the frame of a keystroke. `held`: a key was pressed whose frame is still to come.
 */
export function useSettled<T>(value: T, held: boolean): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    if (held) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A frame is drawn after its callbacks; the next task runs after that.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setSettled(value));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [value, held]);
  return settled;
}
