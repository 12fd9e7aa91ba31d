import { type RefObject, useState } from 'react';
import type { ProviderFacts } from '../../../shared/provider-facts.ts';
import { Button } from '../../components/Button.tsx';
import { Field, TextInput } from '../../components/Field.tsx';
import './key-input.css';

interface KeyInputProps {
  facts: ProviderFacts;
  input: RefObject<HTMLInputElement | null>;
  error?: string | null;
  autoFocus?: boolean;
  /** What was typed or pasted so far. */
  onText: (text: string) => void;
}

/**
 * SECURITY: the key is only in the input element, never in React's state, so that emptying the element leaves no copy
 * in the page. The form that sends the key empties the element once main has it.
 */
export function KeyInput({ facts, input, error = null, autoFocus = false, onText }: KeyInputProps) {
  const [shown, setShown] = useState(false);
  return (
    <div className="key-input">
      <Field label={facts.key.name} error={error}>
        <TextInput
          ref={input}
          type={shown ? 'text' : 'password'}
          className="input mono"
          placeholder={`${facts.key.beginsWith}…`}
          autoCapitalize="off"
          autoFocus={autoFocus}
          onInput={(event) => onText(event.currentTarget.value)}
        />
      </Field>
      <Button variant="quiet" aria-pressed={shown} onClick={() => setShown(!shown)}>
        Show<span className="visually-hidden"> the key</span>
      </Button>
    </div>
  );
}
