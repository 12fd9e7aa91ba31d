// `npm run check`: every static check that `npm test` runs, with the seconds of each.
import { run } from './project.mjs';
import { staticChecks } from './static-checks.mjs';

for (const { name, command } of staticChecks) {
  const startedAt = performance.now();
  const [program = '', ...args] = command;
  const code = run(program, args);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`— ${name}: ${code === 0 ? 'passed' : 'failed'} in ${seconds} s`);
  if (code !== 0) process.exitCode = 1;
}
