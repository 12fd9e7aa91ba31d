import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { fault } from '../helpers/fault.ts';
import { importRequest } from '../helpers/import-request.ts';
import { only } from '../helpers/provider-server.ts';
import { bothProviders, expectSaid, type Trial } from '../helpers/trial.ts';

// Faults of the program itself, of the desktop it runs on, and of lists that end badly.

fault('double Enter', { tags: ['opening-once'] }, async (trial) => {
  await trial.start();
  await trial.connectAll();
  for (const provider of bothProviders) {
    const before = await trial.kept();
    const asked = trial.provider.logInRequests;
    const opened = await trial.opened();
    const answers = await Promise.all([trial.logIn(provider), trial.logIn(provider), trial.logIn(provider)]);
    expect(answers.map((answer) => answer.ok && answer.value.result)).toEqual(['opened', 'opened', 'opened']);
    expect(trial.provider.logInRequests).toBe(asked + 1);
    expect(await trial.opened()).toHaveLength(opened.length + 1);
    const after = await trial.kept();
    expect(after.ledger.slice(before.ledger.length).map(({ outcome }) => outcome)).toEqual(['opened']);
    expect({ ...after, ledger: [] }).toEqual({ ...before, ledger: [] });
    await trial.expectOrdinaryLogIn(provider);
  }
});

/** A sync that fails keeps the old list complete, with its date. The user sees the problem that the sync returned. */
async function syncFails(
  trial: Trial,
  expected: { problem: object; step: Parameters<typeof expectSaid>[1] },
): Promise<void> {
  const before = await trial.kept();
  const connectionId = trial.connected.sendgrid ?? '';
  const healthOf = async () =>
    (await trial.state()).connections.find((each) => each.connectionId === connectionId)?.health;
  const { lastSyncedAt, accountCount } = (await healthOf()) ?? {};
  const answer = await trial.ask('syncAccounts', { connectionId });
  expect(answer).toMatchObject({ ok: false, problem: expected.problem });
  if (!answer.ok) expectSaid(answer.problem, expected.step);
  const health = await healthOf();
  expect(health).toMatchObject({ problem: expected.problem, lastSyncedAt, accountCount });
  expect(await trial.kept()).toEqual(before);
  await trial.expectOrdinaryLogIn('sendgrid');
}

function manyCustomers(trial: Trial, count: number): void {
  trial.provider.customers.sendgrid = Array.from({ length: count }, (_, n) => ({
    remoteId: `many-${String(n).padStart(4, '0')}`,
    name: n < 4 ? trial.provider.nameFor(`Customer ${n}`) : `Customer ${n}`,
  }));
}

fault('page 3 of the list fails', {}, async (trial) => {
  manyCustomers(trial, 230);
  await trial.start();
  const answer = await trial.connect('sendgrid');
  trial.connected.sendgrid = answer.ok ? answer.value.connectionId : '';
  await trial.get('syncAccounts', { connectionId: trial.connected.sendgrid });
  // A slow backfill of its own fetches names. This test is not about it.
  await trial.get('pauseNames', { connectionId: trial.connected.sendgrid, paused: true });
  await nameFour(trial);
  // According to this list, half of them are gone at the provider.
  trial.provider.customers.sendgrid.splice(4, 20);
  let pages = 0;
  trial.provider.fault = only('sendgrid', 'list', () => {
    pages += 1;
    return pages < 3 ? 'ordinary' : { status: 500, body: {} };
  });
  await syncFails(trial, { problem: { kind: 'provider-down', status: 500 }, step: 'try-again' });
  trial.provider.fault = null;
  await trial.get('syncAccounts', { connectionId: trial.connected.sendgrid });
  const [connection] = (await trial.state()).connections;
  expect(connection?.health).toMatchObject({ problem: null, accountCount: 210 });
});

async function nameFour(trial: Trial): Promise<void> {
  for (const { remoteId, name } of trial.provider.customers.sendgrid.slice(0, 4)) {
    await trial.get('renameAccount', { accountId: `${trial.connected.sendgrid}/${remoteId}`, name });
  }
}

fault('a list with endless pages', {}, async (trial) => {
  manyCustomers(trial, 4);
  await trial.start();
  await trial.connectAll(['sendgrid']);
  const page = (ids: readonly string[]) => ({ accounts: ids.map((id) => ({ id })), pages: { last: ids.at(-1) } });
  // The same two pages for ever: each leads to the other.
  let asked = 0;
  trial.provider.fault = only('sendgrid', 'list', () => {
    asked += 1;
    return { body: page(asked % 2 === 1 ? ['many-0000', 'many-0001'] : ['many-0002', 'many-0003']) };
  });
  await syncFails(trial, { problem: { kind: 'reply-unreadable', why: 'shape' }, step: 'try-again' });
  expect(asked).toBeLessThan(12);
  // The list ends again. It is read from its beginning, not from where the circle was.
  trial.provider.fault = null;
  await trial.get('syncAccounts', { connectionId: trial.connected.sendgrid ?? '' });
  // New pages for ever, with no account that we know: the user can end it, and nothing was removed.
  let made = 0;
  const before = await trial.kept();
  trial.provider.fault = only('sendgrid', 'list', () => {
    made += 1;
    if (made === 5) void trial.ask('cancelSync', { connectionId: trial.connected.sendgrid ?? '' });
    return { body: page([`new-${made}`]) };
  });
  expect(await trial.ask('syncAccounts', { connectionId: trial.connected.sendgrid ?? '' })).toMatchObject({
    ok: false,
    problem: { kind: 'sync-cancelled' },
  });
  trial.provider.fault = null;
  expect(await trial.kept()).toEqual(before);
  await trial.get('syncAccounts', { connectionId: trial.connected.sendgrid ?? '' });
  expect((await trial.state()).connections[0]?.health).toMatchObject({ problem: null });
  await trial.expectOrdinaryLogIn('sendgrid');
});

fault('there is no browser', {}, async (trial) => {
  await trial.start();
  await trial.connectAll();
  for (const provider of bothProviders) {
    await trial.survives(
      provider,
      {
        bring: () => trial.runner.bend({ browserOpens: false }),
        pass: () => trial.runner.bend({ browserOpens: true }),
      },
      { problem: { kind: 'browser-not-opened' }, step: 'try-again' },
    );
  }
  // Linux reports success though nothing opened. Asking again makes a fresh link, and so does copying one.
  const { accountId } = await trial.firstRow('brevo');
  const request = {
    accountId,
    target: null,
    reason: '',
    confirmed: ['replaces-session' as const],
    chosen: 'text' as const,
  };
  const before = await trial.opened();
  await trial.get('logIn', request);
  await trial.get('copyLoginLink', request);
  const { clipboard } = await trial.runner.seen();
  const links = [...(await trial.opened()).slice(before.length), clipboard];
  expect(links.map((link) => trial.provider.ownerOf(link)?.remoteId)).toEqual(Array(2).fill(accountId.split('/')[1]));
  expect(new Set(links).size).toBe(2);
});

const taken = 'CommandOrControl+Shift+Y';

fault('the shortcut is taken', { trial: { takenShortcuts: [taken] } }, async (trial) => {
  const desktop = await trial.start();
  await trial.connectAll();
  const { shortcuts } = await trial.state();
  expect(shortcuts).toMatchObject({ launcher: { kind: 'shortcut-taken', shortcut: taken }, launcherActive: false });
  if (shortcuts.launcher) expectSaid(shortcuts.launcher, 'open-shortcuts');
  expect(desktop.notifications[0]?.title).toContain(taken);
  // The tray still opens the launcher.
  desktop.trayItem('Open Latchkey')?.click();
  expect(desktop.launcherOpening).toMatchObject({ from: 'tray' });
  // The same shortcut is refused again, and another one works at once.
  expect(await trial.ask('changeSettings', { clipboardShortcut: taken })).toMatchObject({
    problem: { kind: 'shortcut-taken' },
  });
  expect(await trial.ask('changeSettings', { launcherShortcut: 'CommandOrControl+Shift+U' })).toMatchObject({
    ok: true,
  });
  expect((await trial.state()).shortcuts).toMatchObject({ launcher: null, launcherActive: true });
  expect(desktop.shortcuts.get('launcher')?.accelerator).toBe('CommandOrControl+Shift+U');
  expect(desktop.opened).toEqual([]);
  await trial.expectOrdinaryLogIn('sendgrid');
});

fault('a bad deep link', { tags: ['opening-deep-link'] }, async (trial) => {
  const desktop = await trial.start();
  await trial.connectAll();
  await trial.ask('finishFirstRun', {});
  await trial.ask('hideLauncher', {});
  const before = await trial.kept();
  const asked = trial.provider.asked.length;
  const bad = [
    'latchkey://open',
    'latchkey://log-in?provider=brevo&account=1',
    'latchkey://open?provider=sendgrid&account=cus-1&go=1',
    'latchkey://open?provider=sendgrid&account=../cus-1',
    'latchkey://open?provider=sendgrid&account=cus-1#logIn',
    'latchkey://user@open?provider=sendgrid&account=cus-1',
    'latchkey:open?provider=sendgrid&account=cus-1',
    'https://latchkey/open?provider=sendgrid&account=cus-1',
    `latchkey://open?provider=sendgrid&account=${'a'.repeat(3_000)}`,
    'latchkey://find?text=',
    'latchkey://find?text=cus-1&account=cus-1',
    'latchkey://find?text=cus%0a1',
  ];
  for (const link of bad) {
    const noticed = desktop.notifications.length;
    await trial.runner.openLink(link);
    expect(desktop.notifications).toHaveLength(noticed + 1);
    expect(desktop.notifications.at(-1)?.title).toMatch(/^Latchkey cannot read this link: it.+\.$/);
    expect(desktop.notifications.at(-1)?.body).toMatch(/search by name$|^Type the text instead$/i);
    expect(desktop.launcherOpening).toBeNull();
  }
  expectSaid({ kind: 'deep-link-unreadable', why: 'form' }, 'none');
  // A good link only selects: a person presses Enter.
  await trial.runner.openLink('latchkey://open?provider=sendgrid&account=cus-1');
  const { accountId } = await trial.firstRow('sendgrid');
  expect(desktop.launcherOpening).toMatchObject({ select: accountId, from: 'deep-link' });
  await trial.ask('hideLauncher', {});
  await trial.runner.openLink('latchkey://find?text=cus-1');
  expect(desktop.launcherOpening).toMatchObject({ text: 'cus-1', select: null, from: 'deep-link' });
  expect(desktop.opened).toEqual([]);
  expect(trial.provider.asked).toHaveLength(asked);
  expect(await trial.kept()).toEqual(before);
  await trial.expectOrdinaryLogIn('sendgrid');
});

fault('a bad row in a names file', {}, async (trial) => {
  const desktop = await trial.start();
  await trial.connectAll();
  const before = await trial.kept();
  const good = trial.provider.nameFor('Adas Own Name');
  const rows = ['id,name,note', `cus-1,${good},fine`, 'cus-2,"never closed'];
  const file = join(trial.folder, '..', `names-${trial.provider.port}.csv`);
  desktop.fileToRead = file;
  for (const content of [Buffer.from(''), Buffer.from([0xff, 0xfe, 0x00]), Buffer.from('only one line of words\n')]) {
    writeFileSync(file, content);
    const answer = await trial.ask('chooseNamesFile', {});
    if (!answer.ok) {
      expect(answer.problem.kind).toBe('names-file-unreadable');
      expectSaid(answer.problem, 'none');
    } else expect(answer.value?.counts.matched).toBe(0);
  }
  writeFileSync(
    file,
    [
      'id,name,note',
      `cus-1,${good},fine`,
      ',Nobody,',
      'stranger,Somebody else,',
      'cus-2,,',
      `cus-1,${good} Twice,again`,
      ...rows.slice(2),
    ].join('\n'),
  );
  const preview = await trial.get('chooseNamesFile', {});
  expect(preview?.lines.map(({ line, why }) => `${line} ${why}`)).toEqual(
    expect.arrayContaining(['3 no-account', '4 unknown-account']),
  );
  expect(preview?.counts.matched).toBeGreaterThanOrEqual(1);
  expect(await trial.kept()).toEqual(before);
  const record = await trial.get('importNames', importRequest(preview));
  expect((await trial.firstRow('sendgrid')).nameSource).toBe('import');
  await trial.get('undoImport', { importId: record.importId });
  expect(await trial.kept()).toEqual(before);
  await trial.expectOrdinaryLogIn('sendgrid');
});
