import { type Part, shortened } from './sentence-parts.ts';

/** A sentence whose facts stand out. The title of a long fact has all of it. */
export const Sentence = ({ parts }: { parts: readonly Part[] }) =>
  parts.map((part, at) => {
    const key = `${at}`;
    return typeof part === 'string' ? (
      <span key={key}>{part}</span>
    ) : (
      <strong key={key} title={part.fact}>
        {shortened(part.fact)}
      </strong>
    );
  });
