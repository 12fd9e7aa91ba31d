import { brandHeads, brandTails, famous, groups, type Tongue, tongues } from './sample-words.ts';

/** An invented customer. Depends on the provider and the index only: the same in every run, on every machine. */
export interface SampleCustomer {
  index: number;
  /** As the provider writes it; Brevo's are int64, some beyond what a JavaScript number can hold. */
  id: string;
  /** Empty for a few. */
  name: string;
  firstName: string;
  lastName: string;
  email: string;
  domain: string;
  /** Unix seconds. */
  createdAt: number;
  state: 'activated' | 'deactivated' | 'suspended' | 'banned' | 'indeterminate';
  group: { id: string; name: string } | null;
  plan: (typeof plans)[number];
  /** A number for whatever else is to be made up about the customer. */
  chance: number;
}

const plans = ['free', 'essentials', 'pro', 'premier'] as const;

/** Customers of one provider, made when asked for: a million cost no more than five. */
export interface SampleCustomers {
  count: number;
  /** Index from 0; the oldest customer is first. */
  at(index: number): SampleCustomer;
  idAt(index: number): string;
  createdAt(index: number): number;
  /** -1 for an id that is nobody's. */
  indexOf(id: string): number;
}

type Dice = (sides: number) => number;

/** A good mix of 32 bits: the last step of MurmurHash3. */
function mix(value: number): number {
  let n = value | 0;
  n = Math.imul(n ^ (n >>> 16), 0x85ebca6b);
  n = Math.imul(n ^ (n >>> 13), 0xc2b2ae35);
  return (n ^ (n >>> 16)) >>> 0;
}

function diceFor(seed: number, index: number): Dice {
  let state = mix(seed ^ mix(index + 1));
  return (sides) => {
    state = mix(state + 0x9e3779b9);
    return state % sides;
  };
}

// An index and its number inside an id turn into each other without a table: multiplication by an odd number, modulo
// 2^32, can be undone by the number's inverse.
const stride = 0x9e3779b1;
const strideInverse = inverseOf(stride);

function inverseOf(odd: number): number {
  let inverse = odd;
  for (let step = 0; step < 5; step++) inverse = Math.imul(inverse, 2 - Math.imul(odd, inverse));
  return inverse;
}

interface IdForm {
  write(number: number, seed: number): string;
  /** The number inside, or null where the text has another form. */
  read(id: string): number | null;
}

const hex = (value: number): string => value.toString(16).padStart(8, '0');

const idForms: Record<'sendgrid' | 'brevo', IdForm> = {
  /** `sg` and 32 hexadecimal digits, as in the example of the vendor's specification. */
  sendgrid: {
    write: (number, seed) =>
      `sg${hex(number)}${hex(mix(number ^ seed))}${hex(mix(number + seed))}${hex(mix(number ^ ~seed))}`,
    read: (id) => (/^sg[0-9a-f]{32}$/.test(id) ? Number.parseInt(id.slice(2, 10), 16) : null),
  },
  /** int64; every 64th or so is larger than 2^53, where a number would be rounded to somebody else's id. */
  brevo: {
    write: (number) => String(number % 64 === 0 ? 9_007_199_254_740_993n + 2n * BigInt(number) : 1_000_000 + number),
    read: (id) => {
      if (!/^[1-9]\d{6,16}$/.test(id)) return null;
      return id.length < 16 ? Number(id) - 1_000_000 : Number((BigInt(id) - 9_007_199_254_740_993n) / 2n);
    },
  },
};

/** From 2019 to the middle of 2026, older ones first. */
const firstDay = Date.UTC(2019, 0, 7) / 1000;
const span = 7.4 * 365 * 86_400;

export function sampleCustomers(provider: 'sendgrid' | 'brevo', count: number): SampleCustomers {
  const seed = provider === 'sendgrid' ? 0x5e4d_961d : 0xb4e7_0001;
  const form = idForms[provider];

  const idAt = (index: number) => form.write(Math.imul(index ^ seed, stride) >>> 0, seed);
  const createdAt = (index: number) =>
    Math.floor(firstDay + (span * (index + diceFor(~seed, index)(1000) / 1000)) / count);

  return {
    count,
    idAt,
    createdAt,
    at(index) {
      const dice = diceFor(seed, index);
      const { name, tongue } = nameAt(provider, seed, index);
      const firstName = pick(dice, tongue.first);
      const lastName = pick(dice, tongue.last);
      const slug = slugOf(name) || slugOf(brand(dice));
      // Customers of the same name are different firms; some have had to take another domain.
      const domain = `${slug}${index < famous[provider].length || dice(6) ? '' : `-${dice(900) + 100}`}.example`;
      const mailboxes = ['info', 'hello', 'office', 'contact', 'marketing', slugOf(firstName), slugOf(lastName)];
      // The first customers are in good order, so that a demonstration shows the ordinary case.
      const fortune = index < famous[provider].length ? 0 : dice(1000);
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
      const number = form.read(id);
      if (number === null) return -1;
      const index = (Math.imul(number, strideInverse) ^ seed) >>> 0;
      return index < count && idAt(index) === id ? index : -1;
    },
  };
}

/** `fortune` from 0 to 999: nearly all customers are well. */
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

/** Mostly a name of its own; for some another customer's name, or nearly so, or none: as in life. */
function nameAt(provider: 'sendgrid' | 'brevo', seed: number, index: number): Naming {
  const dice = diceFor(seed ^ 0x6e61_6d65, index);
  const known = famous[provider][index];
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

/** ASCII letters, digits and hyphens only; empty where nothing of the text is Latin. */
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
