// Runs only the sandbox: node pretend-providers.ts '<SandboxOptions as JSON>'. Sends its providers to its parent, and
// ends when the parent does.

import { startSandbox } from '../../src/main/sandbox/sandbox.ts';

const sandbox = await startSandbox(JSON.parse(process.argv[2] ?? '{}'));
process.send?.(sandbox.providers);
process.once('disconnect', () => process.exit());
