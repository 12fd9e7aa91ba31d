import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  type Canary,
  encodings,
  keyOf,
  leaksIn,
  newCanary,
  type Sinks,
  sinksThatShowPlanted,
} from '../helpers/canaries.ts';
import { importRequest } from '../helpers/import-request.ts';
import '../helpers/figures.ts';
import { only, type ProviderName, type Reply } from '../helpers/provider-server.ts';
import { bothProviders, Trial } from '../helpers/trial.ts';

// One long run of the program in its own process does everything that it can do, and much of it fails. Then everything
// that the program wrote, showed or sent is scanned. tests/e2e scans the pages of real windows.

const without = (sinks: Sinks, allowed: RegExp): Map<string, Buffer> =>
  new Map([...sinks].filter(([name]) => !allowed.test(name)));

test('no key, code or token is written, shown or sent anywhere, and the name of a forgotten customer is gone', {
  tags: ['bridge-no-secret-out', 'storage-forgets', 'errors-canaries'],
  timeout: 5 * 60_000,
}, async ({ task }) => {
  const trial = await Trial.prepare();
  const outside = mkdtempSync(join(tmpdir(), 'latchkey-exports-'));
  const { provider } = trial;
  const wrongKey = newCanary('key that is refused');
  const brokenKey = newCanary('key that is none');
  const foreignCode = newCanary('code of a foreign link');
  const reason = newCanary('reasons for log-ins');
  try {
    const first = await trial.startInChild();
    await trial.connectAll();
    await everythingThatWorks(trial, outside, reason);
    await everythingThatFails(trial, 'sendgrid', { wrongKey, brokenKey, foreignCode });
    // No run begins more than 30 log-ins within a minute.
    await trial.quit();
    const runner = await trial.startInChild();
    await everythingThatFails(trial, 'brevo', { wrongKey, brokenKey, foreignCode });
    await runner.bend({ browserOpens: true });

    const secrets = [...trial.secrets, wrongKey, brokenKey, foreignCode];
    const running = await trial.sinks();
    expect(leaksIn(running, secrets)).toEqual([]);
    // Names exist as long as their connection does: in the directory, in windows, in the tray.
    const named = [provider.nameCanary, reason];
    expect(leaksIn(running, named).map(({ sink }) => sink)).toContain('bridge: answers');
    const nameless = /^(bridge|notifications|tray|file directory\.db)/;
    expect(leaksIn(without(running, nameless), [provider.nameCanary])).toEqual([]);
    expect((await runner.seen()).bugs).toEqual([]);

    for (const each of bothProviders) {
      await trial.get('disconnectProvider', { connectionId: trial.connected[each] ?? '' });
    }
    await trial.quit();
    const afterwards = await trial.sinks();
    for (const stream of ['stdout', 'stderr'] as const)
      afterwards.set(stream, Buffer.concat([first.output()[stream], runner.output()[stream]]));
    const leaks = leaksIn(afterwards, secrets);
    expect(leaks).toEqual([]);
    expect(leaksIn(without(afterwards, /^(bridge|notifications|tray)/), [provider.nameCanary])).toEqual([]);

    const all = [...secrets, ...named];
    const everySink = new Map([...running, ...afterwards]);
    const plantedFound = sinksThatShowPlanted(everySink, all);
    expect(plantedFound).toEqual([...everySink.keys()]);
    for (const sink of ['file directory.db', 'file settings.json', 'file logs/latchkey.log', 'stdout', 'stderr'])
      expect([...afterwards.keys()]).toContain(sink);
    task.meta.secrets = {
      canaries: all.length,
      encodings: Object.keys(encodings).length,
      sinks: [...everySink.keys()].sort(),
      leaks: leaks.length,
      plantedFound: plantedFound.length,
    };
  } finally {
    await trial.end();
    rmSync(outside, { recursive: true });
  }
});

async function everythingThatWorks(trial: Trial, outside: string, reason: Canary): Promise<void> {
  const { runner, provider } = trial;
  await trial.get('finishFirstRun', {});
  const brevoId = trial.connected.brevo ?? '';
  await trial.get('changeConnection', {
    connectionId: brevoId,
    change: { label: 'Agency', adminEmail: 'admin@agency.example', reasonRequired: true },
  });
  for (const each of bothProviders) {
    const { accountId } = await trial.firstRow(each);
    await trial.get('searchAccounts', { text: 'ada', typed: false });
    await trial.get('getAccountDetails', { accountId });
    await trial.get('renameAccount', { accountId, name: provider.nameFor(`Renamed ${each}`) });
    await trial.get('noteAccount', { accountId, note: `Note on ${provider.nameCanary.core}` });
    await trial.get('pinAccount', { accountId, pinned: true });
    await trial.get('copyAccountField', { accountId, field: 'id' });
    const request = {
      accountId,
      target: each === 'brevo' ? 'senders' : null,
      reason: `Ticket ${reason.core}`,
      confirmed: ['replaces-session' as const, 'lookalike' as const],
      chosen: 'text' as const,
    };
    expect(await trial.get('logIn', request)).toMatchObject({ result: 'opened' });
    expect(await trial.get('copyLoginLink', request)).toMatchObject({ result: 'copied' });
    expect(provider.ownerOf((await runner.seen()).clipboard)).not.toBeNull();
  }
  const accountId = `${brevoId}/admin-console`;
  const console = {
    accountId,
    target: null,
    reason: 'x',
    confirmed: ['replaces-session' as const],
    chosen: 'text' as const,
  };
  expect(await trial.get('logIn', console)).toMatchObject({ result: 'opened' });
  await runner.openLink('latchkey://open?provider=sendgrid&account=cus-1');

  const names = join(outside, 'names.csv');
  writeFileSync(names, `id,name\ncus-2,${provider.nameFor('Imported')}\n`);
  await runner.bend({ fileToRead: names });
  const preview = await trial.get('chooseNamesFile', {});
  await trial.get('importNames', importRequest(preview));
  for (const each of ['exportNames', 'exportCustomers', 'exportLedger', 'exportDesk'] as const) {
    await runner.bend({ fileToWrite: join(outside, each) });
    expect((await trial.get(each, {}))?.rows).toBeGreaterThan(0);
  }
  await runner.bend({ fileToRead: join(outside, 'exportDesk') });
  const desk = await trial.get('chooseDeskFile', {});
  const imported = await trial.get('importDesk', { importId: desk?.importId ?? '' });
  await trial.get('undoImport', { importId: imported.importId });
  await trial.get('searchLedger', { text: reason.core, beforeRowId: null });
  await trial.get('changeSettings', { theme: 'dark', syncEveryMinutes: 30 });
  for (const connectionId of Object.values(trial.connected)) await trial.get('verifyConnection', { connectionId });
  await trial.get('syncAccounts', { connectionId: null });
  await trial.get('getLicences', {});
}

async function everythingThatFails(
  trial: Trial,
  each: ProviderName,
  { wrongKey, brokenKey, foreignCode }: Record<'wrongKey' | 'brokenKey' | 'foreignCode', Canary>,
): Promise<void> {
  const { provider, runner } = trial;
  const connectionId = trial.connected[each] ?? '';
  const bad = keyOf(wrongKey, each === 'brevo' ? 'xkeysib-' : 'SG.');
  expect(await trial.connect(each, bad)).toMatchObject({ problem: { kind: 'key-rejected' } });
  expect(await trial.ask('replaceKey', { connectionId, key: bad })).toMatchObject({ ok: false });
  for (const broken of [`${brokenKey.core}\nx: 1`, `${brokenKey.core} ü`, brokenKey.core.repeat(200)]) {
    expect(await trial.connect(each, broken)).toMatchObject({ problem: { kind: 'key-malformed' } });
    expect(await trial.ask('replaceKey', { connectionId, key: broken })).toMatchObject({ ok: false });
  }
  expect(await trial.connect(each)).toMatchObject({ problem: { kind: 'connection-exists' } });

  // Do not trust what the provider says: it repeats the key and invents links.
  const echo = { message: `${provider.keys[each]} ${provider.issue(each, '1').link} ${foreignCode.core}` };
  const replies: Reply[] = [
    ...[400, 401, 402, 403, 404, 406, 418, 422, 451, 500, 503].map((status) => ({
      status,
      body: { errors: [echo], ...echo },
    })),
    { status: 200, body: echo },
    { status: 200, body: `<html>${echo.message}` },
    { status: 303, headers: { location: `https://evil.example/?code=${foreignCode.core}` } },
    { status: 302, headers: { location: `${provider.origin}/?code=${foreignCode.core}` } },
    { status: 201, body: { token: `../${foreignCode.core}` } },
    { status: 200, headers: { 'x-echo': foreignCode.core }, body: `{"token": "${foreignCode.core}` },
  ];
  const { accountId } = await trial.firstRow(each);
  const request = {
    accountId,
    target: null,
    reason: 'x',
    confirmed: ['replaces-session' as const, 'lookalike' as const],
    chosen: 'text' as const,
  };
  for (const reply of replies) {
    provider.fault = (asked) => (asked.provider === each ? reply : 'ordinary');
    expect(await trial.ask('logIn', request)).toMatchObject({ ok: false });
  }
  provider.fault = only(each, 'login', (_asked, response) => {
    response.socket?.resetAndDestroy();
    return 'taken';
  });
  expect(await trial.ask('copyLoginLink', request)).toMatchObject({ ok: false });
  provider.fault = only(each, 'list', { status: 403, body: echo });
  expect(await trial.ask('syncAccounts', { connectionId })).toMatchObject({ ok: false });
  expect(await trial.ask('verifyConnection', { connectionId })).toMatchObject({ ok: false });
  provider.fault = null;
  await runner.bend({ browserOpens: false });
  expect(await trial.ask('logIn', request)).toMatchObject({ problem: { kind: 'browser-not-opened' } });
  await runner.bend({ browserOpens: true });
  await runner.openLink(`latchkey://open?provider=sendgrid&account=${foreignCode.core}/..`);
  for (const name of ['logIn', 'connectProvider'] as const) {
    await runner.ask(name, { key: brokenKey.core, accountId: foreignCode.core, url: foreignCode.core });
  }
}
