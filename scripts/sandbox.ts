// Runs the pretend providers alone, for development and benchmarks.
//   node scripts/sandbox.ts [--port 4010] [--accounts 5000] [--delay-ms 0] [--unlimited] [--link-seconds 60]

import { parseArgs } from 'node:util';
import { providers } from '../src/main/providers/registry.ts';
import { startSandbox } from '../src/main/sandbox/sandbox.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4010' },
    accounts: { type: 'string', default: '5000' },
    'delay-ms': { type: 'string', default: '0' },
    'link-seconds': { type: 'string' },
    unlimited: { type: 'boolean', default: false },
  },
});

const linkSeconds = values['link-seconds'];
const sandbox = await startSandbox({
  port: Number(values.port),
  accountsPerProvider: Number(values.accounts),
  replyDelayMs: Number(values['delay-ms']),
  ...(linkSeconds === undefined ? {} : { linkLifetimeSeconds: Number(linkSeconds) }),
  ...(values.unlimited
    ? { requestsPerHour: Object.fromEntries(providers.map(({ facts }) => [facts.provider, null])) }
    : {}),
});

for (const { name, origin, key } of sandbox.providers) console.log(`${name.padEnd(10)}${origin}  ${key}`);
process.once('SIGINT', () => sandbox.close());
process.once('SIGTERM', () => sandbox.close());
