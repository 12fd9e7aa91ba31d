import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { TextInput } from '../components/Field.tsx';
import { KeyCap } from '../components/KeyCap.tsx';
import { Flash } from './Flash.tsx';
import { Sentence } from './Sentence.tsx';
import { type Part, plainWords } from './sentence-parts.ts';
import type { Reading } from './state/launcher-state.ts';
import './ask-prompt.css';

interface AskPromptProps {
  reading: Reading;
  label: readonly Part[];
  /** What the field holds until the user changes it. */
  value: string;
  /** Other answers to choose from with the arrows or a click, the newest first. */
  choices: readonly string[];
  /** What the choices are. */
  choicesName: string;
  maxLength: number;
  confirm: string;
  type?: 'text' | 'email';
  /** Why an answer that is empty or wrong is not taken. */
  refusal: string;
  onRefuse: (words: string) => void;
  onGive: (answer: string) => void;
  onCancel: () => void;
}

/** The prompt bar with a field. */
export function AskPrompt(props: AskPromptProps): ReactNode {
  const { reading, label, value, choices, maxLength, confirm, type = 'text', refusal } = props;
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const text = typed ?? value;
  const chosen = choices.indexOf(text);
  useEffect(() => {
    input.current?.focus();
  }, []);
  // A suggestion is replaced by the first letter that is typed.
  useEffect(() => {
    if (value !== '' && typed === null) input.current?.select();
  }, [value, typed]);

  const onKeyDown = (event: KeyboardEvent): void => {
    // SECURITY: a held Enter must not accept the suggestion in the prompt that it raised.
    if (event.key === 'Enter' && event.repeat) event.preventDefault();
    const moved = movedChoice(event.key, choices, chosen);
    if (moved !== undefined) setTyped(moved);
    if (event.key === 'Escape') props.onCancel();
    if (moved !== undefined || event.key === 'Escape') event.preventDefault();
  };
  return (
    <form
      className="prompt-bar prompt-bar-ask"
      noValidate
      data-answerable={reading.answerable || undefined}
      onSubmit={(event) => {
        event.preventDefault();
        const answer = text.trim();
        if (answer && input.current?.validity.valid) return props.onGive(answer);
        props.onRefuse(refusal);
        input.current?.focus();
      }}
      onKeyDown={onKeyDown}
    >
      <Flash reading={reading} />
      {choices.length > 0 && (
        <Choices
          id={`${id}-choices`}
          name={props.choicesName}
          choices={choices}
          chosen={chosen}
          onChoose={(choice) => setTyped(choice)}
        />
      )}
      <div className="prompt-bar-label">
        <label htmlFor={id}>
          <Sentence parts={label} />
        </label>
        <TextInput
          id={id}
          aria-label={plainWords(label)}
          ref={input}
          type={type}
          required
          maxLength={maxLength}
          value={text}
          {...(choices.length > 0
            ? {
                role: 'combobox',
                'aria-expanded': true,
                'aria-controls': `${id}-choices`,
                'aria-activedescendant': chosen < 0 ? undefined : `${id}-choices-${chosen}`,
              }
            : {})}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <Button variant="quiet" onClick={props.onCancel}>
        Cancel <KeyCap keys={['Esc']} />
      </Button>
      <Button variant="primary" type="submit">
        {confirm} <KeyCap keys={['↵']} />
      </Button>
    </form>
  );
}

/** Up goes from the newest, which is next to the field, to older ones; the ends are joined. Undefined: not such a key. */
function movedChoice(key: string, choices: readonly string[], chosen: number): string | undefined {
  if (key === 'ArrowUp') return choices[(chosen + 1) % choices.length];
  if (key === 'ArrowDown') return choices.at(chosen < 0 ? -1 : chosen - 1);
  return undefined;
}

interface ChoicesProps {
  id: string;
  name: string;
  choices: readonly string[];
  chosen: number;
  onChoose: (choice: string) => void;
}

/** Above the field, the newest at the bottom. */
function Choices({ id, name, choices, chosen, onChoose }: ChoicesProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen >= 0) list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <div className="ask-choices" id={id} ref={list} role="listbox" aria-label={name} tabIndex={-1}>
      {choices.map((choice, at) => {
        /** The form handles the keys. */
        const pointer = { onClick: () => onChoose(choice) };
        return (
          <div
            key={choice}
            className="ask-choice"
            id={`${id}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === chosen}
            data-active={at === chosen || undefined}
            title={choice}
            {...pointer}
          >
            {choice}
          </div>
        );
      })}
    </div>
  );
}
