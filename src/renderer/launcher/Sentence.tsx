import type { Part } from './sentence-parts.ts';

/** A sentence whose facts stand out. A long name wraps and is never cut: its middle may be all that differs. */
export const Sentence = ({ parts }: { parts: readonly Part[] }) =>
  parts.map((part, at) => {
    const key = `${at}`;
    return typeof part === 'string' ? <span key={key}>{part}</span> : <strong key={key}>{part.fact}</strong>;
  });
