import type { Part } from './sentence-parts.ts';
import './sentence.css';

/** A sentence whose facts stand out. A long fact is cut at its end, and its title has all of it. */
export const Sentence = ({ parts }: { parts: readonly Part[] }) =>
  parts.map((part, at) => {
    const key = `${at}`;
    return typeof part === 'string' ? (
      <span key={key}>{part}</span>
    ) : (
      <strong key={key} className="fact-in-words" title={part.fact}>
        {part.fact}
      </strong>
    );
  });
