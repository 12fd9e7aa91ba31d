import { type ConnectionColour, connectionColours } from '../../../shared/connection.ts';
import { Choice, ChoiceItem } from '../../components/Choice.tsx';
import './colour-choice.css';

interface ColourChoiceProps {
  chosen: ConnectionColour;
  onChoose: (colour: ConnectionColour) => void;
}

/** A connection's colour. Each has a name, for people who cannot see it. */
export function ColourChoice({ chosen, onChoose }: ColourChoiceProps) {
  return (
    <Choice className="colour-choice" label="Colour" value={chosen} onChange={onChoose}>
      {connectionColours.map((colour) => (
        <ChoiceItem
          className="colour"
          key={colour}
          value={colour}
          data-tone={colour}
          aria-label={colour}
          title={colour}
        />
      ))}
    </Choice>
  );
}
