import { useEffect, useState } from 'react';
import type { AppState } from '../../../shared/contract.ts';
import { countOf } from '../../../shared/format.ts';
import type { ImportRecord, NamesPreview } from '../../../shared/names.ts';
import { latchkey } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { Outcome } from '../Outcome.tsx';
import { Group, Row, Section } from '../Section.tsx';
import { useAction } from '../use-action.ts';
import { namedWords } from '../words.ts';
import { ImportList } from './ImportList.tsx';
import { NamesPreviewPage } from './NamesPreviewPage.tsx';

/** What succeeded, in a sentence. `importId`: the import that it is about. */
interface Done {
  words: string;
  importId: string | null;
}

/** The user's own names for accounts: import them from a CSV file, undo an import, export them all. */
export function NamesSection({ state }: { state: AppState }) {
  const [preview, setPreview] = useState<NamesPreview | null>(null);
  const [imports, setImports] = useState<readonly ImportRecord[]>([]);
  const [done, setDone] = useState<Done | null>(null);
  const choose = useAction(latchkey.chooseNamesFile);
  const exporting = useAction(latchkey.exportNames);
  const listing = useAction(latchkey.exportCustomers);
  const undo = useAction(latchkey.undoImport);

  const loadImports = async (): Promise<void> => {
    const answer = await latchkey.listImports({});
    if (answer.ok) setImports(answer.value);
  };
  // The launcher's palette can undo an import, too.
  const lastChangeId = state.lastChange?.changeId;
  useEffect(() => {
    void latchkey.listImports({}).then((answer) => {
      if (answer.ok) setImports(answer.value);
    });
  }, [lastChangeId]);

  const forget = (): void => {
    setDone(null);
    choose.forgetProblem();
    exporting.forgetProblem();
    listing.forgetProblem();
    undo.forgetProblem();
  };
  const runChoose = async (): Promise<void> => {
    forget();
    const answer = await choose.send({});
    if (answer.ok && answer.value) setPreview(answer.value);
  };
  const runExport = async (action: typeof exporting): Promise<void> => {
    forget();
    const answer = await action.send({});
    if (answer.ok && answer.value)
      setDone({ words: `Exported ${countOf(answer.value.rows, 'customer')}.`, importId: null });
  };
  const runUndo = async (importId: string): Promise<void> => {
    forget();
    const answer = await undo.send({ importId });
    if (answer.ok) setDone({ words: undoneWords(answer.value), importId: null });
    await loadImports();
  };

  if (preview) {
    return (
      <NamesPreviewPage
        key={preview.importId}
        first={preview}
        backTo="Names"
        onCancel={() => setPreview(null)}
        onImported={(record) => {
          setPreview(null);
          setDone({ words: namedWords(record), importId: record.importId });
          void loadImports();
        }}
      />
    );
  }

  const imported = imports.find(({ importId }) => importId === done?.importId);
  return (
    <Section title="Names" lead="Call customers what your team calls them. Your names win over the provider’s.">
      <Outcome
        problem={choose.problem ?? exporting.problem ?? listing.problem ?? undo.problem}
        done={!imported?.undone && done?.words}
        doneAction={
          imported && (
            <Button busy={undo.busy} onClick={() => void runUndo(imported.importId)}>
              Undo<span className="visually-hidden"> this import</span>
            </Button>
          )
        }
        steps={{
          'try-again': () =>
            void (exporting.problem ? runExport(exporting) : listing.problem ? runExport(listing) : runChoose()),
        }}
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
          <Button busy={exporting.busy} onClick={() => void runExport(exporting)}>
            Export…
          </Button>
        </Row>
        <Row
          label="Export all customers"
          hint="A CSV for a spreadsheet: id, name and where it comes from, email, connection, state, groups and plan, last log-in."
        >
          <Button busy={listing.busy} onClick={() => void runExport(listing)}>
            Export customers…
          </Button>
        </Row>
      </Group>
      {imports.length > 0 && <ImportList imports={imports} busy={undo.busy} onUndo={(id) => void runUndo(id)} />}
    </Section>
  );
}

const undoneWords = ({ fileName, isDesk }: ImportRecord): string =>
  `Undone: ${fileName}. ${isDesk ? 'Names, settings and connections are as they were before.' : 'The names from before are back.'}`;
