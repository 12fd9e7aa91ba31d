import { mixBits } from '../lib/mix-bits.ts';
import type { SampleCustomer, SampleCustomers, SampleRules } from '../providers/pretend-provider.ts';
import { brandHeads, brandTails, groups, type Tongue, tongues } from './sample-words.ts';

const plans = ['free', 'essentials', 'pro', 'premier'] as const;

type Dice = (sides: number) => number;

/** Deals the same numbers for the same seed and index. */
function diceFor(seed: number, index: number): Dice {
  let state = mixBits(seed ^ mixBits(index + 1));
  return (sides) => {
    state = mixBits(state + 0x9e3779b9);
    return state % sides;
  };
}

// An index is multiplied by an odd number, modulo 2^32, to get the number in its id. Multiplying by the inverse gives the
// index back, without a table.
const stride = 0x9e3779b1;
const strideInverse = inverseOf(stride);

function inverseOf(odd: number): number {
  let inverse = odd;
  for (let step = 0; step < 5; step++) inverse = Math.imul(inverse, 2 - Math.imul(odd, inverse));
  return inverse;
}

/** From 2019 to the middle of 2026, older ones first. */
const firstDay = Date.UTC(2019, 0, 7) / 1000;
const span = 7.4 * 365 * 86_400;

/** So many customers, and behind them `further` ones who have joined since. */
export function sampleCustomers(rules: SampleRules, count: number, further = 0): SampleCustomers {
  const { seed, firstCustomers } = rules;
  const idAt = (index: number) => rules.writeId(Math.imul(index ^ seed, stride) >>> 0);
  const createdAt = (index: number) =>
    Math.floor(firstDay + (span * (Math.min(index, count) + diceFor(~seed, index)(1000) / 1000)) / count);

  return {
    count,
    groups,
    idAt,
    createdAt,
    at(index) {
      const dice = diceFor(seed, index);
      const { name, tongue } = nameAt(rules, index);
      const firstName = pick(dice, tongue.first);
      const lastName = pick(dice, tongue.last);
      const slug = slugOf(name) || slugOf(brand(dice));
      // Customers of the same name are different firms; some had to take another domain.
      const domain = `${slug}${index < firstCustomers.length || dice(6) ? '' : `-${dice(900) + 100}`}.example`;
      const mailboxes = ['info', 'hello', 'office', 'contact', 'marketing', slugOf(firstName), slugOf(lastName)];
      // The first customers are activated, so that a demonstration shows the ordinary case.
      const fortune = index < firstCustomers.length ? 0 : dice(1000);
      return {
        index,
        id: idAt(index),
        name,
        firstName,
        lastName,
        email: `${pick(dice, mailboxes) || 'info'}@${domain}`,
        domain,
        createdAt: createdAt(index),
        state: stateOf(fortune),
        group: dice(4) ? pick(dice, groups) : null,
        plan: pick(dice, plans),
        chance: dice(1_000_000),
      };
    },
    indexOf(id) {
      const number = rules.readId(id);
      if (number === null) return -1;
      const index = (Math.imul(number, strideInverse) ^ seed) >>> 0;
      return index < count + further && idAt(index) === id ? index : -1;
    },
  };
}

/** `fortune` from 0 to 999: most are activated. */
function stateOf(fortune: number): SampleCustomer['state'] {
  if (fortune < 940) return 'activated';
  if (fortune < 970) return 'deactivated';
  if (fortune < 985) return 'suspended';
  return fortune < 990 ? 'banned' : 'indeterminate';
}

interface Naming {
  name: string;
  tongue: Tongue;
}

/** Mostly a name of its own; some have another customer's name, a similar one, or none, as in real lists. */
function nameAt({ seed, firstCustomers }: SampleRules, index: number): Naming {
  const dice = diceFor(seed ^ 0x6e61_6d65, index);
  const known = firstCustomers[index];
  if (known !== undefined) return { name: known, tongue: tongueOf(dice) };
  const fate = dice(1000);
  if (fate < 4) return { name: '', tongue: tongueOf(dice) };
  const { name, tongue } = plainName(seed, fate < 40 ? dice(index) : index);
  return { name: fate >= 16 && fate < 40 ? lookalike(name, dice) : name, tongue };
}

function plainName(seed: number, index: number): Naming {
  const dice = diceFor(seed ^ 0x706c_6169, index);
  const tongue = tongueOf(dice);
  const last = () => pick(dice, tongue.last);
  const after = () => pick(dice, tongue.after);
  const maybe = (words: readonly string[]) => (dice(3) ? ` ${pick(dice, words)}` : '');
  const name = () => {
    switch (dice(9)) {
      case 0:
        return `${pick(dice, tongue.before)} ${last()}${maybe(tongue.places)}`;
      case 1:
        return `${last()} ${tongue.and} ${last()} ${after()}`;
      case 2:
        return `${last()} & ${last()}${maybe(tongue.legal)}`;
      case 3:
        return `${pick(dice, tongue.places)} ${after()}${maybe(tongue.legal)}`;
      case 4:
      case 5:
        return `${brand(dice)} ${after()}${maybe(tongue.legal)}`;
      case 6:
        return `${pick(dice, tongue.first)} ${last()} ${after()}`;
      default:
        return `${last()} ${after()}${maybe(tongue.legal)}`;
    }
  };
  return { name: name(), tongue };
}

function lookalike(name: string, dice: Dice): string {
  const words = name.split(' ');
  switch (dice(4)) {
    case 0:
      return `${name} Group`;
    case 1:
      return name.includes(' & ') ? name.replace(' & ', ' and ') : name.normalize('NFD').replace(/\p{M}/gu, '');
    case 2:
      return words.length > 2 ? words.slice(0, -1).join(' ') : `${name} 2`;
    default:
      return `${words[0]}s ${words.slice(1).join(' ')}`.trimEnd();
  }
}

const tickets = tongues.flatMap((tongue) => Array.from({ length: tongue.weight }, () => tongue));
const tongueOf = (dice: Dice): Tongue => pick(dice, tickets);
const brand = (dice: Dice): string => pick(dice, brandHeads) + pick(dice, brandTails);

function pick<T>(dice: Dice, choices: readonly T[]): T {
  const choice = choices[dice(choices.length)];
  if (choice === undefined) throw new Error('nothing to pick from');
  return choice;
}

/** ASCII letters, digits and hyphens only; empty if nothing of the text is Latin. */
function slugOf(text: string): string {
  const slug = text
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[łøı]/g, (letter) => ({ ł: 'l', ø: 'o', ı: 'i' })[letter] ?? '')
    .normalize('NFD')
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9\s-]/g, '')
    .trim()
    .replace(/[\s-]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '');
  return slug === 'and' ? '' : slug;
}
