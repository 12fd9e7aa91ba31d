/**
 * What a user would suffer from a line that is broken. `opens`: the wrong customer, or one without a press. `names`: a wrong
 * name or a wrong question. `bills`: requests that cost. `leaks`: a key, a link or a name where it must not be. `loses`: data
 * or a record. `misleads`: the screen says what is not so.
 */
export type Damage = 'opens' | 'names' | 'bills' | 'leaks' | 'loses' | 'misleads';

/** One line of the program, broken on purpose, and the tests that should notice it. */
export interface Mutant {
  /** From the root of the project, with `/`. */
  file: string;
  /** Exact text that occurs once in the file. */
  from: string;
  to: string;
  damage: Damage;
  /** What a user would suffer, in a few words. */
  harm: string;
  /** Test files, from the root of the project. */
  tests: readonly string[];
}

type Line = readonly [damage: Damage, from: string, to: string, harm: string];

/** The mutants of one file. `tests`: without `tests/` and `.test.ts`. */
export const mutantsOf = (file: string, tests: readonly string[], lines: readonly Line[]): Mutant[] =>
  lines.map(([damage, from, to, harm]) => ({
    file,
    from,
    to,
    damage,
    harm,
    tests: tests.map((name) => `tests/${name}.test.ts`),
  }));

/** The room of the house that a file belongs to, e.g. `log-in` or `renderer/launcher`. */
export function roomOf({ file }: Pick<Mutant, 'file'>): string {
  const [, side = '', room = ''] = file.split('/');
  if (side === 'main') return room;
  return side === 'renderer' ? `renderer/${room}` : side;
}
