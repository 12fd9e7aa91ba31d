import { useState } from 'react';
import type { ConnectionView } from '../../../shared/connection.ts';
import type { AppState } from '../../../shared/contract.ts';
import { countOf } from '../../../shared/format.ts';
import { goneCustomersWords } from '../../../shared/gone-customers.ts';
import { latchkey } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { ProviderMark } from '../../components/ConnectionMark.tsx';
import { Outcome, ProblemWithSteps, type Steps } from '../Outcome.tsx';
import { Group, Row, Section } from '../Section.tsx';
import { useAction } from '../use-action.ts';
import { ConnectionFields } from './ConnectionFields.tsx';
import { CustomersGroup } from './CustomersGroup.tsx';
import { RemoveConnection } from './RemoveConnection.tsx';
import { ReplaceKey } from './ReplaceKey.tsx';

interface ConnectionPageProps {
  state: AppState;
  connection: ConnectionView;
  /** What just happened to the connection, e.g. how many accounts were found. */
  news: string;
  /** The launcher asks for another key: the dialog is open at once, and leads back. */
  replaceKey: boolean;
  back: { name: string; go: () => void };
  onRemoved: () => void;
}

/** Everything about one connection. */
export function ConnectionPage({ state, connection, news, replaceKey, back, onRemoved }: ConnectionPageProps) {
  const { connectionId, label, sandbox, health } = connection;
  const [dialog, setDialog] = useState<'replace-key' | 'remove' | null>(replaceKey ? 'replace-key' : null);
  const [done, setDone] = useState(news);
  const [gone, setGone] = useState('');
  const [verified, setVerified] = useState('');
  const sync = useAction(latchkey.syncAccounts);
  const verify = useAction(latchkey.verifyConnection);
  const facts = state.providers.find(({ provider }) => provider === connection.provider);
  if (!facts) return null;

  const runSync = async (): Promise<void> => {
    setDone('');
    setGone('');
    const answer = await sync.send({ connectionId });
    const words = answer.ok ? goneCustomersWords(answer.value, [connection]) : null;
    if (words !== null) setGone(`${words}.`);
  };
  const runVerify = async (): Promise<void> => {
    setVerified('');
    const answer = await verify.send({ connectionId });
    if (!answer.ok) return;
    const { accountTotal } = answer.value;
    setVerified(accountTotal === null ? 'The key works.' : `The key works: ${countOf(accountTotal, 'account')}.`);
  };
  const steps: Steps = {
    'replace-key': () => setDialog('replace-key'),
    'open-allowed-ips': () => void latchkey.openProviderPage({ provider: facts.provider, page: 'allowed-ips' }),
    'sync-now': () => void runSync(),
    'try-again': () => void runSync(),
  };
  const region = facts.regions.find(({ id }) => id === connection.region)?.name;

  return (
    <Section
      title={label}
      mark={<ProviderMark mark={facts.mark} colour={connection.colour} />}
      lead={[facts.name, facts.regions.length > 1 ? region : '', sandbox ? 'sample customers' : '']
        .filter(Boolean)
        .join(' · ')}
      back={back}
    >
      <div className="connection-problem" role="status">
        {health.problem && (
          <ProblemWithSteps
            problem={health.problem}
            steps={steps}
            busy={sync.busy}
            tone={health.status === 'waiting' ? 'warning' : 'danger'}
          />
        )}
      </div>
      <Outcome
        // Do not repeat the problem that the connection's health shows already.
        problem={sync.problem?.kind === health.problem?.kind ? null : sync.problem}
        done={done}
        info={gone}
        steps={steps}
      />

      <CustomersGroup connection={connection} onSync={() => void runSync()} />
      <ConnectionFields connection={connection} facts={facts} onOtherList={() => void runSync()} />

      <Group title="Key">
        <Row label={facts.key.name} hint="Kept in this computer’s keychain; Latchkey never shows it again.">
          <Button busy={verify.busy} onClick={() => void runVerify()}>
            Verify
          </Button>
          {!sandbox && <Button onClick={() => setDialog('replace-key')}>Replace key…</Button>}
        </Row>
        <Row label="Remove this connection" hint="Nothing changes at the provider.">
          <Button variant="danger" onClick={() => setDialog('remove')}>
            Remove…
          </Button>
        </Row>
      </Group>
      <Outcome
        problem={verify.problem?.kind === health.problem?.kind ? null : verify.problem}
        done={verified}
        steps={{ ...steps, 'try-again': () => void runVerify() }}
      />

      {dialog === 'replace-key' && (
        <ReplaceKey
          connection={connection}
          facts={facts}
          providers={state.providers}
          onClose={() => setDialog(null)}
          onReplaced={() => {
            setDialog(null);
            verify.forgetProblem();
            sync.forgetProblem();
            setVerified('The key was replaced.');
            // There, the next sync that the user asks for says who is gone.
            if (replaceKey) void latchkey.returnToLauncher({});
            else void runSync();
          }}
        />
      )}
      {dialog === 'remove' && (
        <RemoveConnection connection={connection} facts={facts} onClose={() => setDialog(null)} onRemoved={onRemoved} />
      )}
    </Section>
  );
}
