import { useState } from 'react';
import type { AppState } from '../../../shared/contract.ts';
import { countOf } from '../../../shared/format.ts';
import { latchkey } from '../../api.ts';
import { useAnnouncement } from '../../hooks/use-announcement.ts';
import { useAction } from '../use-action.ts';
import { foundWords } from '../words.ts';
import { ConnectStep } from './ConnectStep.tsx';
import { DoneStep } from './DoneStep.tsx';
import { ShortcutStep } from './ShortcutStep.tsx';
import './first-run.css';

interface FirstRunProps {
  state: AppState;
  onLeave: () => void;
}

type Step = { at: 'connect' } | { at: 'shortcut'; found: string } | { at: 'done'; found: string };

/** From nothing to the first login: connect, try the shortcut, done. Resumes where an earlier first run stopped. */
export function FirstRun({ state, onLeave }: FirstRunProps) {
  const [step, setStep] = useState<Step>(() =>
    state.connections.length > 0 ? { at: 'shortcut', found: readyWords(state) } : { at: 'connect' },
  );
  const finish = useAction(latchkey.finishFirstRun);

  const finishAndShow = async (): Promise<void> => {
    if (step.at !== 'shortcut') return;
    const answer = await finish.send({});
    if (answer.ok) setStep({ ...step, at: 'done' });
  };
  useAnnouncement('shortcutPressed', () => void finishAndShow());

  // Show the last page only once main's state says that first run is done: until then main's requests to show a section
  // would be ignored.
  const shown: Step = step.at === 'done' && !state.settings.firstRunDone ? { at: 'shortcut', found: step.found } : step;
  switch (shown.at) {
    case 'connect':
      return (
        <ConnectStep
          state={state}
          skip={finish}
          onConnected={({ accountTotal, facts }) => setStep({ at: 'shortcut', found: foundWords(accountTotal, facts) })}
          onSamples={() => setStep({ at: 'shortcut', found: 'The sample customers are here.' })}
          onLeave={onLeave}
        />
      );
    case 'shortcut':
      return <ShortcutStep state={state} found={shown.found} finish={finish} onFinish={() => void finishAndShow()} />;
    case 'done':
      return <DoneStep state={state} onLeave={onLeave} />;
  }
}

const readyWords = ({ connections }: AppState): string => `${countOf(connections.length, 'connection')} ready.`;
