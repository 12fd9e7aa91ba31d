import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AppState } from '../../src/shared/contract.ts';
import { expect, test } from '../helpers/e2e-fixtures.ts';
import { type LaunchOptions, runOf, startSecond, startUnwatched } from '../helpers/launch-app.ts';
import { allSynced, firstRunWithSamples, pressEnterToLogIn, search, stateOf } from '../helpers/steps.ts';

// A login item, a restored session and a person can start Latchkey at almost the same time, also after a crash.

/** How often an instance has opened the settings and the directory. */
const startsIn = (userData: string): number =>
  readFileSync(join(userData, 'logs', 'latchkey.log'), 'utf8').match(/ start version=/g)?.length ?? 0;

const kept = ({ connections, settings, problems }: AppState) => ({
  connections: connections.map(({ health: { accountCount }, ...connection }) => ({ ...connection, accountCount })),
  settings,
  problems,
});

/** Starts the app twice; returns when one of the two has ended, after the other one has heard of a third. */
async function startTwice(options: LaunchOptions, betweenMs: number): Promise<void> {
  const first = startUnwatched(options);
  await sleep(betweenMs);
  const second = startUnwatched(options);
  try {
    const loser = await Promise.race([first, second].map(async (start) => ({ start, ...(await start.ended) })));
    expect(loser).toMatchObject({ exitCode: 0, output: expect.stringContaining('Latchkey is running already') });
    expect(await startSecond(options, [])).toMatchObject({ exitCode: 0 });
    const winner = loser.start === first ? second : first;
    winner.process.kill('SIGTERM');
    expect(await winner.ended).toMatchObject({ exitCode: 0 });
  } finally {
    for (const { process: started } of [first, second]) started.kill('SIGKILL');
  }
}

test('of two starts within 50 ms after a crash one runs, and nothing is lost', async ({ launch }, testInfo) => {
  testInfo.skip(process.platform === 'win32', 'Windows has no signal that lets a program end itself');
  // Eight starts of the program.
  testInfo.setTimeout(300_000);
  const env = { LATCHKEY_SANDBOX: '{"accountsPerProvider":60}' };
  const options = { ...runOf(testInfo.project), userData: testInfo.outputPath('user-data'), env };
  const before = await launch(options);
  const launcher = await firstRunWithSamples(before);
  await allSynced(before, launcher);
  await search(launcher, 'acme events', 'Acme Events');
  await pressEnterToLogIn(before, launcher);
  const was = kept(await stateOf(before, launcher));
  expect(was.connections).toHaveLength(2);
  await before.kill();

  for (const betweenMs of [0, 40]) {
    const starts = startsIn(options.userData);
    await startTwice(options, betweenMs);
    expect(startsIn(options.userData)).toBe(starts + 1);
  }

  const after = await launch(options);
  const again = await after.window('launcher');
  expect(kept(await allSynced(after, again))).toEqual(was);
  await search(again, 'globex shipping', 'Globex Shipping');
  await pressEnterToLogIn(after, again);
  const history = await after.request(again, 'searchLedger', { text: '', beforeRowId: null });
  expect(history).toMatchObject({
    value: { intact: true, mismatches: [], rows: [{ accountName: 'Globex Shipping' }, { accountName: 'Acme Events' }] },
  });
});
