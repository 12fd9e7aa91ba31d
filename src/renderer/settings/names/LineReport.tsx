import { countOf, wholeNumber } from '../../../shared/format.ts';
import type { NamesPreview } from '../../../shared/names.ts';
import { skippedWords } from '../words.ts';

type Line = NamesPreview['lines'][number];

/** Which lines will not be imported, and why. `total`: how many; `lines` may hold only the first of them. */
export function LineReport({ lines, total }: { lines: readonly Line[]; total: number }) {
  if (lines.length === 0) return null;
  return (
    <details className="line-report">
      <summary>{countOf(total, 'line')} will not be imported</summary>
      <ul className="selectable">
        {lines.map(({ line, why }) => (
          <li key={line}>
            <span className="line-number">Line {wholeNumber(line)}</span> {skippedWords[why]}
          </li>
        ))}
      </ul>
      {total > lines.length && <p className="muted">… and {wholeNumber(total - lines.length)} more.</p>}
    </details>
  );
}
