import type { ConnectionView } from '../../../shared/connection.ts';
import { dateTime } from '../../../shared/format.ts';
import type { LedgerRow } from '../../../shared/ledger.ts';
import type { ProviderFacts } from '../../../shared/provider-facts.ts';
import { ConnectionDot } from '../../components/ConnectionMark.tsx';
import { outcomeWords, targetWords } from '../words.ts';

interface LedgerTableProps {
  rows: readonly LedgerRow[];
  connections: readonly ConnectionView[];
  providers: readonly ProviderFacts[];
}

/** Two lines per row, so that seven facts fit a narrow window without scrolling sideways. */
export function LedgerTable({ rows, connections, providers }: LedgerTableProps) {
  return (
    <table className="ledger">
      <caption className="visually-hidden">Log-ins, newest first</caption>
      <thead>
        <tr>
          <th scope="col">
            When<span className="visually-hidden"> and who</span>
          </th>
          <th scope="col">
            Customer<span className="visually-hidden"> and connection</span>
          </th>
          <th scope="col">
            Reason<span className="visually-hidden"> and where to</span>
          </th>
          <th scope="col">Outcome</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <LedgerLine
            key={row.rowId}
            row={row}
            connection={connections.find(({ label }) => label === row.connectionLabel)}
            target={targetWords(row, providers)}
          />
        ))}
      </tbody>
    </table>
  );
}

interface LedgerLineProps {
  row: LedgerRow;
  /** Undefined: it was removed or renamed since. */
  connection: ConnectionView | undefined;
  target: string;
}

function LedgerLine({ row, connection, target }: LedgerLineProps) {
  return (
    <tr>
      <td>
        <time dateTime={row.at}>{dateTime(row.at)}</time>
        <span className="ledger-second">{row.who}</span>
      </td>
      <td>
        <span className="ledger-customer selectable">{row.accountName}</span>
        <span className="ledger-second">
          <ConnectionDot colour={connection?.colour ?? 'grey'} /> {row.connectionLabel}
        </span>
      </td>
      <td>
        {row.reason && <span className="ledger-reason selectable">{row.reason}</span>}
        {target && <span className="ledger-second">{target}</span>}
      </td>
      <td data-outcome={row.outcome}>{outcomeWords(row)}</td>
    </tr>
  );
}
