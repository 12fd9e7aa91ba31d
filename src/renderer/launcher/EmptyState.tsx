import { missingNamesWords } from '../../shared/missing-names.ts';
import type { LauncherView } from './state/view.ts';
import { emptyWords, namesMissedIn, progressWords, unknownFilterOf } from './words.ts';
import './empty-state.css';

/** Shown instead of rows: why there are none, how far a first sync is, and how many names are missing. */
export function EmptyState({ launcher }: { launcher: LauncherView }) {
  const { app, search, items } = launcher;
  const words = emptyWords(launcher);
  if (words === null) return null;
  const missed = namesMissedIn(launcher);
  const unknown = unknownFilterOf(launcher);
  const syncing = search.answer?.total === 0 ? app.connections.filter(({ health }) => health.status === 'syncing') : [];
  return (
    <div className="empty" data-offers={items.length > 0 || undefined}>
      <p className="empty-words">{words}</p>
      {unknown && <p className="empty-reason">{unknown}</p>}
      {missed && <p className="empty-reason">{missingNamesWords(missed)}</p>}
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
