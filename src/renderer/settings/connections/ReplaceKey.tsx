import { type FormEvent, useId, useRef, useState } from 'react';
import type { ConnectionView, UnknownToKey } from '../../../shared/connection.ts';
import type { ProviderFacts } from '../../../shared/provider-facts.ts';
import { latchkey } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Outcome } from '../Outcome.tsx';
import { useAction } from '../use-action.ts';
import { unknownToKeyWords } from '../words.ts';
import { KeyInput } from './KeyInput.tsx';
import { KeyPageButton } from './KeyPageButton.tsx';
import { kindIn, selectForNext, stepNamesAtKey, whatIs } from './pasted-key.ts';

interface ReplaceKeyProps {
  connection: ConnectionView;
  facts: ProviderFacts;
  providers: readonly ProviderFacts[];
  onClose: () => void;
  onReplaced: () => void;
}

/** Asks for a new key, or for the first one. An old one stays in use until the provider has accepted the new one. */
export function ReplaceKey({ connection, facts, providers, onClose, onReplaced }: ReplaceKeyProps) {
  const form = useId();
  const input = useRef<HTMLInputElement>(null);
  const [foreign, setForeign] = useState<string | null>(null);
  /** Once main has said that the key knows none of the customers. */
  const [unknown, setUnknown] = useState<UnknownToKey | null>(null);
  const [isMissing] = useState(connection.health.problem?.kind === 'key-missing');
  const replace = useAction(latchkey.replaceKey);

  const submit = async (event?: FormEvent): Promise<void> => {
    event?.preventDefault();
    const element = input.current;
    if (!element || replace.busy) return;
    const key = element.value;
    const kind = kindIn(key, providers);
    // SECURITY: never send a key to a provider that it does not belong to.
    if (kind && kind.facts.provider !== facts.provider) {
      setForeign(`${whatIs(kind)}. ${connection.label} needs an API key of ${facts.shortName}.`);
      selectForNext(element, key);
      return;
    }
    const confirmed = unknown !== null;
    const answer = await replace.send({ connectionId: connection.connectionId, key, confirmed });
    if (!answer.ok) {
      selectForNext(element, key);
      return;
    }
    if (answer.value.result === 'ask') {
      setUnknown(answer.value);
      selectForNext(element, key);
      return;
    }
    // SECURITY: keep nothing of the key in the page once main has it.
    element.value = '';
    onReplaced();
  };

  return (
    <Dialog
      title={isMissing ? `Give ${connection.label} its key` : `Replace the key of ${connection.label}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" busy={replace.busy}>
            {replace.busy
              ? 'Checking the key…'
              : unknown
                ? isMissing
                  ? 'Give it anyway'
                  : 'Replace anyway'
                : isMissing
                  ? 'Give the key'
                  : 'Replace key'}
          </Button>
        </>
      }
    >
      <form className="replace-key" id={form} onSubmit={(event) => void submit(event)}>
        {!isMissing && (
          <p className="muted">The key in use now stays until {facts.shortName} has accepted the new one.</p>
        )}
        <KeyInput
          facts={facts}
          input={input}
          error={foreign}
          onText={() => {
            setForeign(null);
            setUnknown(null);
            replace.forgetProblem();
          }}
        />
        <div>
          <KeyPageButton facts={facts} />
        </div>
        <div role="alert">
          {unknown && (
            <p className="replace-key-warning">
              <Icon name="warning" />
              {unknownToKeyWords(connection, unknown)}
            </p>
          )}
        </div>
        <Outcome
          problem={replace.problem}
          busy={replace.busy}
          stepNames={stepNamesAtKey}
          steps={{
            'replace-key': () => input.current?.select(),
            'try-again': () => void submit(),
            'open-allowed-ips': () => void latchkey.openProviderPage({ provider: facts.provider, page: 'allowed-ips' }),
          }}
        />
      </form>
    </Dialog>
  );
}
