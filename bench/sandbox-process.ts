// The pretend providers in a process of their own: node bench/sandbox-process.ts '<SandboxOptions as JSON>'
// Writes where they are, as JSON, and ends with its standard input.

import { startSandbox } from '../src/main/sandbox/sandbox.ts';

const sandbox = await startSandbox(JSON.parse(process.argv[2] ?? '{}'));
const { sendgrid, brevo } = sandbox;
process.stdout.write(`${JSON.stringify({ sendgrid, brevo })}\n`);
process.stdin.on('end', () => process.exit(0)).resume();
