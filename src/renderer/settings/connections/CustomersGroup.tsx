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

/** The account list and the names of a connection: how far they are, start and stop. */
export function CustomersGroup({ connection, onSync }: { connection: ConnectionView; onSync: () => void }) {
  const now = useNow(20_000, true);
  const stop = useAction(latchkey.cancelSync);
  const pause = useAction(latchkey.pauseNames);
  const { connectionId, label, health } = connection;
  const { names } = health;
  const syncing = health.status === 'syncing';
  const paused = names?.status === 'paused';
  // The problem stands above in full; here is how old the list is.
  const list = health.problem && !syncing ? { ...health, status: 'idle' as const, problem: null } : health;

  return (
    <>
      <Group title="Customers">
        <div className="customers-sync">
          <Row label={countOf(health.accountCount, 'account')} hint={<HealthLine health={list} now={now} />}>
            {/* One button, not two in turn: the focus stays on it while its meaning changes. */}
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
            {names.status !== 'done' && (
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
