import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { sentenceFor } from '../../shared/problem-sentences.ts';
import type { Result } from '../../shared/result.ts';
import { Field, TextInput } from '../components/Field.tsx';

interface CommitInputProps {
  label: string;
  hint?: ReactNode;
  /** The stored text. */
  value: string;
  type?: 'text' | 'email';
  maxLength: number;
  placeholder?: string;
  /** Why the text cannot be stored, in a sentence; null if it can. */
  fault: (text: string, input: HTMLInputElement) => string | null;
  onCommit: (text: string) => Promise<Result<null>>;
}

/** A text that is stored when the user leaves the field or presses Enter. Escape restores the stored text. */
export function CommitInput({ label, hint, value, fault, onCommit, ...rest }: CommitInputProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [saved, setSaved] = useState(false);

  const commit = async (input: HTMLInputElement): Promise<void> => {
    const text = input.value.trim();
    const wrong = fault(text, input);
    setError(wrong);
    if (wrong) return;
    if (text === value) {
      setDraft(null);
      return;
    }
    const answer = await onCommit(text);
    if (answer.ok) {
      setDraft(null);
      setSaved(true);
    } else setError(sentenceFor(answer.problem).what);
  };

  const keyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') void commit(event.currentTarget);
    if (event.key === 'Escape' && draft !== null) {
      event.preventDefault();
      setDraft(null);
      setError(null);
    }
  };

  return (
    <Field label={label} error={error} hint={hint}>
      <TextInput
        {...rest}
        value={draft ?? value}
        onChange={(event) => {
          setDraft(event.target.value);
          setSaved(false);
          setError(null);
        }}
        onKeyDown={keyDown}
        onBlur={(event) => void commit(event.currentTarget)}
      />
      <span className="visually-hidden" role="status">
        {saved && 'Saved.'}
      </span>
    </Field>
  );
}
