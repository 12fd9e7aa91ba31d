import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { fault } from '../helpers/fault.ts';
import type { Trial } from '../helpers/trial.ts';

// Settings that another program, or another version of this one, has written. No connection and no key may be lost.

const settingsOf = (trial: Trial): string => join(trial.folder, 'settings.json');

fault('the settings were written by a newer version', { tags: ['keychain-never-deletes'] }, async (trial) => {
  await trial.start();
  await trial.connectAll();
  const before = await trial.kept();
  await trial.quit();
  const content = JSON.parse(readFileSync(settingsOf(trial), 'utf8'));
  content.settings = { ofTomorrow: true };
  content.connections[0].team = ['north'];
  content.connections[1].createdAt = '2026-11-21T14:00:00+02:00';
  writeFileSync(settingsOf(trial), JSON.stringify(content));
  await trial.start();
  const { problems, lostConnections } = await trial.state();
  expect({ problems, lostConnections }).toEqual({
    problems: [{ kind: 'settings-set-aside', lost: 'values' }],
    lostConnections: [],
  });
  const after = await trial.kept();
  expect(after.connections.map(({ connectionId }) => connectionId)).toEqual(
    before.connections.map(({ connectionId }) => connectionId),
  );
  expect({ ...after, connections: [] }).toEqual({ ...before, connections: [] });
  await trial.get('changeSettings', { theme: 'dark' });
  const [first] = after.connections;
  await trial.get('changeConnection', { connectionId: first?.connectionId ?? '', change: { colour: 'red' } });
  const written = JSON.parse(readFileSync(settingsOf(trial), 'utf8'));
  expect(written).toMatchObject({
    settings: { ofTomorrow: true },
    connections: [{ team: ['north'], colour: 'red' }, {}],
  });
  await trial.expectOrdinaryLogIn('sendgrid');
  await trial.expectOrdinaryLogIn('brevo');
});

fault('a byte order mark or a comma in the settings', { tags: ['keychain-never-deletes'] }, async (trial) => {
  await trial.start();
  await trial.connectAll();
  const before = await trial.kept();
  for (const edit of [(text: string) => `\ufeff${text}`, (text: string) => text.replace(/\}\s*\]/, '},]')]) {
    await trial.quit();
    const text = edit(readFileSync(settingsOf(trial), 'utf8'));
    expect(() => JSON.parse(text)).toThrow();
    writeFileSync(settingsOf(trial), text);
    await trial.start();
    expect((await trial.state()).problems).toEqual([]);
    expect((await trial.kept()).connections).toEqual(before.connections);
    // The next change writes it as it should be.
    await trial.get('changeSettings', { theme: 'dark' });
    expect(() => JSON.parse(readFileSync(settingsOf(trial), 'utf8'))).not.toThrow();
    await trial.expectOrdinaryLogIn('sendgrid');
  }
});
