import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Damage, type Mutant, roomOf } from '../../tests/helpers/mutants/mutant.ts';
import type { Verdict } from './run-mutants.ts';

/** What was found out about one room, on one day. */
interface RoomFigures {
  /** ISO, the day only. */
  date: string;
  tried: number;
  noticed: number;
  unnoticed: { file: string; line: string; damage: Damage; harm: string }[];
  /** Texts of lines that could not be broken as written. */
  stale: string[];
}

/** By room. Each run replaces the rooms that it tried. */
export type MutationFigures = Record<string, RoomFigures>;

export const mutationFile = join(import.meta.dirname, '..', '..', 'docs', 'mutants.json');

export const readFigures = (): MutationFigures =>
  existsSync(mutationFile) ? (JSON.parse(readFileSync(mutationFile, 'utf8')) as MutationFigures) : {};

/** The figures of each room that the judged mutants belong to. */
export function figuresOf(judged: readonly { mutant: Mutant; verdict: Verdict }[], date: string): MutationFigures {
  const figures: MutationFigures = {};
  for (const { mutant, verdict } of judged) {
    const room = roomOf(mutant);
    figures[room] ??= { date, tried: 0, noticed: 0, unnoticed: [], stale: [] };
    const { file, from, damage, harm } = mutant;
    if (verdict === 'stale' || verdict === 'void') {
      figures[room].stale.push(`${file}: ${from}`);
      continue;
    }
    figures[room].tried += 1;
    if (verdict === 'noticed') figures[room].noticed += 1;
    else figures[room].unnoticed.push({ file, line: from, damage, harm });
  }
  return figures;
}

export function sumOfFigures(figures: MutationFigures): { tried: number; noticed: number; stale: number } {
  const sum = { tried: 0, noticed: 0, stale: 0 };
  for (const { tried, noticed, stale } of Object.values(figures)) {
    sum.tried += tried;
    sum.noticed += noticed;
    sum.stale += stale.length;
  }
  return sum;
}

/** Damage that no line may do unnoticed. */
const dangerous: ReadonlySet<Damage> = new Set(['opens', 'names', 'bills', 'leaks']);

/** What the table of the scorecard says, a line each. */
export function mutationLines(figures: MutationFigures): string[] {
  const { tried, noticed, stale } = sumOfFigures(figures);
  if (tried === 0) return ['not run: npm run scorecard -- --long'];
  const rate = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
  const lines = [`${noticed} of ${tried} broken lines noticed (${rate(noticed, tried)}), ${stale} stale`];
  for (const [room, each] of Object.entries(figures).sort(([a], [b]) => a.localeCompare(b))) {
    lines.push(`  ${room}: ${each.noticed} of ${each.tried}, on ${each.date}`);
    for (const { file, line, damage, harm } of each.unnoticed)
      lines.push(`    ${dangerous.has(damage) ? 'DANGEROUS' : 'unnoticed'}  ${file}: ${line.trim()}: ${harm}`);
  }
  return lines;
}

/** At least 95 % are noticed, none of the dangerous ones is not, and none is stale. */
export function mutationHolds(figures: MutationFigures): boolean {
  const { tried, noticed, stale } = sumOfFigures(figures);
  const isDangerous = Object.values(figures).some(({ unnoticed }) =>
    unnoticed.some(({ damage }) => dangerous.has(damage)),
  );
  return tried > 0 && stale === 0 && !isDangerous && noticed >= 0.95 * tried;
}
