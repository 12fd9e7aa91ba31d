import { type Part, splitLong } from './sentence-parts.ts';
import './sentence.css';

/** A sentence whose facts stand out. The title of a long fact has all of it. */
export const Sentence = ({ parts }: { parts: readonly Part[] }) =>
  parts.map((part, at) => {
    const key = `${at}`;
    return typeof part === 'string' ? <span key={key}>{part}</span> : <Fact key={key} fact={part.fact} />;
  });

function Fact({ fact }: { fact: string }) {
  const long = splitLong(fact);
  if (!long) return <strong>{fact}</strong>;
  return (
    <>
      <strong className="fact-beginning" title={fact}>
        {long.beginning}
      </strong>
      <strong className="fact-end" title={fact}>
        {long.end}
      </strong>
    </>
  );
}
