import { useEffect, useState } from 'react';

/** How long a word of confirmation stays. */
const noticeMs = 4_000;

/** A few words that go away by themselves. */
export function useNotice(): [notice: string | null, say: (words: string | null) => void] {
  const [notice, setNotice] = useState<string | null>(null);
  useEffect(() => {
    if (notice === null) return;
    const timer = setTimeout(() => setNotice(null), noticeMs);
    return () => clearTimeout(timer);
  }, [notice]);
  return [notice, setNotice];
}
