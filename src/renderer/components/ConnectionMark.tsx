import type { ConnectionColour } from '../../shared/connection.ts';
import './connection-mark.css';

interface ProviderMarkProps {
  /** `ProviderFacts.mark`: two letters. */
  mark: string;
  colour: ConnectionColour;
}

/** The provider's two letters in the connection's colour. Decoration only: the row's name says the same in words. */
export function ProviderMark({ mark, colour }: ProviderMarkProps) {
  return (
    <span className="provider-mark" data-tone={colour} aria-hidden="true">
      {mark}
    </span>
  );
}

/** The smaller form of the mark. Decoration only: the connection's label is beside it. */
export function ConnectionDot({ colour }: { colour: ConnectionColour }) {
  return <span className="connection-dot" data-tone={colour} aria-hidden="true" />;
}
