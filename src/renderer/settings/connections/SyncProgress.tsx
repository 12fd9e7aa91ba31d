import type { ConnectionHealth } from '../../../shared/connection.ts';
import './sync-progress.css';

/** How far the running sync is, or, without a total, that it is running. Renders nothing if none is. */
export function SyncProgress({ health, label }: { health: ConnectionHealth; label: string }) {
  if (health.status !== 'syncing') return null;
  const { progress } = health;
  return progress?.total ? (
    <progress className="sync-progress" aria-label={label} value={progress.seen} max={progress.total} />
  ) : (
    <progress className="sync-progress" aria-label={label} />
  );
}
