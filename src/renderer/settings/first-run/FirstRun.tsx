import { useState } from 'react';
import type { AppState } from '../../../shared/contract.ts';
import { latchkey } from '../../api.ts';
import { useAnnouncement } from '../../hooks/use-announcement.ts';
import { foundWords } from '../connections/found-words.ts';
import { useAction } from '../use-action.ts';
import { countOf } from '../words.ts';
import { ConnectStep } from './ConnectStep.tsx';
import { DoneStep } from './DoneStep.tsx';
import { ShortcutStep } from './ShortcutStep.tsx';
import './first-run.css';

interface FirstRunProps {
  state: AppState;
  onLeave: () => void;
}

type Step = { at: 'connect' } | { at: 'shortcut'; found: string } | { at: 'done' };

/** From nothing to the first login: connect, try the shortcut, done. Begins where an earlier start broke off. */
export function FirstRun({ state, onLeave }: FirstRunProps) {
  const [step, setStep] = useState<Step>(() =>
    state.connections.length > 0 ? { at: 'shortcut', found: readyWords(state) } : { at: 'connect' },
  );
  const finish = useAction(latchkey.finishFirstRun);

  const finishAndShow = async (): Promise<void> => {
    const answer = await finish.send({});
    if (answer.ok) setStep({ at: 'done' });
  };
  useAnnouncement('shortcutPressed', () => {
    if (step.at === 'shortcut') void finishAndShow();
  });

  switch (step.at) {
    case 'connect':
      return (
        <ConnectStep
          state={state}
          skip={finish}
          onConnected={({ accountTotal, facts }) =>
            setStep({
              at: 'shortcut',
              found: accountTotal === null ? `${facts.shortName} is connected.` : foundWords(accountTotal),
            })
          }
          onSamples={() => setStep({ at: 'shortcut', found: 'The sample customers are here.' })}
          onLeave={onLeave}
        />
      );
    case 'shortcut':
      return <ShortcutStep state={state} found={step.found} finish={finish} onFinish={() => void finishAndShow()} />;
    case 'done':
      return <DoneStep state={state} onLeave={onLeave} />;
  }
}

const readyWords = ({ connections }: AppState): string => `${countOf(connections.length, 'connection')} ready.`;
