import type { Reading } from './state/launcher-state.ts';

/** Shows for a moment that a press was seen but changed nothing. */
export const Flash = ({ reading: { flashes } }: { reading: Reading }) =>
  flashes > 0 && <span key={flashes} className="prompt-bar-flash" />;
