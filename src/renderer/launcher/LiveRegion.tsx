import { useEffect, useState } from 'react';
import type { Announcements, AppState } from '../../shared/contract.ts';
import { countOf } from '../../shared/format.ts';
import { sentenceFor } from '../../shared/problem-sentences.ts';
import { emptyWords } from './EmptyState.tsx';
import { promptWords } from './PromptBar.tsx';
import type { Launcher } from './state/use-launcher.ts';

/** A screen reader hears the count once the fingers pause, not after each letter. */
const pauseMs = 300;

interface LiveWordsProps {
  launcher: Launcher;
  state: AppState;
  link: Announcements['linkOnClipboard'];
}

/** The polite live region: results, notices, questions and problems. Not atomic: only what is new is said. */
export function LiveRegion({ launcher, state, link }: LiveWordsProps) {
  const words =
    promptWords(launcher) ??
    launcher.notice ??
    workingWords(launcher) ??
    emptyWords(launcher, state) ??
    resultWords(launcher);
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSaid(words), pauseMs);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <div className="visually-hidden" role="status" aria-live="polite" aria-atomic="false">
      <p>{said}</p>
      {link && <p>Login link for {link.accountName} is on the clipboard.</p>}
      {state.connections.map(
        ({ connectionId, label, health }) =>
          health.status === 'attention' &&
          health.problem && (
            <p key={connectionId}>
              {label}: {sentenceFor(health.problem).what}
            </p>
          ),
      )}
    </div>
  );
}

const workingWords = ({ logIn: { attempt } }: Launcher): string | null =>
  attempt?.stage.at === 'working' ? `Logging in to ${attempt.row.name}` : null;

const resultWords = ({ items }: Launcher): string => (items.length === 0 ? '' : countOf(items.length, 'customer'));
