import type { ConnectionView } from '../../../shared/connection.ts';
import type { Input } from '../../../shared/contract.ts';
import type { OpensIn } from '../../../shared/own-windows.ts';
import type { ProviderFacts } from '../../../shared/provider-facts.ts';
import { latchkey } from '../../api.ts';
import { Field } from '../../components/Field.tsx';
import { Select } from '../../components/Select.tsx';
import { Switch } from '../../components/Switch.tsx';
import { CommitInput } from '../CommitInput.tsx';
import { Outcome } from '../Outcome.tsx';
import { Group, Row } from '../Section.tsx';
import { useAction } from '../use-action.ts';
import { ColourChoice } from './ColourChoice.tsx';

const opensInOptions: readonly { value: OpensIn; name: string }[] = [
  { value: 'browser', name: 'My browser' },
  { value: 'window', name: 'A window of its own' },
];

interface ConnectionFieldsProps {
  connection: ConnectionView;
  facts: ProviderFacts;
  /** Another list is being read. */
  onOtherList: () => void;
}

/** What the user may change about a connection. Each change takes effect at once. */
export function ConnectionFields({ connection, facts, onOtherList }: ConnectionFieldsProps) {
  const change = useAction(latchkey.changeConnection);
  const { connectionId } = connection;
  const put = (wanted: Input<'changeConnection'>['change']) => change.send({ connectionId, change: wanted });
  const putRegion = async (region: string): Promise<void> => {
    if ((await put({ region })).ok) onOtherList();
  };

  return (
    <>
      <Group title="Appearance and rules">
        <CommitInput
          label="Label"
          value={connection.label}
          maxLength={60}
          fault={(text) => (text === '' ? 'A connection needs a label.' : null)}
          onCommit={(label) => latchkey.changeConnection({ connectionId, change: { label } })}
        />
        <Row label="Colour">
          <ColourChoice chosen={connection.colour} onChoose={(colour) => void put({ colour })} />
        </Row>
        {facts.regions.length > 1 && !connection.sandbox && (
          <Field label="Region" hint="Another region has other customers; the list is read again.">
            <Select
              value={connection.region}
              options={facts.regions.map(({ id, name }) => ({ value: id, name }))}
              onChange={(region) => void putRegion(region)}
            />
          </Field>
        )}
        <Field
          label="Customers open in"
          hint="In a window of its own, a customer stays logged in beside the others; when it is closed, its session leaves this computer. Shift+Enter takes the other way once."
        >
          <Select value={connection.opensIn} options={opensInOptions} onChange={(opensIn) => void put({ opensIn })} />
        </Field>
        <Switch
          label="Ask for a reason before each login"
          hint="A ticket or a word why, kept in the history."
          checked={connection.reasonRequired}
          onChange={(reasonRequired) => void put({ reasonRequired })}
        />
        {facts.adminConsole && (
          <CommitInput
            label="Admin’s email"
            hint={`Who opens the ${facts.adminConsole.name}.`}
            type="email"
            value={connection.adminEmail}
            maxLength={254}
            placeholder="name@company.com"
            fault={(_text, input) => (input.validity.valid ? null : 'This is not an email address.')}
            onCommit={(adminEmail) => latchkey.changeConnection({ connectionId, change: { adminEmail } })}
          />
        )}
      </Group>
      <Outcome problem={change.problem} />
    </>
  );
}
