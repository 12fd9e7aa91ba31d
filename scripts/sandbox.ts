// Runs the pretend providers alone, until Ctrl+C. docs/testing.md says what for.
//   npm run sandbox -- [--port 4010] [--accounts 5000] [--eu-accounts 50] [--delay-ms 0] [--per-hour 100 | --unlimited]
//     [--link-seconds 60] [--bad-day blocked] [--bad-seconds 60]

import { parseArgs } from 'node:util';
import { providers } from '../src/main/providers/registry.ts';
import { badDays } from '../src/main/sandbox/bad-day.ts';
import { startSandbox } from '../src/main/sandbox/sandbox.ts';

const options = {
  port: { type: 'string', default: '4010' },
  accounts: { type: 'string', default: '5000' },
  'eu-accounts': { type: 'string' },
  'delay-ms': { type: 'string', default: '0' },
  'link-seconds': { type: 'string' },
  'per-hour': { type: 'string' },
  'bad-day': { type: 'string' },
  'bad-seconds': { type: 'string' },
  unlimited: { type: 'boolean', default: false },
} as const;

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

function readSwitches() {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    const names = Object.keys(options).map((name) => `--${name}`);
    return refuse(`${error instanceof Error ? error.message : error}\nThe switches are: ${names.join(', ')}.`);
  }
}

const values = readSwitches();

function numberOf(name: Exclude<keyof typeof values, 'bad-day' | 'unlimited'>): number | undefined {
  const text = values[name];
  if (text === undefined) return undefined;
  return /^\d+$/.test(text) ? Number(text) : refuse(`--${name} needs a whole number, not “${text}”.`);
}

const badDay = badDays.find((day) => day === values['bad-day']);
if (values['bad-day'] !== undefined && !badDay)
  refuse(`There is no bad day “${values['bad-day']}”. Choose one of: ${badDays.join(', ')}.`);
if (values['bad-seconds'] !== undefined && !badDay) refuse('--bad-seconds says how long --bad-day lasts. Give both.');
const ofEach = <T>(value: T): Record<string, T> =>
  Object.fromEntries(providers.map(({ facts }) => [facts.provider, value]));
const perHour = values.unlimited ? null : numberOf('per-hour');
const sandbox = await startSandbox({
  port: numberOf('port'),
  accountsPerProvider: numberOf('accounts'),
  accountsInSecondRegion: numberOf('eu-accounts'),
  replyDelayMs: numberOf('delay-ms'),
  linkLifetimeSeconds: numberOf('link-seconds'),
  ...(perHour === undefined ? {} : { requestsPerHour: ofEach(perHour) }),
  ...(badDay === undefined ? {} : { badDays: ofEach(badDay) }),
  badDaySeconds: numberOf('bad-seconds'),
});

for (const { name, origin, origins, key, troubledKeys } of sandbox.providers) {
  console.log(`${name}  ${origin}`);
  for (const [region, other] of Object.entries(origins))
    if (other !== origin) console.log(`  ${`region ${region}`.padEnd(20)}${other}`);
  for (const [what, each] of Object.entries({ 'good key': key, ...troubledKeys }))
    console.log(`  ${what.padEnd(20)}${each}`);
}
const addresses = Object.fromEntries(sandbox.providers.map(({ provider, origins }) => [provider, origins]));
console.log(`\nTo use them as the real providers:\n  LATCHKEY_ORIGINS='${JSON.stringify(addresses)}' npm run dev`);
process.once('SIGINT', () => sandbox.close());
process.once('SIGTERM', () => sandbox.close());
