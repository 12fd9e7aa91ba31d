/** How much the model and the kills are run: `LATCHKEY_MODEL` says it. Otherwise as much as `npm test` has time for, always the same. */
type Effort = 'test' | 'scorecard' | 'long';

interface Amount {
  runs: number;
  /** Steps that a story is made of. Some are not possible when it is their turn, and are left out. */
  length: { min: number; max: number };
  /** Runs with the production bundle. */
  bundleRuns: number;
  bundleLength: { min: number; max: number };
  /** Kills of the program at a random moment. */
  kills: number;
}

const amounts: Readonly<Record<Effort, Amount>> = {
  test: { runs: 180, length: { min: 20, max: 40 }, bundleRuns: 8, bundleLength: { min: 12, max: 24 }, kills: 4 },
  scorecard: { runs: 500, length: { min: 50, max: 70 }, bundleRuns: 20, bundleLength: { min: 12, max: 24 }, kills: 40 },
  long: { runs: 2_400, length: { min: 50, max: 70 }, bundleRuns: 200, bundleLength: { min: 12, max: 24 }, kills: 200 },
};

const isEffort = (value: string | undefined): value is Effort => value !== undefined && Object.hasOwn(amounts, value);

const asked = process.env['LATCHKEY_MODEL'];
export const effort: Effort = isEffort(asked) ? asked : 'test';
export const amount: Amount = amounts[effort];

const numberOf = (name: string): number | undefined => {
  const value = process.env[name];
  return value === undefined ? undefined : Number(value);
};

/** To repeat one story: what the report of a violation says. */
export const repeated = { seed: numberOf('LATCHKEY_MODEL_SEED'), run: numberOf('LATCHKEY_MODEL_RUN') };

/** The same each time in `npm test`; otherwise another one each time. */
export const seedOf = (nth: number): number =>
  repeated.seed ?? (effort === 'test' ? nth + 1 : Math.floor(Math.random() * 0x7fff_ffff));
