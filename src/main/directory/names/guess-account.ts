import { agreesWith, type KnownBy } from './agreement.ts';
import { accountRank } from './headings.ts';

/** How a text of a column found an account; null if it found none, or several. */
export interface FoundAccount {
  accountId: string;
  by: 'id' | 'email' | 'domain' | 'dressed';
}

/** A column that could say which account a row is about. `found`: for each row. */
export interface FindingColumn {
  column: number;
  heading: string;
  found: readonly (FoundAccount | null)[];
}

/** How many different accounts a column finds in one way: the id of an account above finds the same one in many rows. */
const differentBy = ({ found }: FindingColumn, by: FoundAccount['by'] | 'any'): number =>
  new Set(found.flatMap((each) => (each && (by === 'any' || each.by === by) ? [each.accountId] : []))).size;

const shareOfOthers = 0.5;

/** Whether two columns are about different accounts in most rows. */
function disagree(a: FindingColumn, b: FindingColumn): boolean {
  const both = a.found.flatMap((one, row) => {
    const other = b.found[row];
    return one && other ? [one.accountId !== other.accountId] : [];
  });
  return both.length > 0 && both.filter(Boolean).length >= both.length * shareOfOthers;
}

/** What speaks for a column: its heading, that each row finds another account, and that the rest of the row fits the account. */
const points = { heading: 3, different: 4, fitting: 6 };
/** Two columns with nearly as many points are equally likely. */
const margin = 2;

interface Rest {
  /** Texts of a row that could be names. */
  names: (row: number) => readonly string[];
  known: (accountId: string) => KnownBy;
  rows: number;
}

/** In how many of the rows something else fits the account that the column finds. */
function shareOfFitting(one: FindingColumn, finding: readonly FindingColumn[], { names, known, rows }: Rest): number {
  let compared = 0;
  let fitting = 0;
  for (const [row, found] of one.found.slice(0, rows).entries()) {
    if (!found) continue;
    compared += 1;
    const others = finding.filter(({ column }) => column !== one.column).map(({ found: all }) => all[row]);
    const isSame = others.some((other) => other && other.by !== 'id' && other.accountId === found.accountId);
    if (isSame || names(row).some((text) => agreesWith(text, known(found.accountId)) === true)) fitting += 1;
  }
  return compared === 0 ? 0 : fitting / compared;
}

/**
 * The column that says which account a row is about: the one that finds the most accounts, ids before emails and domains. Of
 * several that are about different accounts, all that is known decides; if it does not, they are all returned.
 */
export function guessAccount(columns: readonly FindingColumn[], rest: Rest): number[] {
  const finding = columns
    .filter(({ found }) => found.some((each) => each !== null))
    .toSorted((a, b) => accountRank(b.heading) - accountRank(a.heading));
  const most = Math.max(0, ...finding.map((one) => differentBy(one, 'any')));
  const first =
    finding.find((one) => differentBy(one, 'id') * 2 >= most) ??
    finding.find((one) => differentBy(one, 'email') * 2 >= most) ??
    finding.find((one) => differentBy(one, 'any') === most);
  if (!first) return [];
  const pointsOf = (one: FindingColumn): number =>
    accountRank(one.heading) * points.heading +
    (differentBy(one, 'any') / Math.max(1, one.found.length)) * points.different +
    shareOfFitting(one, finding, rest) * points.fitting;
  const rivals = finding.filter((one) => differentBy(one, 'any') * 2 >= most && disagree(one, first));
  if (rivals.length === 0) return [first.column];
  const ranked = [first, ...rivals]
    .map((one) => ({ column: one.column, points: pointsOf(one) }))
    .toSorted((a, b) => b.points - a.points);
  const best = ranked[0]?.points ?? 0;
  return ranked.filter((one) => best - one.points < margin).map(({ column }) => column);
}
