import { useState } from 'react';
import type { LostConnection } from '../../../shared/connection.ts';
import { calendarDate, countOf } from '../../../shared/format.ts';
import { latchkey } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Outcome } from '../Outcome.tsx';
import { Group, Row } from '../Section.tsx';
import { useAction } from '../use-action.ts';
import './remove-connection.css';
import { WhatIsDeleted } from './WhatIsDeleted.tsx';

const labelOf = ({ label, accountCount }: LostConnection): string =>
  label === '' ? countOf(accountCount, 'customer') : `${label}: ${countOf(accountCount, 'customer')}`;

/** What tells it from another one. */
function factsOf({ examples, lastSyncedAt }: LostConnection): string {
  const among = examples.length > 0 ? `Among them ${examples.map((name) => `“${name}”`).join(' and ')}. ` : '';
  return lastSyncedAt ? `${among}Last synced on ${calendarDate(lastSyncedAt)}.` : among;
}

/** Connections that are missing from the settings: what is left of each, and how to have it back or to remove it. */
export function LostConnections({ lost, onForgotten }: { lost: readonly LostConnection[]; onForgotten: () => void }) {
  const [asked, setAsked] = useState<LostConnection | null>(null);
  return (
    <>
      <Group
        title="Missing from the settings"
        foot="The key of each may still be in the keychain. Connect the same key again, and its names, notes and pins come back."
      >
        {lost.map((one) => (
          <Row key={one.connectionId} label={labelOf(one)} hint={factsOf(one)}>
            <Button variant="danger" onClick={() => setAsked(one)}>
              Forget…
            </Button>
          </Row>
        ))}
      </Group>
      {asked && (
        <ForgetLost
          lost={asked}
          onClose={() => setAsked(null)}
          onForgotten={() => {
            setAsked(null);
            onForgotten();
          }}
        />
      )}
    </>
  );
}

interface ForgetLostProps {
  lost: LostConnection;
  onClose: () => void;
  onForgotten: () => void;
}

function ForgetLost({ lost, onClose, onForgotten }: ForgetLostProps) {
  const forget = useAction(latchkey.forgetLostConnection);
  const run = async (): Promise<void> => {
    const answer = await forget.send({ connectionId: lost.connectionId });
    if (answer.ok) onForgotten();
  };
  return (
    <Dialog
      title={lost.label === '' ? 'Forget what is left of this connection?' : `Forget what is left of ${lost.label}?`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="danger" busy={forget.busy} onClick={() => void run()}>
            Forget it
          </Button>
        </>
      }
    >
      <div className="remove-connection">
        <WhatIsDeleted accounts={countOf(lost.accountCount, 'customer')} />
        <p className="muted">The key stays valid at the provider until you delete it there.</p>
      </div>
      <Outcome problem={forget.problem} steps={{ 'try-again': () => void run() }} busy={forget.busy} />
    </Dialog>
  );
}
