import { useEffect, useState } from 'react';
import './spinner.css';

/** Stays invisible for the first 150 ms, so that short waits do not flicker. Takes up its room from the start. */
export function Spinner() {
  return <span className="spinner" aria-hidden="true" />;
}

/**
 * Is not on the page for the first 150 ms. For waits that are nearly always shorter, and that come with every key: nothing
 * is laid out or painted for them.
 */
export function LateSpinner() {
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return isLate && <span className="spinner spinner-late" aria-hidden="true" />;
}
