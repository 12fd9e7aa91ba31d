import { useId } from 'react';
import { type ConnectionColour, connectionColours } from '../../../shared/connection.ts';
import './colour-choice.css';

interface ColourChoiceProps {
  chosen: ConnectionColour;
  onChoose: (colour: ConnectionColour) => void;
}

/** A connection's colour. Each has a name, for people who cannot see it. */
export function ColourChoice({ chosen, onChoose }: ColourChoiceProps) {
  const name = useId();
  return (
    <fieldset className="colour-choice">
      <legend className="visually-hidden">Colour</legend>
      {connectionColours.map((colour) => (
        <input
          key={colour}
          type="radio"
          name={name}
          data-tone={colour}
          aria-label={colour}
          title={colour}
          checked={colour === chosen}
          onChange={() => onChoose(colour)}
        />
      ))}
    </fieldset>
  );
}
