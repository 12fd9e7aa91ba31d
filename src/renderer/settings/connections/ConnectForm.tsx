import { type FormEvent, useRef, useState } from 'react';
import { freeColour } from '../../../shared/connection.ts';
import type { AppState } from '../../../shared/contract.ts';
import type { ProviderFacts } from '../../../shared/provider-facts.ts';
import { latchkey } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { Field, TextInput } from '../../components/Field.tsx';
import { Select } from '../../components/Select.tsx';
import { Outcome } from '../Outcome.tsx';
import { useAction } from '../use-action.ts';
import { KeyInput } from './KeyInput.tsx';
import { ProviderChoice } from './ProviderChoice.tsx';
import { kindIn, selectForNext, stepNamesAtKey, whatIs } from './pasted-key.ts';
import './connect-form.css';

export interface Connected {
  connectionId: string;
  accountTotal: number | null;
  facts: ProviderFacts;
}

interface ConnectFormProps {
  state: AppState;
  /** Offers a label field. In first run main chooses the label. */
  withLabel: boolean;
  onConnected: (connected: Connected) => void;
}

/** Choose a provider, paste its key, and let the provider check it. Says what is wrong with a key that fails. */
export function ConnectForm({ state, withLabel, onConnected }: ConnectFormProps) {
  const [chosen, setChosen] = useState(state.providers[0]?.provider ?? '');
  const [region, setRegion] = useState('');
  const [recognised, setRecognised] = useState('');
  const keyInput = useRef<HTMLInputElement>(null);
  const labelInput = useRef<HTMLInputElement>(null);
  const regionSelect = useRef<HTMLButtonElement>(null);
  const connect = useAction(latchkey.connectProvider);

  const facts = state.providers.find(({ provider }) => provider === chosen);
  if (!facts) return null;

  const choose = (provider: string): void => {
    setChosen(provider);
    setRegion('');
    connect.forgetProblem();
  };

  const heardText = (text: string): void => {
    connect.forgetProblem();
    const kind = kindIn(text, state.providers);
    // A pasted key selects its provider by its prefix.
    if (kind && kind.facts !== facts) choose(kind.facts.provider);
    if (kind?.other != null) setRecognised(`${whatIs(kind)}. Latchkey needs an API key.`);
    else setRecognised(kind && kind.facts !== facts ? `${whatIs(kind)}.` : '');
  };

  const submit = async (event?: FormEvent): Promise<void> => {
    event?.preventDefault();
    const input = keyInput.current;
    if (connect.busy || !input) return;
    const key = input.value;
    const kind = kindIn(key, state.providers);
    // SECURITY: never send a key to a provider that it does not belong to.
    if (kind && kind.facts !== facts) {
      choose(kind.facts.provider);
      setRecognised(`${whatIs(kind)}, so it was not sent to ${facts.shortName}.`);
      selectForNext(input, key);
      return;
    }
    setRecognised('');
    const answer = await connect.send({
      provider: facts.provider,
      key,
      label: labelInput.current?.value.trim() ?? '',
      colour: freeColour(state.connections),
      region: region || (facts.regions[0]?.id ?? ''),
    });
    if (!answer.ok) {
      selectForNext(input, key);
      return;
    }
    // SECURITY: keep nothing of the key in the page once main has it.
    input.value = '';
    onConnected({ ...answer.value, facts });
  };

  return (
    <form className="connect-form" onSubmit={(event) => void submit(event)}>
      <ProviderChoice providers={state.providers} chosen={chosen} onChoose={choose} />
      <div className="connect-fields">
        <KeyInput facts={facts} input={keyInput} autoFocus onText={heardText} />
        {facts.regions.length > 1 && (
          <Field label="Region">
            <Select
              ref={regionSelect}
              value={region || (facts.regions[0]?.id ?? '')}
              options={facts.regions.map(({ id, name }) => ({ value: id, name }))}
              onChange={setRegion}
            />
          </Field>
        )}
        {withLabel && (
          <div className="connect-label">
            <Field label="Label (optional)">
              <TextInput ref={labelInput} maxLength={60} placeholder={facts.shortName} />
            </Field>
          </div>
        )}
      </div>
      <p className="connect-recognised" role="status">
        {recognised}
      </p>
      <Outcome
        problem={connect.problem}
        busy={connect.busy}
        stepNames={stepNamesAtKey}
        steps={{
          'try-again': () => void submit(),
          'replace-key': () => keyInput.current?.select(),
          'open-connections': () => regionSelect.current?.focus(),
          'open-allowed-ips': () => void latchkey.openProviderPage({ provider: facts.provider, page: 'allowed-ips' }),
        }}
      />
      <div className="connect-foot">
        <p className="muted">The key is kept in this computer’s keychain and sent to {facts.shortName} only.</p>
        <Button type="submit" variant="primary" busy={connect.busy}>
          {connect.busy ? 'Checking the key…' : 'Connect'}
        </Button>
      </div>
    </form>
  );
}
