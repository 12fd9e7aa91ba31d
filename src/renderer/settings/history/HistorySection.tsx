import { useState } from 'react';
import type { AppState } from '../../../shared/contract.ts';
import { countOf } from '../../../shared/format.ts';
import { latchkey } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { TextInput } from '../../components/Field.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Outcome } from '../Outcome.tsx';
import { Section } from '../Section.tsx';
import { useAction } from '../use-action.ts';
import { LedgerTable } from './LedgerTable.tsx';
import { useLedger } from './use-ledger.ts';
import './history-section.css';

/** Every log-in from this computer, to search and to export. */
export function HistorySection({ state }: { state: AppState }) {
  const [text, setText] = useState('');
  const [done, setDone] = useState('');
  const ledger = useLedger(text.trim());
  const exporting = useAction(latchkey.exportLedger);
  const { rows, more, intact, searched, loading, problem } = ledger;

  const runExport = async (): Promise<void> => {
    setDone('');
    const answer = await exporting.send({});
    if (answer.ok && answer.value) setDone(`Exported ${countOf(answer.value.rows, 'row')}.`);
  };

  return (
    <Section
      title="History"
      lead="Every log-in from this computer, kept on this computer."
      actions={
        <Button busy={exporting.busy} onClick={() => void runExport()}>
          Export as CSV…
        </Button>
      }
    >
      <div className="history-search">
        <Icon name="search" />
        <TextInput
          type="search"
          aria-label="Search the history"
          placeholder="Customer, connection, person or reason"
          maxLength={200}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <Outcome
        problem={exporting.problem ?? problem}
        done={done}
        steps={{ 'try-again': () => void (exporting.problem ? runExport() : ledger.again()) }}
      />
      <div className="visually-hidden" role="status">
        {intact !== null && !loading && `${countOf(rows.length, 'row')}${more ? ', and more' : ''}`}
      </div>
      {rows.length > 0 ? (
        <LedgerTable rows={rows} connections={state.connections} providers={state.providers} />
      ) : (
        intact !== null && (
          <p className="history-none muted">
            {searched === '' ? 'Nobody has logged in from this computer yet.' : `Nothing matches “${searched}”.`}
          </p>
        )
      )}
      <footer className="history-foot">
        {intact !== null && <Integrity intact={intact} />}
        {more && (
          <Button busy={loading} onClick={() => void ledger.showMore()}>
            Show older
          </Button>
        )}
      </footer>
    </Section>
  );
}

function Integrity({ intact }: { intact: boolean }) {
  return intact ? (
    <p className="integrity" data-intact="true">
      <Icon name="check" />
      Every row fits its seal, and none is missing in between. Rows cut off the end may not show.
    </p>
  ) : (
    <p className="integrity" data-intact="false">
      <Icon name="warning" />
      This history does not fit its seals. Rows may have been changed or removed outside Latchkey.
    </p>
  );
}
