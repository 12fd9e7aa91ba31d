import { useEffect, useState } from 'react';
import { sentenceFor } from '../../shared/problem-sentences.ts';
import { barOf, coveredChange } from './bar.ts';
import { changeParts } from './change-words.ts';
import { doneParts } from './done.ts';
import { endedSentence, plainWords } from './sentence-parts.ts';
import type { LauncherView } from './state/view.ts';
import { waitingKeys, waitingParts } from './waiting.ts';
import { linkWords, saidWords, workingKeys } from './words.ts';
import { workingOf, workingParts } from './working.ts';

/** Announce after a pause in typing, not after each letter. */
const pauseMs = 300;

/** The polite live region: results, notices, questions and problems. Not atomic, so that only changes are read out. */
export function LiveRegion({ launcher }: { launcher: LauncherView }) {
  const { app, link, noticeRepeats, reading } = launcher;
  const words = saidWords(launcher);
  const working = workingOf(launcher);
  const bar = barOf(launcher);
  const change = coveredChange(launcher);
  const waiting = bar?.shows === 'waiting' ? bar.waiting : null;
  /** `times`: how often the words were said again, because a press changed nothing. */
  const [said, setSaid] = useState({ words: '', times: 0 });
  const repeats = reading.flashes + noticeRepeats;
  useEffect(() => {
    const timer = setTimeout(() => {
      setSaid((before) => ({ words, times: before.times + (before.words === words && repeats > 0 ? 1 : 0) }));
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [words, repeats]);
  return (
    <div className="visually-hidden" role="status" aria-live="polite" aria-atomic="false">
      {/* Another element with the same words is read out again. */}
      <p key={`said ${said.times}`}>{said.words}</p>
      {working && (
        <p key={`working ${said.times}`}>
          {endedSentence(plainWords(workingParts(working)))} {workingKeys(launcher)}
        </p>
      )}
      {waiting && (
        <p>
          {endedSentence(plainWords(waitingParts(waiting)))} {waitingKeys}
        </p>
      )}
      {bar?.shows === 'done' && <p>{endedSentence(plainWords(doneParts(bar.done)))}</p>}
      {change && <p>{endedSentence(plainWords(changeParts(change)))}</p>}
      {launcher.syncsAsked > 0 && <p>Syncing…</p>}
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
