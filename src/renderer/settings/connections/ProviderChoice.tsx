import { useId } from 'react';
import type { ConnectionColour } from '../../../shared/connection.ts';
import type { ProviderFacts } from '../../../shared/provider-facts.ts';
import { Choice, ChoiceItem } from '../../components/Choice.tsx';
import { ProviderMark } from '../../components/ConnectionMark.tsx';
import { KeyPageButton } from './KeyPageButton.tsx';
import './provider-choice.css';

interface ProviderChoiceProps {
  providers: readonly ProviderFacts[];
  chosen: string;
  onChoose: (provider: string) => void;
}

const colours: readonly ConnectionColour[] = ['blue', 'green', 'violet', 'amber'];

/** The providers side by side, each with the key it needs and a link to the page where that key is made. */
export function ProviderChoice({ providers, chosen, onChoose }: ProviderChoiceProps) {
  const id = useId();
  return (
    <Choice className="provider-choice" label="Provider" value={chosen} onChange={onChoose}>
      {providers.map((facts, at) => (
        <div className="provider-card" key={facts.provider}>
          <ChoiceItem
            className="radio"
            id={`${id}-${facts.provider}`}
            value={facts.provider}
            aria-describedby={`${id}-${facts.provider}-help`}
          />
          <label htmlFor={`${id}-${facts.provider}`}>
            <ProviderMark mark={facts.mark} colour={colours[at] ?? 'grey'} />
            {facts.name}
          </label>
          <p className="provider-help" id={`${id}-${facts.provider}-help`}>
            {facts.key.help}
          </p>
          <KeyPageButton facts={facts} />
        </div>
      ))}
    </Choice>
  );
}
