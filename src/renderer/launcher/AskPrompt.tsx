import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { TextInput } from '../components/Field.tsx';
import { KeyCap } from '../components/KeyCap.tsx';
import { Flash } from './Flash.tsx';
import type { Reading } from './state/launcher-state.ts';

interface AskPromptProps {
  reading: Reading;
  label: string;
  value: string;
  maxLength: number;
  confirm: string;
  type?: 'text' | 'email';
  onGive: (answer: string) => void;
  onCancel: () => void;
}

/** The prompt bar with a field. */
export function AskPrompt({
  reading,
  label,
  value,
  maxLength,
  confirm,
  type = 'text',
  onGive,
  onCancel,
}: AskPromptProps): ReactNode {
  const id = useId();
  const [text, setText] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  return (
    <form
      className="prompt-bar prompt-bar-ask"
      noValidate
      data-answerable={reading.answerable || undefined}
      onSubmit={(event) => {
        event.preventDefault();
        const answer = text.trim();
        if (answer && input.current?.validity.valid) onGive(answer);
        else input.current?.focus();
      }}
      onKeyDown={(event) => {
        // SECURITY: a held Enter must not accept the suggestion in the prompt that it raised.
        if (event.key === 'Enter' && event.repeat) event.preventDefault();
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onCancel();
      }}
    >
      <Flash reading={reading} />
      <div className="prompt-bar-label">
        <label htmlFor={id}>{label}</label>
        <TextInput
          id={id}
          ref={input}
          type={type}
          required
          maxLength={maxLength}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <Button variant="quiet" onClick={onCancel}>
        Cancel <KeyCap keys={['Esc']} />
      </Button>
      <Button variant="primary" type="submit">
        {confirm} <KeyCap keys={['↵']} />
      </Button>
    </form>
  );
}
