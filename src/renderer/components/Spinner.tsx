import './spinner.css';

/** Stays invisible for the first 150 ms: what is over by then never flickers. Takes its place from the start. */
export function Spinner() {
  return <span className="spinner" aria-hidden="true" />;
}
