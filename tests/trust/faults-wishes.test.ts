import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { expect, vi } from 'vitest';
import { pagesOfThisRun, prepareFolder } from '../../src/main/desktop/environment.ts';
import { builtPages } from '../../src/main/desktop/pages.ts';
import { eventually } from '../helpers/eventually.ts';
import { fault } from '../helpers/fault.ts';
import { only } from '../helpers/provider-server.ts';
import { expectSaid, type Trial } from '../helpers/trial.ts';

// Wishes that cross each other, files that are no files, and an environment that wants to decide.

/** The outcomes that the ledger has, the newest first. */
const outcomes = async (trial: Trial): Promise<string[]> =>
  (await trial.get('searchLedger', { text: '', beforeRowId: null })).rows.map(({ outcome }) => outcome);

/** Holds back every reply to a log-in until it is called. */
function holdLogIns(trial: Trial): { release: () => void; asked: () => number } {
  const { promise, resolve } = Promise.withResolvers<void>();
  let asked = 0;
  trial.provider.fault = only('sendgrid', 'login', async () => {
    asked += 1;
    await promise;
    return 'ordinary' as const;
  });
  return { release: resolve, asked: () => asked };
}

fault('two log-ins are wanted at once', { tags: ['opening-once'] }, async (trial) => {
  await trial.start();
  await trial.connectAll();
  const [first, second] = await trial.rowsOf('sendgrid');
  const { release, asked } = holdLogIns(trial);
  const answers = [trial.logInTo(first?.accountId ?? ''), trial.logInTo(second?.accountId ?? '')];
  await eventually(() => expect(asked()).toBeGreaterThan(0));
  release();
  expect(await Promise.all(answers)).toMatchObject([
    { ok: true, value: { result: 'superseded' } },
    { ok: true, value: { result: 'opened', accountName: second?.name } },
  ]);
  const opened = await trial.opened();
  expect(opened.map((link) => trial.provider.ownerOf(link)?.remoteId)).toEqual([second?.remoteId]);
  trial.provider.fault = null;
  await trial.expectOrdinaryLogIn('sendgrid');
  expect(new Set(await outcomes(trial)).has('started')).toBe(false);
});

fault('a log-in is cancelled, or superseded', {}, async (trial) => {
  await trial.start();
  await trial.connectAll();
  const [first, second] = await trial.rowsOf('sendgrid');
  const held = holdLogIns(trial);
  const cancelled = trial.logInTo(first?.accountId ?? '');
  await eventually(() => expect(held.asked()).toBe(1));
  expect(await trial.get('cancelLogIn', {})).toEqual({ result: 'cancelled', accountName: first?.name });
  expect(await cancelled).toMatchObject({ ok: true, value: { result: 'cancelled' } });
  expect(await outcomes(trial)).toEqual(['cancelled']);
  held.release();
  const again = holdLogIns(trial);
  const superseded = trial.logInTo(first?.accountId ?? '');
  await eventually(() => expect(again.asked()).toBe(1));
  const wanted = trial.logInTo(second?.accountId ?? '');
  expect(await superseded).toMatchObject({ ok: true, value: { result: 'superseded', by: second?.name } });
  again.release();
  expect(await wanted).toMatchObject({ ok: true, value: { result: 'opened' } });
  expect(await outcomes(trial)).toEqual(['opened', 'superseded', 'cancelled']);
  const owners = (await trial.opened()).map((link) => trial.provider.ownerOf(link)?.remoteId);
  expect(owners).toEqual([second?.remoteId]);
  trial.provider.fault = null;
  await trial.quit();
  await trial.start();
  expect(await outcomes(trial)).toEqual(['opened', 'superseded', 'cancelled']);
  await trial.expectOrdinaryLogIn('sendgrid');
});

fault('log-ins are asked for without end', { tags: ['opening-once'] }, async (trial) => {
  await trial.start();
  await trial.connectAll();
  const rows = await trial.rowsOf('sendgrid');
  const before = trial.provider.logInRequests;
  let refused = 0;
  for (let nth = 0; nth < 90; nth++) {
    const answer = await trial.logInTo(rows[nth % 2]?.accountId ?? '');
    if (answer.ok) continue;
    refused += 1;
    expect(answer.problem).toEqual({ kind: 'too-many-log-ins' });
    expectSaid(answer.problem, 'try-again');
  }
  // No row, no request and no browser for those that were refused.
  expect(refused).toBe(60);
  expect(trial.provider.logInRequests).toBe(before + 30);
  expect(await trial.opened()).toHaveLength(30);
  expect((await trial.kept()).ledger).toHaveLength(30);
  await trial.quit();
  await trial.start();
  await trial.expectOrdinaryLogIn('sendgrid');
});

fault('a names file that never ends, or is no file', {}, async (trial) => {
  const desktop = await trial.start();
  await trial.connectAll();
  const before = await trial.kept();
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-names-'));
  const at = (name: string): string => join(folder, name);
  execFileSync('mkfifo', [at('pipe.csv')]);
  symlinkSync('/dev/zero', at('endless.csv'));
  writeFileSync(at('huge.csv'), '');
  truncateSync(at('huge.csv'), 65 * 1024 * 1024);
  const answers: Record<string, string> = {
    'pipe.csv': 'missing',
    'endless.csv': 'missing',
    '.': 'missing',
    'gone.csv': 'missing',
    'huge.csv': 'too-large',
  };
  for (const [name, why] of Object.entries(answers)) {
    desktop.fileToRead = at(name);
    const answer = await trial.ask('chooseNamesFile', {});
    expect({ name, answer }).toMatchObject({ answer: { problem: { kind: 'names-file-unreadable', why } } });
    if (!answer.ok) expectSaid(answer.problem, 'none');
  }
  // No thread waits for the pipe: files can be read as before.
  writeFileSync(at('names.csv'), `id,name\ncus-1,${trial.provider.nameFor('Imported')}\n`);
  desktop.fileToRead = at('names.csv');
  expect((await trial.get('chooseNamesFile', {}))?.counts.matched).toBe(1);
  expect(await trial.kept()).toEqual(before);
  rmSync(folder, { recursive: true });
  await trial.expectOrdinaryLogIn('sendgrid');
});

fault('a packaged program is started with overrides', { tags: ['network-overrides-unpackaged'] }, async (trial) => {
  const { isPackaged } = app;
  const own = join(trial.folder, 'own');
  vi.stubEnv('LATCHKEY_USER_DATA', join(trial.folder, 'elsewhere'));
  vi.stubEnv('ELECTRON_RENDERER_URL', 'http://127.0.0.1:1/');
  try {
    Object.assign(app, { isPackaged: true });
    app.setPath('userData', own);
    expect(prepareFolder()).toBe(own);
    expect(pagesOfThisRun()).toBe(builtPages);
    Object.assign(app, { isPackaged: false });
    // The same environment counts while developing: what was shown is the package's doing.
    expect(prepareFolder()).toBe(join(trial.folder, 'elsewhere'));
    expect(pagesOfThisRun()).not.toBe(builtPages);
  } finally {
    Object.assign(app, { isPackaged });
    vi.unstubAllEnvs();
  }
  // Nor do keys go where LATCHKEY_ORIGINS says.
  await trial.start({ packaged: true, proxy: 'PROXY 127.0.0.1:1' });
  expect(await trial.connect('brevo')).toMatchObject({ ok: false, problem: { kind: 'proxy-unreachable' } });
  expect(trial.provider.asked).toEqual([]);
  await trial.quit();
  await trial.start();
  await trial.connectAll(['brevo']);
  await trial.expectOrdinaryLogIn('brevo');
});
