import { useEffect, useState } from 'react';
import type { AppState } from '../../shared/contract.ts';
import { emptyWords } from './EmptyWords.tsx';
import { countWords } from './row-words.ts';
import { stripWords } from './Strip.tsx';
import type { Launcher } from './use-launcher.ts';

/** A screen reader hears the count once the fingers pause, not after each letter. */
const pauseMs = 300;

/** The polite live region: results, notices, questions and problems. */
export function LiveWords({ launcher, state }: { launcher: Launcher; state: AppState }) {
  const words = stripWords(launcher) ?? launcher.notice ?? emptyWords(launcher, state) ?? resultWords(launcher);
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSaid(words), pauseMs);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <div className="unseen" role="status" aria-live="polite">
      {said}
    </div>
  );
}

const resultWords = ({ items }: Launcher): string => (items.length === 0 ? '' : countWords(items.length, 'customer'));
