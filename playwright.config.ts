import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import { whyNotHere } from './tests/helpers/launch-app.ts';

// The same specs for both. Where one cannot run here, one line says so, once and not in each worker.
const whyNoElectron = whyNotHere('electron');
if (whyNoElectron && process.env['TEST_WORKER_INDEX'] === undefined) {
  process.stdout.write(`Not run on true Electron: ${whyNoElectron}\n`);
}

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  // Long enough for a busy machine. What is shown at once costs no time.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  // Two for each processor: a spec waits for a window, a provider or a hand longer than it works.
  workers: 2 * availableParallelism(),
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  outputDir: 'test-results',
  use: { trace: 'off', screenshot: 'off' },
  projects: [
    { name: 'standin' },
    // The stand-in plays these on Linux only: on the others, paths and processes would be too different.
    ...(process.platform === 'linux' ? ['standin-windows', 'standin-macos'] : []).map((name) => ({
      name,
      grep: /@each-system/,
    })),
    ...(whyNoElectron ? [] : [{ name: 'electron' }]),
  ],
});
