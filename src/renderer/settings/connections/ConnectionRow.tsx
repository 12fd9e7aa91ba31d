import type { ConnectionView } from '../../../shared/connection.ts';
import { countOf } from '../../../shared/format.ts';
import type { ProviderFacts } from '../../../shared/provider-facts.ts';
import { ProviderMark } from '../../components/ConnectionMark.tsx';
import { Icon } from '../../components/Icon.tsx';
import { useNow } from '../../hooks/use-now.ts';
import { namesWords } from '../words.ts';
import { HealthLine } from './HealthLine.tsx';
import { SyncProgress } from './SyncProgress.tsx';
import './connection-row.css';

interface ConnectionRowProps {
  connection: ConnectionView;
  facts: ProviderFacts | undefined;
  onOpen: (connectionId: string) => void;
}

/** One connection in the list: its label, its health, and how many accounts it has. */
export function ConnectionRow({ connection, facts, onOpen }: ConnectionRowProps) {
  const now = useNow(20_000, true);
  const { connectionId, label, colour, sandbox, health } = connection;
  const { names } = health;
  return (
    <li>
      <button
        type="button"
        className="connection-row"
        data-connection={connectionId}
        onClick={() => onOpen(connectionId)}
      >
        <ProviderMark mark={facts?.mark ?? '?'} colour={colour} />
        <span className="connection-words">
          <span className="connection-label">
            {label}
            {sandbox && <span className="sample-tag">Sample</span>}
          </span>
          <HealthLine health={health} now={now} />
          {names && names.status !== 'done' && names.status !== 'not-allowed' && (
            <span className="connection-names">Names: {namesWords(names)}</span>
          )}
        </span>
        <span className="connection-count">{countOf(health.accountCount, 'account')}</span>
        <Icon name="chevron" />
      </button>
      <SyncProgress health={health} label={`Sync of ${label}`} />
    </li>
  );
}
