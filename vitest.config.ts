import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Every import of 'electron' gets the stand-in, in dependencies such as electron-store too.
    execArgv: ['--import', './tests/standin/register.mjs'],
    pool: 'forks',
    testTimeout: 20_000,
  },
});
