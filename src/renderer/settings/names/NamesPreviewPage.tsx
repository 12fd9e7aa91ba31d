import { useRef, useState } from 'react';
import type { Input } from '../../../shared/contract.ts';
import { countOf, wholeNumber } from '../../../shared/format.ts';
import type { ImportRecord, NamesPreview } from '../../../shared/names.ts';
import { latchkey } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { Count } from '../Count.tsx';
import { Outcome } from '../Outcome.tsx';
import { Section } from '../Section.tsx';
import { useAction } from '../use-action.ts';
import { delimiterWords } from '../words.ts';
import { ChangeList } from './ChangeList.tsx';
import { ColumnTable } from './ColumnTable.tsx';
import { FileReading } from './FileReading.tsx';
import { LineReport } from './LineReport.tsx';
import { namesWarnings, withChoice } from './names-warnings.ts';
import { WarningList } from './WarningList.tsx';
import './names-preview.css';

interface NamesPreviewPageProps {
  first: NamesPreview;
  /** Where the back button leads. */
  backTo: string;
  onCancel: () => void;
  onImported: (record: ImportRecord) => void;
}

/** How the file is read, as the preview says. */
const choiceIn = ({ importId, encoding, headingLine, columns }: NamesPreview): Input<'importNames'> => ({
  importId,
  encoding,
  headingLine,
  columns: columns.map(({ meaning }) => meaning),
});

/** What a file would change, before it does. Counts again whenever the user corrects how the file is read. */
export function NamesPreviewPage({ first, backTo, onCancel, onImported }: NamesPreviewPageProps) {
  const [preview, setPreview] = useState(first);
  /** What the user chose; ahead of `preview` while main is counting. */
  const [choice, setChoice] = useState(choiceIn(first));
  const [confirmed, setConfirmed] = useState(first.encodingIsGuess ? false : null);
  const count = useAction(latchkey.previewNames);
  const importing = useAction(latchkey.importNames);
  const asked = useRef(0);
  const selects = useRef(new Map<number, HTMLButtonElement>());
  const { importId, counts } = preview;

  /** What `wish` leaves out is guessed anew. */
  const recount = async (wish: Input<'previewNames'>): Promise<void> => {
    const { encoding, headingLine = choice.headingLine, columns = choice.columns } = wish;
    setChoice({ importId, encoding, headingLine, columns });
    const question = ++asked.current;
    const answer = await count.send(wish);
    if (!answer.ok || question !== asked.current) return;
    setPreview(answer.value);
    setChoice(choiceIn(answer.value));
  };
  const runImport = async (): Promise<void> => {
    const answer = await importing.send(choice);
    if (answer.ok) onImported(answer.value);
  };
  const { encoding, headingLine, columns } = choice;
  const isCounted = !count.busy && count.problem === null;
  const ready = isCounted && counts.toStore > 0 && confirmed !== false;
  const warnings = isCounted ? namesWarnings(preview) : [];

  return (
    <Section
      title={preview.fileName}
      lead={delimiterWords(preview.delimiter)}
      back={{ name: backTo, go: onCancel }}
      actions={
        <Button variant="primary" busy={importing.busy} disabled={!ready} onClick={() => void runImport()}>
          {counts.toStore > 0 ? `Import ${countOf(counts.toStore, 'row')}` : 'Nothing to import'}
        </Button>
      }
    >
      <dl className="names-counts" data-stale={!isCounted}>
        <Count name="rows" value={counts.rows} />
        <Count name="match an account" value={counts.matched} />
        <Count name="match none" value={counts.unmatched} />
        <Count name="skipped" value={counts.skipped} />
      </dl>
      <p className="visually-hidden" role="status">
        {isCounted && `${wholeNumber(counts.matched)} of ${countOf(counts.rows, 'row')} match an account.`}
        {isCounted && confirmed === false && ' Confirm the encoding before you import.'}
      </p>
      <Outcome
        problem={importing.problem ?? count.problem}
        busy={importing.busy}
        steps={{ 'try-again': () => void (importing.problem ? runImport() : recount(choice)) }}
      />
      <WarningList
        warnings={warnings}
        onChoose={(column, meaning) => {
          // The button goes; what it chose can be corrected here.
          selects.current.get(column)?.focus();
          void recount({ ...choice, columns: withChoice(columns, column, meaning) });
        }}
      />
      <FileReading
        encoding={encoding}
        confirmed={confirmed}
        onConfirm={setConfirmed}
        onEncoding={(chosen) => {
          if (confirmed !== null) setConfirmed(true);
          void recount({ importId, encoding: chosen });
        }}
        headingLine={headingLine}
        firstLines={preview.firstLines}
        onHeadingLine={(line) => void recount({ importId, encoding, headingLine: line })}
      />
      <ChangeList changes={preview.changes} />
      <ColumnTable
        columns={preview.columns}
        meanings={columns}
        selects={selects.current}
        onChange={(at, meaning) =>
          void recount({ ...choice, columns: columns.map((old, other) => (other === at ? meaning : old)) })
        }
      />
      <LineReport lines={preview.lines} total={counts.rows - counts.toStore} />
    </Section>
  );
}
