import { type ReactNode, use, useState } from 'react';
import type { AppState } from '../../../shared/contract.ts';
import type { DeskPreview } from '../../../shared/desk.ts';
import type { ImportRecord } from '../../../shared/names.ts';
import { latchkey } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { Navigation } from '../navigation.ts';
import { Outcome } from '../Outcome.tsx';
import { useAction } from '../use-action.ts';
import { waitingWords } from '../words.ts';
import { DeskGroup } from './DeskGroup.tsx';
import { DeskPreviewPage } from './DeskPreviewPage.tsx';
import './desk.css';

interface DeskProps {
  state: AppState;
  /** The page around the group. While a file is looked at, the preview takes its place. */
  children: (group: ReactNode) => ReactNode;
}

/** Export and import of a desk, on a page of the settings. */
export function Desk({ state, children }: DeskProps) {
  const go = use(Navigation);
  const [preview, setPreview] = useState<DeskPreview | null>(null);
  const [imported, setImported] = useState<ImportRecord | null>(null);
  const [undone, setUndone] = useState<ImportRecord | null>(null);
  const undo = useAction(latchkey.undoImport);

  if (preview) {
    return (
      <DeskPreviewPage
        key={preview.importId}
        state={state}
        preview={preview}
        backTo="General"
        onCancel={() => setPreview(null)}
        onImported={(record) => {
          setPreview(null);
          setUndone(null);
          setImported(record);
        }}
      />
    );
  }
  const runUndo = async (importId: string): Promise<void> => {
    const answer = await undo.send({ importId });
    if (!answer.ok) return;
    setImported(null);
    setUndone(answer.value);
  };
  const waiting = state.connections.filter(({ health }) => health.problem?.kind === 'key-missing').length;
  return children(
    <>
      <DeskGroup
        imported={
          imported
            ? {
                words: `Imported ${imported.fileName}.${waiting > 0 ? ` ${waitingWords(waiting)}` : ''}`,
                actions: (
                  <div className="desk-actions">
                    {waiting > 0 && <Button onClick={() => go('connections')}>Open connections</Button>}
                    <Button busy={undo.busy} onClick={() => void runUndo(imported.importId)}>
                      Undo<span className="visually-hidden"> this import</span>
                    </Button>
                  </div>
                ),
              }
            : undone && { words: `Undone: ${undone.fileName}. All is as it was before.`, actions: null }
        }
        onPreview={setPreview}
      />
      <Outcome
        problem={undo.problem}
        busy={undo.busy}
        steps={{ 'try-again': () => void (imported && runUndo(imported.importId)) }}
      />
    </>,
  );
}
