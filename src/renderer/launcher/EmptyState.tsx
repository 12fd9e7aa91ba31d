import type { AppState } from '../../shared/contract.ts';
import { progressWords } from './StatusBar.tsx';
import { isSyncing } from './state/items.ts';
import type { Launcher } from './state/use-launcher.ts';
import './empty-state.css';

/** The sentence above an empty list; null while there are rows, or before the first answer. */
export function emptyWords({ search, items, naming }: Launcher, state: AppState): string | null {
  const { answer } = search;
  if (!answer || items.some(({ type }) => type === 'account')) return null;
  const text = answer.text.trim();
  if (state.connections.length === 0) return 'No provider is connected yet.';
  if (answer.total === 0) return isSyncing(state) ? 'Fetching your customers' : 'No customers are known yet.';
  if (text) return `No customer matches “${text}”.`;
  return naming === null ? 'Type a customer’s name.' : 'Type the id or the email of the account.';
}

/** Where no rows are: why, and during a first sync how far it is. */
export function EmptyState({ launcher, state }: { launcher: Launcher; state: AppState }) {
  const words = emptyWords(launcher, state);
  if (words === null) return null;
  const syncing =
    launcher.search.answer?.total === 0 ? state.connections.filter(({ health }) => health.status === 'syncing') : [];
  return (
    <div className="empty" data-offers={launcher.items.length > 0 || undefined}>
      <p className="empty-words">{words}</p>
      {syncing.length > 0 && (
        <ul className="empty-progress">
          {syncing.map((connection) => (
            <li key={connection.connectionId}>
              <span>{connection.label}</span>
              <progress
                aria-label={`${connection.label}: customers fetched`}
                max={connection.health.progress?.total ?? undefined}
                value={connection.health.progress?.total ? connection.health.progress.seen : undefined}
              />
              <span>{progressWords(connection)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
