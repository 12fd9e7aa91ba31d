import type { MatchRange } from '../../shared/account.ts';

/** Text with the matched letters marked. */
export function MarkedText({ text, ranges }: { text: string; ranges: readonly MatchRange[] }) {
  const parts: React.ReactNode[] = [];
  let done = 0;
  for (const [from, to] of ranges) {
    if (from < done || to <= from) continue;
    parts.push(text.slice(done, from), <mark key={from}>{text.slice(from, to)}</mark>);
    done = to;
  }
  parts.push(text.slice(done));
  return <>{parts}</>;
}
