// The sandbox on its own: node pretend-providers.ts '<SandboxOptions as JSON>'. Sends its providers to its parent; ends with it.

import { startSandbox } from '../../src/main/sandbox/sandbox.ts';

const sandbox = await startSandbox(JSON.parse(process.argv[2] ?? '{}'));
process.send?.(sandbox.providers);
process.once('disconnect', () => process.exit());
