import { useEffect, useState } from 'react';
import { countOf } from '../../../shared/format.ts';
import type { ImportRecord, NamesPreview } from '../../../shared/names.ts';
import { latchkey } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { Outcome } from '../Outcome.tsx';
import { Group, Row, Section } from '../Section.tsx';
import { useAction } from '../use-action.ts';
import { ImportList } from './ImportList.tsx';
import { NamesPreviewPage } from './NamesPreviewPage.tsx';

/** The user's own names for accounts: import them from a CSV file, undo an import, export them all. */
export function NamesSection() {
  const [preview, setPreview] = useState<NamesPreview | null>(null);
  const [imports, setImports] = useState<readonly ImportRecord[]>([]);
  const [done, setDone] = useState('');
  const choose = useAction(latchkey.chooseNamesFile);
  const exporting = useAction(latchkey.exportNames);
  const undo = useAction(latchkey.undoImport);

  const loadImports = async (): Promise<void> => {
    const answer = await latchkey.listImports({});
    if (answer.ok) setImports(answer.value);
  };
  useEffect(() => {
    void latchkey.listImports({}).then((answer) => {
      if (answer.ok) setImports(answer.value);
    });
  }, []);

  const forget = (): void => {
    setDone('');
    choose.forgetProblem();
    exporting.forgetProblem();
    undo.forgetProblem();
  };
  const runChoose = async (): Promise<void> => {
    forget();
    const answer = await choose.send({});
    if (answer.ok && answer.value) setPreview(answer.value);
  };
  const runExport = async (): Promise<void> => {
    forget();
    const answer = await exporting.send({});
    if (answer.ok && answer.value) setDone(`Exported ${countOf(answer.value.rows, 'customer')}.`);
  };
  const runUndo = async (importId: string): Promise<void> => {
    forget();
    const answer = await undo.send({ importId });
    if (answer.ok) setDone(`Undone: ${answer.value.fileName}. The names from before are back.`);
    await loadImports();
  };

  if (preview) {
    return (
      <NamesPreviewPage
        key={preview.importId}
        first={preview}
        onCancel={() => setPreview(null)}
        onImported={(record) => {
          setPreview(null);
          setDone(`${countOf(record.accounts, 'account')} named from ${record.fileName}.`);
          void loadImports();
        }}
      />
    );
  }
  return (
    <Section title="Names" lead="Call customers what your team calls them. Your names win over the provider’s.">
      <Outcome
        problem={choose.problem ?? exporting.problem ?? undo.problem}
        done={done}
        steps={{ 'try-again': () => void (exporting.problem ? runExport() : runChoose()) }}
      />
      <Group>
        <Row
          label="Import from a CSV file"
          hint="One column with the account’s id, email or domain, and one with its name. Aliases, tags and notes are welcome. Nothing is stored before you have seen what would change."
        >
          <Button variant="primary" busy={choose.busy} onClick={() => void runChoose()}>
            Choose a file…
          </Button>
        </Row>
        <Row label="Export all names" hint="A CSV that can be imported on another computer.">
          <Button busy={exporting.busy} onClick={() => void runExport()}>
            Export…
          </Button>
        </Row>
      </Group>
      {imports.length > 0 && <ImportList imports={imports} busy={undo.busy} onUndo={(id) => void runUndo(id)} />}
    </Section>
  );
}
