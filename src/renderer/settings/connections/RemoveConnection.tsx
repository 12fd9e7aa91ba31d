import type { ConnectionView } from '../../../shared/connection.ts';
import { countOf } from '../../../shared/format.ts';
import type { ProviderFacts } from '../../../shared/provider-facts.ts';
import { latchkey } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Outcome } from '../Outcome.tsx';
import { useAction } from '../use-action.ts';
import './remove-connection.css';
import { WhatIsDeleted } from './WhatIsDeleted.tsx';

interface RemoveConnectionProps {
  connection: ConnectionView;
  facts: ProviderFacts;
  onClose: () => void;
  onRemoved: () => void;
}

/** Says exactly what will be deleted and what will stay before a connection is removed. */
export function RemoveConnection({ connection, facts, onClose, onRemoved }: RemoveConnectionProps) {
  const remove = useAction(latchkey.disconnectProvider);
  const { connectionId, label, health } = connection;

  const run = async (): Promise<void> => {
    const answer = await remove.send({ connectionId });
    if (answer.ok) onRemoved();
  };

  return (
    <Dialog
      title={`Remove ${label}?`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="danger" busy={remove.busy} onClick={() => void run()}>
            Remove connection
          </Button>
        </>
      }
    >
      <div className="remove-connection">
        <WhatIsDeleted accounts={countOf(health.accountCount, 'account')} />
        <p className="muted">
          The history goes on saying who logged in, when and where to. At {facts.shortName} nothing changes: the key
          stays valid there until you delete it.
        </p>
      </div>
      <Outcome problem={remove.problem} steps={{ 'try-again': () => void run() }} busy={remove.busy} />
    </Dialog>
  );
}
