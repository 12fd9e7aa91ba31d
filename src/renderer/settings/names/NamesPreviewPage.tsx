import { useRef, useState } from 'react';
import { countOf, wholeNumber } from '../../../shared/format.ts';
import type { ColumnMeaning, ImportRecord, NamesPreview } from '../../../shared/names.ts';
import { latchkey } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { Switch } from '../../components/Field.tsx';
import { Outcome } from '../Outcome.tsx';
import { Group, Section } from '../Section.tsx';
import { useAction } from '../use-action.ts';
import { delimiterWords } from '../words.ts';
import { ColumnTable } from './ColumnTable.tsx';
import { LineReport } from './LineReport.tsx';
import './names-preview.css';

interface NamesPreviewPageProps {
  first: NamesPreview;
  onCancel: () => void;
  onImported: (record: ImportRecord) => void;
}

/** What a file would change, before it does. Counts again whenever the user corrects a column. */
export function NamesPreviewPage({ first, onCancel, onImported }: NamesPreviewPageProps) {
  const [preview, setPreview] = useState(first);
  /** What the columns mean according to the user; ahead of `preview` while main is counting. */
  const [meanings, setMeanings] = useState<readonly ColumnMeaning[]>(first.columns.map(({ meaning }) => meaning));
  const [hasHeader, setHasHeader] = useState(first.hasHeader);
  const count = useAction(latchkey.previewNames);
  const importing = useAction(latchkey.importNames);
  const asked = useRef(0);
  const { importId, counts } = preview;

  const recount = async (columns: readonly ColumnMeaning[], header: boolean): Promise<void> => {
    setMeanings(columns);
    setHasHeader(header);
    const question = ++asked.current;
    const answer = await count.send({ importId, columns: [...columns], hasHeader: header });
    if (answer.ok && question === asked.current) setPreview(answer.value);
  };
  const runImport = async (): Promise<void> => {
    const answer = await importing.send({ importId, columns: [...meanings], hasHeader });
    if (answer.ok) onImported(answer.value);
  };
  const ready = !count.busy && count.problem === null && counts.matched > 0;

  return (
    <Section
      title={preview.fileName}
      lead={`${preview.encoding}, ${delimiterWords(preview.delimiter)}`}
      back={{ name: 'Names', go: onCancel }}
      actions={
        <Button variant="primary" busy={importing.busy} disabled={!ready} onClick={() => void runImport()}>
          {counts.matched > 0 ? `Import ${countOf(counts.matched, 'row')}` : 'Nothing to import'}
        </Button>
      }
    >
      <dl className="names-counts" data-stale={count.busy || count.problem !== null}>
        <Count name="rows" value={counts.rows} />
        <Count name="match an account" value={counts.matched} />
        <Count name="match none" value={counts.unmatched} />
        <Count name="skipped" value={counts.skipped} />
      </dl>
      <p className="visually-hidden" role="status">
        {!count.busy &&
          count.problem === null &&
          `${wholeNumber(counts.matched)} of ${countOf(counts.rows, 'row')} match an account.`}
      </p>
      <Outcome
        problem={importing.problem ?? count.problem}
        busy={importing.busy}
        steps={{ 'try-again': () => void (importing.problem ? runImport() : recount(meanings, hasHeader)) }}
      />
      <ColumnTable
        columns={preview.columns}
        meanings={meanings}
        onChange={(at, meaning) =>
          void recount(
            meanings.map((old, other) => (other === at ? meaning : old)),
            hasHeader,
          )
        }
      />
      <Group>
        <Switch
          label="The first row holds headings"
          checked={hasHeader}
          onChange={(header) => void recount(meanings, header)}
        />
      </Group>
      <LineReport lines={preview.lines} total={counts.unmatched + counts.skipped} />
    </Section>
  );
}

function Count({ name, value }: { name: string; value: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{wholeNumber(value)}</dd>
    </div>
  );
}
