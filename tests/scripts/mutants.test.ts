import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { figuresOf, mutationHolds, mutationLines, sumOfFigures } from '../../scripts/scorecard/mutation-figures.ts';
import { broken } from '../../scripts/scorecard/run-mutants.ts';
import { mutants } from '../helpers/mutants/all.ts';
import type { Mutant } from '../helpers/mutants/mutant.ts';

const root = join(import.meta.dirname, '..', '..');

test('each line to break is in its file exactly once, and its tests are there', () => {
  const texts = new Map<string, string>();
  const textOf = (file: string): string => {
    const text = texts.get(file) ?? readFileSync(join(root, file), 'utf8');
    texts.set(file, text);
    return text;
  };
  const stale = mutants.filter((mutant) => broken(textOf(mutant.file), mutant) === null);
  expect(stale.map(({ file, from }) => `${file}: ${from}`)).toEqual([]);
  expect(mutants.flatMap(({ tests }) => tests).filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test('there are at least 200, and no two are the same', () => {
  expect(new Set(mutants.map(({ file, from, to }) => JSON.stringify([file, from, to]))).size).toBe(mutants.length);
  expect(mutants.length).toBeGreaterThanOrEqual(200);
  expect(mutants.filter(({ from, to, tests }) => from === to || tests.length === 0)).toEqual([]);
});

test('a line that is not there exactly once is stale, never noticed', () => {
  expect(broken('a b', { from: 'a', to: 'x' })).toBe('x b');
  expect(broken('a a', { from: 'a', to: 'x' })).toBeNull();
  expect(broken('b', { from: 'a', to: 'x' })).toBeNull();
  // The replacement is no pattern.
  expect(broken('a', { from: 'a', to: '$&$1' })).toBe('$&$1');
});

const mutant = (change: Partial<Mutant> = {}): Mutant => ({
  file: 'src/main/log-in/a.ts',
  from: 'x',
  to: 'y',
  damage: 'misleads',
  harm: 'nothing is shown',
  tests: ['tests/a.test.ts'],
  ...change,
});

test('figures are kept by room, with what was not noticed', () => {
  const figures = figuresOf(
    [
      { mutant: mutant(), verdict: 'noticed' },
      { mutant: mutant({ from: 'z' }), verdict: 'unnoticed' },
      { mutant: mutant({ file: 'src/renderer/launcher/b.ts' }), verdict: 'stale' },
      { mutant: mutant({ file: 'src/renderer/launcher/b.ts' }), verdict: 'void' },
    ],
    '2026-11-27',
  );
  expect(Object.keys(figures)).toEqual(['log-in', 'renderer/launcher']);
  expect(sumOfFigures(figures)).toEqual({ tried: 2, noticed: 1, stale: 2 });
  expect(mutationLines(figures).join('\n')).toContain('unnoticed  src/main/log-in/a.ts: z: nothing is shown');
  expect(mutationLines({})).toEqual(['not run: npm run scorecard -- --long']);
});

test('at least 95 % must be noticed, every dangerous one, and none may be stale', () => {
  const judged = (unnoticed: Partial<Mutant>[], stale = 0) =>
    figuresOf(
      [
        ...Array.from({ length: 95 }, () => ({ mutant: mutant(), verdict: 'noticed' as const })),
        ...unnoticed.map((change) => ({ mutant: mutant(change), verdict: 'unnoticed' as const })),
        ...Array.from({ length: stale }, () => ({ mutant: mutant(), verdict: 'stale' as const })),
      ],
      '2026-11-27',
    );
  expect(mutationHolds(judged([{}, {}, {}, {}, {}]))).toBe(true);
  expect(mutationHolds(judged([{}, {}, {}, {}, {}, {}]))).toBe(false);
  expect(mutationHolds(judged([{ damage: 'leaks' }]))).toBe(false);
  expect(mutationHolds(judged([], 1))).toBe(false);
  expect(mutationHolds({})).toBe(false);
});
