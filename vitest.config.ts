import { defineConfig } from 'vitest/config';
import { scorecardTags } from './tests/helpers/figures.ts';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Every import of 'electron' gets the stand-in, in dependencies such as electron-store too.
    execArgv: ['--import', './tests/standin/register.mjs'],
    pool: 'forks',
    // One for each processor: most tests wait for a server, a browser or a clock.
    maxWorkers: '100%',
    testTimeout: 20_000,
    // A test names the requirements that it proves; the scorecard runs the tests that carry a tag.
    tags: scorecardTags.map((name) => ({ name })),
  },
});
