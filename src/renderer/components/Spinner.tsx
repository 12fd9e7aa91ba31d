import './spinner.css';

/** Stays invisible for the first 150 ms, so that short waits do not flicker. Takes up its room from the start. */
export function Spinner() {
  return <span className="spinner" aria-hidden="true" />;
}
