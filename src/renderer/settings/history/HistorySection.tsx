import { useState } from 'react';
import type { AppState } from '../../../shared/contract.ts';
import { countOf, dateTime } from '../../../shared/format.ts';
import type { LedgerMismatch } from '../../../shared/ledger.ts';
import { latchkey } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { TextInput } from '../../components/Field.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Outcome } from '../Outcome.tsx';
import { Section } from '../Section.tsx';
import { useAction } from '../use-action.ts';
import { DayBars } from './DayBars.tsx';
import { everything, filterOf, HistoryFilters } from './HistoryFilters.tsx';
import { LedgerTable } from './LedgerTable.tsx';
import { type LedgerQuery, useLedger } from './use-ledger.ts';
import './history-section.css';

/** Every log-in from this computer, to search and to export. */
export function HistorySection({ state }: { state: AppState }) {
  const [text, setText] = useState('');
  const [done, setDone] = useState('');
  const [choice, setChoice] = useState(everything);
  const ledger = useLedger({ text: text.trim(), filter: filterOf(choice, Date.now()) });
  const select = useAction(latchkey.selectInLauncher);
  const exporting = useAction(latchkey.exportLedger);
  const { rows, more, intact, mismatches, searched, loading, problem } = ledger;

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
      <HistoryFilters choice={choice} onChange={setChoice} />
      <DayBars
        query={{ text: text.trim(), filter: filterOf({ ...choice, period: 'any', day: null }, 0) }}
        chosen={choice.day}
        onChoose={(day) => setChoice({ ...choice, period: 'any', day })}
      />
      <Outcome
        problem={exporting.problem ?? select.problem ?? problem}
        done={done}
        steps={{ 'try-again': () => void (exporting.problem ? runExport() : ledger.again()) }}
      />
      <div className="visually-hidden" role="status">
        {intact !== null && !loading && `${countOf(rows.length, 'row')}${more ? ', and more' : ''}`}
      </div>
      {rows.length > 0 ? (
        <LedgerTable
          rows={rows}
          connections={state.connections}
          providers={state.providers}
          onLogIn={({ accountId }) => void select.send({ accountId })}
          onOnly={({ accountId, accountName }) => setChoice({ ...everything, customer: { accountId, accountName } })}
        />
      ) : (
        intact !== null && <p className="history-none muted">{noneWords(searched)}</p>
      )}
      <footer className="history-foot">
        {intact !== null && <Integrity intact={intact} mismatches={mismatches} />}
        {more && (
          <Button busy={loading} onClick={() => void ledger.showMore()}>
            Show older
          </Button>
        )}
      </footer>
    </Section>
  );
}

function noneWords({ text, filter }: LedgerQuery): string {
  if (text !== '') return `Nothing matches “${text}”.`;
  return Object.keys(filter).length === 0
    ? 'No log-ins from this computer yet.'
    : 'No log-in of this kind. Choose another period or outcome.';
}

/** What the checks found, and no more than they can know. */
function Integrity({ intact, mismatches }: { intact: boolean; mismatches: readonly LedgerMismatch[] }) {
  return (
    <div className="integrities">
      {mismatches.map(({ foundAt }) => (
        <p className="integrity" data-intact="false" key={foundAt}>
          <Icon name="warning" />
          On {dateTime(foundAt)}, this history did not end where it had ended before. Its last rows were removed, or an
          older copy was put back.
        </p>
      ))}
      {intact ? (
        <p className="integrity" data-intact={mismatches.length === 0 ? 'true' : 'partly'}>
          <Icon name="check" />
          Every row fits its seal, and none is missing in between. Rows cut off the end may not show.
        </p>
      ) : (
        <p className="integrity" data-intact="false">
          <Icon name="warning" />
          This history does not fit its seals. Rows may have been changed or removed outside Latchkey.
        </p>
      )}
    </div>
  );
}
