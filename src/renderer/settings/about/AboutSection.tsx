import { useState } from 'react';
import type { AppState } from '../../../shared/contract.ts';
import { latchkey } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Outcome } from '../Outcome.tsx';
import { Group, Row, Section } from '../Section.tsx';
import { useAction } from '../use-action.ts';
import './about-section.css';

/** The version, the logs and the licences. */
export function AboutSection({ state }: { state: AppState }) {
  const logs = useAction(latchkey.showLogs);
  const licences = useAction(latchkey.getLicences);
  const [text, setText] = useState<string | null>(null);

  const showLicences = async (): Promise<void> => {
    const answer = await licences.send({});
    if (answer.ok) setText(answer.value);
  };

  return (
    <Section
      title="Latchkey"
      lead={<span className="selectable">Version {state.version}</span>}
      mark={
        <span className="about-sign">
          <Icon name="key" />
        </span>
      }
    >
      <Group>
        <Row label="Log" hint="What went wrong and when. It never holds a key or a login link.">
          <Button icon="folder" onClick={() => void logs.send({})}>
            Show logs folder
          </Button>
        </Row>
        <Row label="Licences" hint="Latchkey is free software under the MIT licence, built on the work of others.">
          <Button
            busy={licences.busy}
            aria-expanded={text !== null}
            onClick={() => (text === null ? void showLicences() : setText(null))}
          >
            {text === null ? 'Show licences' : 'Hide licences'}
          </Button>
        </Row>
      </Group>
      <Outcome problem={logs.problem ?? licences.problem} />
      {text !== null && <pre className="licences selectable">{text}</pre>}
      <Group title="What leaves this computer">
        <div className="about-words">
          <p>
            Latchkey speaks to the providers you connect and to nobody else. It collects nothing. Keys are in the
            computer’s keychain, customers and history in a file that only your user can read.
          </p>
        </div>
      </Group>
    </Section>
  );
}
