// `npm test`: installs what is missing, then runs everything that must hold. Its last line is: N passed, N failed.
import { spawn } from 'node:child_process';
import { bootstrap } from './bootstrap.mjs';
import { Interruption } from './child.mjs';
import { invocation, projectEnv, root } from './project.mjs';
import { staticChecks } from './static-checks.mjs';

bootstrap();
const interruption = new Interruption();

/** `counts` reads passed, failed and skipped from the last lines of a runner, so that the sum counts every test once.
 * @type {readonly { name: string; command: readonly string[]; counts?: readonly RegExp[] }[]} */
const steps = [
  ...staticChecks,
  { name: 'build', command: ['electron-vite', 'build', '--logLevel', 'warn'] },
  {
    name: 'unit and integration',
    command: ['node', 'scripts/with-keyring.mjs', 'vitest', 'run'],
    counts: [/^\s*Tests\s.*?(\d+) passed/m, /^\s*Tests\s.*?(\d+) failed/m, /^\s*Tests\s.*?(\d+) skipped/m],
  },
  {
    name: 'end to end',
    command: ['node', 'scripts/with-keyring.mjs', 'playwright', 'test'],
    counts: [/^\s*(\d+) passed/m, /^\s*(\d+) failed/m, /^\s*(\d+) skipped/m],
  },
];

/** @param {readonly string[]} command @returns {Promise<{ code: number; output: string }>} */
function runStep([command = '', ...args]) {
  const [file, words, { shell }] = invocation(command, args);
  return new Promise((resolve) => {
    const env = { ...projectEnv, FORCE_COLOR: '0', NO_COLOR: '1' };
    const child = spawn(file, words, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], shell });
    // Each step ends what it has started.
    interruption.passTo((signal) => child.kill(signal));
    let output = '';
    for (const [from, to] of /** @type {const} */ ([
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ])) {
      from.setEncoding('utf8').on('data', (text) => {
        output += text;
        to.write(text);
      });
    }
    child.on('error', () => resolve({ code: 127, output }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

const total = { passed: 0, failed: 0, skipped: 0 };
for (const { name, command, counts } of steps) {
  console.log(`\n— ${name}`);
  const startedAt = performance.now();
  const { code, output } = await runStep(command);
  if (interruption.signal) process.exit(interruption.exitCode);
  const [passed = 0, failed = 0, skipped = 0] = (counts ?? []).map((count) => Number(count.exec(output)?.[1] ?? 0));
  if (counts) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
    // A runner that crashed, or that found no test, has not passed.
    if (failed === 0 && (code !== 0 || passed === 0)) total.failed += 1;
  } else if (code === 0) total.passed += 1;
  else total.failed += 1;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`— ${name}: ${code === 0 ? 'passed' : 'failed'} in ${seconds} s`);
}
const skipped = total.skipped ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed ? 1 : 0;
interruption.stop();
