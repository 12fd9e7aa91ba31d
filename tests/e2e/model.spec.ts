import { mkdirSync } from 'node:fs';
import { expect, test } from '../helpers/e2e-fixtures.ts';
import { connections } from '../helpers/model/customers.ts';
import { amount, repeated, seedOf } from '../helpers/model/effort.ts';
import { HeldProviders, keyFor } from '../helpers/model/held-providers.ts';
import { newMemory } from '../helpers/model/promises.ts';
import { expectUnbroken } from '../helpers/model/report.ts';
import { runStories } from '../helpers/model/run-stories.ts';
import { kindsWithRealWindows } from '../helpers/model/steps.ts';
import { StoredReader } from '../helpers/model/stored-facts.ts';
import { fillUserFolder } from '../helpers/model/user-folder.ts';
import { WindowStage } from '../helpers/model/window-stage.ts';

// The model of docs/testing.md once more, with the production bundle: real windows, keyring, SQLite and HTTP. All runs
// use one start of the program.

const minute = 60_000;

test('with real windows too, only the right customer is opened', { tag: '@model' }, async ({ launch }, testInfo) => {
  test.setTimeout((5 + amount.bundleRuns) * minute);
  const userData = testInfo.outputPath('model-user-data');
  mkdirSync(userData, { recursive: true });
  await fillUserFolder(userData, Date.now());
  const { default: keytar } = await import('keytar');
  for (const { connectionId } of connections) await keytar.setPassword('Latchkey', connectionId, keyFor(connectionId));
  const providers = await HeldProviders.start();
  const origins = JSON.stringify({ sendgrid: providers.origin, brevo: providers.origin });
  const latchkey = await launch({ userData, env: { LATCHKEY_ORIGINS: origins } });
  const reader = new StoredReader(userData);
  try {
    const stage = new WindowStage(latchkey, await latchkey.window('launcher'), providers, reader);
    const figures = await runStories({
      start: async () => {
        await stage.beginRun();
        return stage;
      },
      runs: amount.bundleRuns,
      length: amount.bundleLength,
      seed: seedOf(0),
      only: repeated.run,
      kinds: kindsWithRealWindows,
      inHaste: false,
      memory: newMemory(),
      shrinks: 60,
    });
    const { broken, runs, steps } = figures;
    const description = JSON.stringify({ runs, steps, violations: broken ? 1 : 0 });
    testInfo.annotations.push({ type: 'model', description });
    expectUnbroken(figures);
    if (repeated.run === undefined) expect(runs).toBe(amount.bundleRuns);
  } finally {
    reader.close();
    await providers.stop();
  }
});
