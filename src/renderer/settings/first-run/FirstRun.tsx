import { useState } from 'react';
import type { AppState } from '../../../shared/contract.ts';
import type { DeskPreview } from '../../../shared/desk.ts';
import { countOf } from '../../../shared/format.ts';
import type { NamesPreview } from '../../../shared/names.ts';
import { latchkey } from '../../api.ts';
import { useAnnouncement } from '../../hooks/use-announcement.ts';
import { DeskPreviewPage } from '../desk/DeskPreviewPage.tsx';
import { NamesPreviewPage } from '../names/NamesPreviewPage.tsx';
import { useAction } from '../use-action.ts';
import { foundWords, namedWords, waitingWords } from '../words.ts';
import { ConnectStep } from './ConnectStep.tsx';
import { DoneStep } from './DoneStep.tsx';
import { ShortcutStep } from './ShortcutStep.tsx';
import './first-run.css';

interface FirstRunProps {
  state: AppState;
  onLeave: () => void;
}

type Step =
  | { at: 'connect' }
  /** A desk from another computer, before it is imported. */
  | { at: 'desk'; preview: DeskPreview }
  | { at: 'shortcut'; found: string }
  /** `named`: what an import of names did. */
  | { at: 'done'; found: string; named?: string }
  /** Names of the user's own list, before they are imported. */
  | { at: 'names'; found: string; preview: NamesPreview };

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
          onDesk={(preview) => setStep({ at: 'desk', preview })}
          onSamples={() => setStep({ at: 'shortcut', found: 'The sample customers are here.' })}
          onLeave={onLeave}
        />
      );
    case 'desk': {
      const { preview } = shown;
      return (
        <main className="first-run-file">
          <DeskPreviewPage
            state={state}
            preview={preview}
            backTo="Back"
            onCancel={() => setStep({ at: 'connect' })}
            onImported={() => setStep({ at: 'shortcut', found: importedWords(preview) })}
          />
        </main>
      );
    }
    case 'shortcut':
      return <ShortcutStep state={state} found={shown.found} finish={finish} onFinish={() => void finishAndShow()} />;
    case 'done':
      return (
        <DoneStep
          state={state}
          named={shown.named}
          onNames={(preview) => setStep({ at: 'names', found: shown.found, preview })}
          onLeave={onLeave}
        />
      );
    case 'names': {
      const { found, preview } = shown;
      return (
        <main className="first-run-file">
          <NamesPreviewPage
            key={preview.importId}
            first={preview}
            backTo="Back"
            onCancel={() => setStep({ at: 'done', found })}
            onImported={(record) => setStep({ at: 'done', found, named: namedWords(record) })}
          />
        </main>
      );
    }
  }
}

function importedWords({ connections, fileName }: DeskPreview): string {
  const waiting = connections.filter(({ what }) => what === 'added').length;
  return `Imported ${fileName}.${waiting > 0 ? ` ${waitingWords(waiting)}` : ''}`;
}

const readyWords = ({ connections }: AppState): string => `${countOf(connections.length, 'connection')} ready.`;
