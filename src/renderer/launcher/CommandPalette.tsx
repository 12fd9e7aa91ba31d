import { useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../components/Icon.tsx';
import { KeyCap } from '../components/KeyCap.tsx';
import { type Choice, filterChoices } from './choice.ts';
import { commandOf, type Move } from './state/launcher-keys.ts';
import './command-palette.css';

interface CommandPaletteProps<T> {
  title: string;
  choices: readonly Choice<T>[];
  platform: string;
  onChoose: (value: T) => void;
  onClose: () => void;
}

/** A short list over the launcher, filtered by typing. While it is open, all keys go to it. */
export function CommandPalette<T>({ title, choices, platform, onChoose, onClose }: CommandPaletteProps<T>) {
  const id = useId();
  const [text, setText] = useState('');
  const [index, setIndex] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const found = filterChoices(choices, text);
  const optionId = (at: number): string => `${id}-${at}`;
  const chosen = found[index];

  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    list.current?.querySelectorAll('[role="option"]')[index]?.scrollIntoView({ block: 'nearest' });
  }, [index]);

  const move = (to: Move): void => {
    const last = found.length - 1;
    const step = to === 'next' ? index + 1 : to === 'previous' ? index - 1 : null;
    if (step !== null) setIndex(step > last ? 0 : step < 0 ? last : step);
    else setIndex(to === 'first' || to === 'page-up' ? 0 : last);
  };

  return (
    <div
      className="palette-backdrop"
      role="presentation"
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div
        className="palette"
        role="dialog"
        aria-modal="true"
        aria-label={title}
        onKeyDown={(event) => {
          const command = commandOf(event.nativeEvent, platform);
          if (!command) return;
          // They undo typing in the palette's own field.
          if (command.do === 'undo' || command.do === 'redo') return;
          event.preventDefault();
          if (command.do === 'move') move(command.to);
          else if (command.do === 'log-in' && !event.repeat && chosen) onChoose(chosen.value);
          else if (command.do === 'escape' || command.do === 'actions' || command.do === 'targets') onClose();
        }}
      >
        <div className="palette-list" ref={list} id={`${id}-list`} role="listbox" aria-label={title} tabIndex={-1}>
          {found.map((choice, at) => (
            <ChoiceLine
              key={choice.id}
              id={optionId(at)}
              choice={choice}
              heading={choice.group === found[at - 1]?.group ? null : choice.group}
              active={at === index}
              onHover={() => setIndex(at)}
              onChoose={() => onChoose(choice.value)}
            />
          ))}
        </div>
        {found.length === 0 && <p className="palette-none">Nothing matches.</p>}
        <input
          className="palette-input"
          ref={input}
          type="text"
          role="combobox"
          aria-label={title}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={chosen ? optionId(index) : undefined}
          placeholder="Filter"
          spellCheck={false}
          autoComplete="off"
          maxLength={80}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setIndex(0);
          }}
        />
      </div>
    </div>
  );
}

interface ChoiceLineProps {
  id: string;
  choice: Choice<unknown>;
  heading: string | null;
  active: boolean;
  onHover: () => void;
  onChoose: () => void;
}

function ChoiceLine({ id, choice, heading, active, onHover, onChoose }: ChoiceLineProps) {
  /** The palette handles the keys. */
  const pointer = { onPointerMove: onHover, onClick: onChoose };
  return (
    <>
      {heading && (
        <div className="palette-heading" role="presentation">
          {heading}
        </div>
      )}
      <div
        className="palette-line"
        id={id}
        role="option"
        tabIndex={-1}
        aria-selected={active}
        data-active={active || undefined}
        {...pointer}
      >
        <Icon name={choice.icon} />
        <span className="palette-name">{choice.name}</span>
        {choice.keys && (
          <>
            <span className="visually-hidden">, </span>
            <KeyCap keys={choice.keys} />
          </>
        )}
      </div>
    </>
  );
}
