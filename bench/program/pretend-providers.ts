// The sandbox on its own: node pretend-providers.ts '<SandboxOptions as JSON>'. Tells its parent where it is; ends with it.

import { startSandbox } from '../../src/main/sandbox/sandbox.ts';

const sandbox = await startSandbox(JSON.parse(process.argv[2] ?? '{}'));
process.send?.({ sendgrid: sandbox.sendgrid, brevo: sandbox.brevo });
process.once('disconnect', () => process.exit());
