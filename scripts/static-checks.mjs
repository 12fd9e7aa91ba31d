/** The checks that need no running program, in the order in which they run, by their names in package.json.
 * `npm test` and `npm run check` both run this list. */
export const staticChecks = [
  { name: 'types', command: ['npm', 'run', '--silent', 'typecheck'] },
  { name: 'format and lint', command: ['npm', 'run', '--silent', 'lint'] },
  { name: 'import rules', command: ['npm', 'run', '--silent', 'rules'] },
  { name: 'unused code', command: ['npm', 'run', '--silent', 'unused'] },
];
