// The pretend providers on their own, for development and benchmarks.
//   node scripts/sandbox.ts [--port 4010] [--accounts 5000] [--delay-ms 0] [--unlimited] [--code-seconds 60]

import { parseArgs } from 'node:util';
import { startSandbox } from '../src/main/sandbox/sandbox.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4010' },
    accounts: { type: 'string', default: '5000' },
    'delay-ms': { type: 'string', default: '0' },
    'code-seconds': { type: 'string', default: '60' },
    unlimited: { type: 'boolean', default: false },
  },
});

const sandbox = await startSandbox({
  port: Number(values.port),
  accountsPerProvider: Number(values.accounts),
  replyDelayMs: Number(values['delay-ms']),
  codeLifetimeSeconds: Number(values['code-seconds']),
  ...(values.unlimited ? { requestsPerHour: { sendgrid: null, brevo: null } } : {}),
});

console.log(`SendGrid  ${sandbox.sendgrid.origin}  ${sandbox.sendgrid.key}`);
console.log(`Brevo     ${sandbox.brevo.origin}  ${sandbox.brevo.key}`);
process.once('SIGINT', () => sandbox.close());
process.once('SIGTERM', () => sandbox.close());
