import { useEffect, useState } from 'react';
import { sentenceFor } from '../../shared/problem-sentences.ts';
import { barOf } from './bar.ts';
import { endedSentence, plainWords } from './sentence-parts.ts';
import type { LauncherView } from './state/view.ts';
import { waitingKeys, waitingParts } from './waiting.ts';
import { linkWords, saidWords } from './words.ts';
import { workingOf, workingParts } from './working.ts';

/** Announce after a pause in typing, not after each letter. */
const pauseMs = 300;

/** The polite live region: results, notices, questions and problems. Not atomic, so that only changes are read out. */
export function LiveRegion({ launcher }: { launcher: LauncherView }) {
  const { app, link } = launcher;
  const words = saidWords(launcher);
  const working = workingOf(launcher);
  const bar = barOf(launcher);
  const waiting = bar?.shows === 'waiting' ? bar.waiting : null;
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSaid(words), pauseMs);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <div className="visually-hidden" role="status" aria-live="polite" aria-atomic="false">
      <p>{said}</p>
      {working && <p>{endedSentence(plainWords(workingParts(working)))} Escape to cancel.</p>}
      {waiting && (
        <p>
          {endedSentence(plainWords(waitingParts(waiting)))} {waitingKeys}
        </p>
      )}
      {link && <p>{linkWords(link)}.</p>}
      {app.connections.map(
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
