import { useEffect, useState } from 'react';

const everyMs = 20_000;

/** The time in ms, fresh enough for "3 min ago". */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}
