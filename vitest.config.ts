import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { scorecardTags } from './tests/helpers/figures.ts';

/**
 * Rooms whose tests leave nothing behind in their process: no environment, no child, no module in place of another. They
 * share processes, which saves half a second for each file.
 */
const sharing = ['accounts', 'lib', 'log-in', 'providers', 'renderer', 'search', 'settings', 'shared'].map(
  (room) => `tests/${room}/**/*.test.ts`,
);

export default defineConfig({
  test: {
    // Every import of 'electron' gets the stand-in, in dependencies such as electron-store too.
    execArgv: ['--import', './tests/standin/register.mjs'],
    pool: 'forks',
    // Three for two processors: many tests wait for a server, a browser or a clock.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
    // Long enough for a busy machine. What is there at once costs no time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // What the program says in its terminal matters only where a test failed.
    silent: 'passed-only',
    expect: { poll: { timeout: 15_000 } },
    // A test names the requirements that it proves; the scorecard runs the tests that carry a tag.
    tags: scorecardTags.map((name) => ({ name })),
    projects: [
      {
        extends: true,
        test: {
          name: 'sharing',
          include: sharing,
          isolate: false,
          globalSetup: ['tests/helpers/windows-server.ts'],
        },
      },
      { extends: true, test: { name: 'alone', include: ['tests/**/*.test.ts'], exclude: sharing } },
    ],
  },
});
