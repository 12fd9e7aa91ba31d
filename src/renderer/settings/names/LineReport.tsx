import { countOf, wholeNumber } from '../../../shared/format.ts';
import type { NamesPreview } from '../../../shared/names.ts';

type Line = NamesPreview['lines'][number];

const reasons: Readonly<Record<Line['why'], string>> = {
  'no-account': 'names no account',
  'unknown-account': 'no account has this id, email or domain',
  'ambiguous-account': 'more than one account fits',
  'nothing-to-store': 'has nothing to store',
  unreadable: 'cannot be read',
  repeated: 'repeats an earlier line',
};

/** Which lines will not be imported, and why. `total`: how many there are; the report may hold the first ones only. */
export function LineReport({ lines, total }: { lines: readonly Line[]; total: number }) {
  if (lines.length === 0) return null;
  return (
    <details className="line-report">
      <summary>{countOf(total, 'line')} will not be imported</summary>
      <ul className="selectable">
        {lines.map(({ line, why }) => (
          <li key={line}>
            <span className="line-number">Line {wholeNumber(line)}</span> {reasons[why]}
          </li>
        ))}
      </ul>
      {total > lines.length && <p className="muted">… and {wholeNumber(total - lines.length)} more.</p>}
    </details>
  );
}
