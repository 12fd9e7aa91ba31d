import { fc } from '../any-input.ts';
import { Person } from './person.ts';
import type { Memory } from './promises.ts';
import type { Stage } from './stage.ts';
import { plans, type Step, stepOf } from './steps.ts';
import { Violation } from './violation.ts';

export interface Broken {
  /** The letter of the promise. */
  rule: string;
  /** One line a step, the violation last. */
  story: string;
  seed: number;
  /** Which of the runs it was. */
  run: number;
}

export interface Figures {
  runs: number;
  steps: number;
  broken: Broken | null;
}

export interface StoriesOptions {
  /** Starts a program for one run. */
  start: () => Promise<Stage>;
  runs: number;
  /** The fewest and the most steps of a run. Impossible ones are left out. */
  length: { min: number; max: number };
  seed: number;
  /** How many shorter stories are tried once one has broken a promise. */
  shrinks?: number;
  /** The letter of the only promise that counts. By default all do. */
  looksFor?: string;
  /** Kinds of steps, or all. */
  kinds?: readonly string[];
  /** Whether presses may follow each other before the window has heard of the first. */
  inHaste?: boolean;
  /** Of a program that all runs share. */
  memory?: Memory;
  /** Only this one of the runs. */
  only?: number | undefined;
}

/** The same story with less in it: whole parts left out first, then single steps, then plainer steps. */
function* plainer(story: readonly Step[], done: WeakSet<Step>): Generator<Step[]> {
  const possible = story.filter((one) => done.has(one));
  if (possible.length < story.length) yield possible;
  for (let size = Math.ceil(story.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < story.length; from += size) yield [...story.slice(0, from), ...story.slice(from + size)];
  }
  for (const [at, one] of story.entries()) {
    if (one.hurried) yield story.with(at, { ...one, hurried: false });
    if (one.nth > 0) yield story.with(at, { ...one, nth: 0 });
  }
}

/** Stories of at least so many steps, which shrink to any length. */
class Stories extends fc.Arbitrary<Step[]> {
  readonly #long: fc.Arbitrary<Step[]>;
  readonly #done: WeakSet<Step>;

  /** `done`: the steps that were possible when they had their turn. */
  constructor(step: fc.Arbitrary<Step>, { min, max }: StoriesOptions['length'], done: WeakSet<Step>) {
    super();
    this.#long = fc.array(step, { minLength: min, maxLength: max, size: 'max' });
    this.#done = done;
  }

  // Without the bias towards short stories and small numbers.
  generate = (random: fc.Random): fc.Value<Step[]> =>
    new fc.Value(this.#long.generate(random, undefined).value, undefined);
  canShrinkWithoutContext = (_value: unknown): _value is Step[] => true;
  shrink = (story: Step[]): fc.Stream<fc.Value<Step[]>> =>
    fc.stream(plainer(story, this.#done)).map((one) => new fc.Value(one, undefined));
}

class Command implements fc.AsyncCommand<object, Person, true> {
  readonly #step: Step;
  readonly #done: WeakSet<Step>;

  constructor(one: Step, done: WeakSet<Step>) {
    this.#step = one;
    this.#done = done;
  }

  // Whether a step is possible is known when it is its turn.
  check = async (): Promise<boolean> => true;

  async run(_model: object, person: Person): Promise<void> {
    await person.ready();
    const plan = plans[this.#step.kind]?.(person, this.#step);
    if (!plan) return;
    this.#done.add(this.#step);
    await person.do(plan.act, plan.hand, this.#step.hurried);
  }

  toString = (): string => this.#step.kind;
}

/** Runs stories until one breaks a promise, and then looks for the shortest one that does. */
export async function runStories({
  start,
  runs,
  length,
  seed,
  shrinks = 400,
  looksFor,
  kinds,
  inHaste = true,
  memory,
  only,
}: StoriesOptions): Promise<Figures> {
  const done = new WeakSet<Step>();
  let steps = 0;
  let started = 0;
  let last: { rule: string; story: string } | null = null;
  let shrunk = 0;
  const property = fc.asyncProperty(new Stories(stepOf(kinds, inHaste), length, done), async (story) => {
    if (last && ++shrunk > shrinks) return;
    const stage = await start();
    const person = await Person.at(stage, { looksFor, memory });
    started += 1;
    try {
      await fc.asyncModelRun(
        () => ({ model: {}, real: person }),
        story.map((one) => new Command(one, done)),
      );
      await person.finish();
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      last = { rule: error.rule, story: [...person.story, error.message].join('\n  ') };
      throw error;
    } finally {
      steps += person.steps;
      await stage.end();
    }
  });
  const result = await fc.check(property, {
    numRuns: only === undefined ? runs : 1,
    seed,
    ...(only === undefined ? {} : { path: String(only) }),
  });
  if (!result.failed) return { runs: result.numRuns, steps, broken: null };
  if (!last) throw new Error('a run failed without a violation', { cause: result.errorInstance });
  const { rule, story } = last as { rule: string; story: string };
  return {
    runs: started,
    steps,
    broken: { rule, story, seed: result.seed, run: Number.parseInt(result.counterexamplePath ?? '0', 10) },
  };
}
