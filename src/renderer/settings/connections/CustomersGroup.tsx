import type { ConnectionView } from '../../../shared/connection.ts';
import { countOf } from '../../../shared/format.ts';
import { latchkey } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { useNow } from '../../hooks/use-now.ts';
import { Outcome } from '../Outcome.tsx';
import { Group, Row } from '../Section.tsx';
import { useAction } from '../use-action.ts';
import { namesWords } from '../words.ts';
import { HealthLine } from './HealthLine.tsx';
import { SyncProgress } from './SyncProgress.tsx';

/** A connection's account list and its names: how far they are, with buttons to start and stop. */
export function CustomersGroup({ connection, onSync }: { connection: ConnectionView; onSync: () => void }) {
  const now = useNow(20_000, true);
  const stop = useAction(latchkey.cancelSync);
  const pause = useAction(latchkey.pauseNames);
  const { connectionId, label, health } = connection;
  const { names } = health;
  const syncing = health.status === 'syncing';
  const paused = names?.status === 'paused';
  // The page shows the problem in full above; say here how old the list is.
  const list = health.problem && !syncing ? { ...health, status: 'idle' as const } : health;

  return (
    <>
      <Group title="Customers">
        <div className="customers-sync">
          <Row label={countOf(health.accountCount, 'account')} hint={<HealthLine health={list} now={now} />}>
            {/* One button and not two, so that it keeps the focus when its meaning changes. */}
            <Button
              icon={syncing ? 'cross' : 'sync'}
              onClick={() => (syncing ? void stop.send({ connectionId }) : onSync())}
            >
              {syncing ? 'Stop' : 'Sync now'}
            </Button>
          </Row>
          <SyncProgress health={health} label={`Sync of ${label}`} />
        </div>
        {names && (
          <Row label="Names" hint={namesWords(names)}>
            {names.status !== 'done' && names.status !== 'not-allowed' && (
              <Button busy={pause.busy} onClick={() => void pause.send({ connectionId, paused: !paused })}>
                {paused ? 'Resume' : 'Pause'}
                <span className="visually-hidden"> asking for names</span>
              </Button>
            )}
          </Row>
        )}
      </Group>
      <Outcome problem={stop.problem ?? pause.problem} />
    </>
  );
}
