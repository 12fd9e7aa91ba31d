import { useId } from 'react';
import type { ConnectionColour } from '../../../shared/connection.ts';
import type { ProviderFacts } from '../../../shared/provider-facts.ts';
import { latchkey } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { ProviderMark } from '../../components/ConnectionMark.tsx';
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
    <fieldset className="provider-choice">
      <legend className="visually-hidden">Provider</legend>
      {providers.map((facts, at) => (
        <div className="provider-card" key={facts.provider}>
          <input
            type="radio"
            name={id}
            id={`${id}-${facts.provider}`}
            value={facts.provider}
            checked={facts.provider === chosen}
            aria-describedby={`${id}-${facts.provider}-help`}
            onChange={() => onChoose(facts.provider)}
          />
          <label htmlFor={`${id}-${facts.provider}`}>
            <ProviderMark mark={facts.mark} colour={colours[at] ?? 'grey'} />
            {facts.name}
          </label>
          <p className="provider-help" id={`${id}-${facts.provider}-help`}>
            {facts.key.help}
          </p>
          <Button
            variant="quiet"
            icon="external"
            onClick={() => void latchkey.openProviderPage({ provider: facts.provider, page: 'keys' })}
          >
            Open {facts.shortName}’s key page
          </Button>
        </div>
      ))}
    </fieldset>
  );
}
