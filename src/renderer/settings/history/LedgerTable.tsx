import { splitAccountId } from '../../../shared/account.ts';
import type { ConnectionView } from '../../../shared/connection.ts';
import { dateTime } from '../../../shared/format.ts';
import type { LedgerRow } from '../../../shared/ledger.ts';
import type { ProviderFacts } from '../../../shared/provider-facts.ts';
import { IconButton } from '../../components/Button.tsx';
import { ConnectionDot } from '../../components/ConnectionMark.tsx';
import { outcomeWords, sessionEndWords, targetWords } from '../words.ts';

interface LedgerTableProps {
  rows: readonly LedgerRow[];
  connections: readonly ConnectionView[];
  providers: readonly ProviderFacts[];
  /** Leads to the customer in the launcher. */
  onLogIn: (row: LedgerRow) => void;
  /** Narrows the history to the customer. */
  onOnly: (row: LedgerRow) => void;
}

/** Two lines per row, so that seven facts fit a narrow window without scrolling sideways. */
export function LedgerTable({ rows, connections, providers, onLogIn, onOnly }: LedgerTableProps) {
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
          <th scope="col">
            <span className="visually-hidden">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody className="selectable">
        {rows.map((row) => (
          <LedgerLine
            key={row.rowId}
            row={row}
            connection={connections.find(({ connectionId }) => connectionId === connectionOf(row))}
            target={targetWords(row, providers)}
            onLogIn={onLogIn}
            onOnly={onOnly}
          />
        ))}
      </tbody>
    </table>
  );
}

const connectionOf = ({ accountId }: LedgerRow): string | undefined => splitAccountId(accountId)?.connectionId;

interface LedgerLineProps extends Pick<LedgerTableProps, 'onLogIn' | 'onOnly'> {
  row: LedgerRow;
  /** As it is now, perhaps with another label. Undefined: it was removed since. */
  connection: ConnectionView | undefined;
  target: string;
}

function LedgerLine({ row, connection, target, onLogIn, onOnly }: LedgerLineProps) {
  const ended = sessionEndWords(row);
  return (
    <tr>
      <td>
        <time dateTime={row.at}>{dateTime(row.at)}</time>
        <span className="ledger-second">{row.who}</span>
      </td>
      <td>
        <span className="ledger-customer">{row.accountName}</span>
        <span className="ledger-second">
          <ConnectionDot colour={connection?.colour ?? 'grey'} /> {row.connectionLabel}
        </span>
      </td>
      <td>
        {row.reason && <span className="ledger-reason">{row.reason}</span>}
        {target && <span className="ledger-second">{target}</span>}
      </td>
      <td data-outcome={row.outcome}>
        {outcomeWords(row)}
        {ended && <span className="ledger-second">{ended}</span>}
      </td>
      <td className="ledger-actions">
        {/* Without its connection, no log-in is possible. */}
        {connection && (
          <IconButton label={`Select ${row.accountName} in the launcher`} icon="key" onClick={() => onLogIn(row)} />
        )}
        <IconButton label={`Only log-ins of ${row.accountName}`} icon="search" onClick={() => onOnly(row)} />
      </td>
    </tr>
  );
}
