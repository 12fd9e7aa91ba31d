import type { ConnectionColour } from '../../shared/connection.ts';
import './connection-mark.css';

interface ProviderMarkProps {
  /** `ProviderFacts.mark`: two letters. */
  mark: string;
  colour: ConnectionColour;
}

/** The provider's two letters in the connection's colour. Decoration: its words are in the row's name. */
export function ProviderMark({ mark, colour }: ProviderMarkProps) {
  return (
    <span className="provider-mark" data-tone={colour} aria-hidden="true">
      {mark}
    </span>
  );
}

/** Where the letters would be too much. Decoration: the connection's label stands beside it. */
export function ConnectionDot({ colour }: { colour: ConnectionColour }) {
  return <span className="connection-dot" data-tone={colour} aria-hidden="true" />;
}
