import { beforeEach, describe, expect, test } from 'vitest';
import { emptyWords, saidWords, unknownFilterOf } from '../../src/renderer/launcher/words.ts';
import { fakeAccounts } from '../helpers/fake-accounts.ts';
import { appState } from '../helpers/from-main.ts';
import { type LauncherRig, launcherRig } from '../helpers/launcher-rig.ts';

// What the launcher says of filters, without a window. The connections are SendGrid (Main) and Brevo Agency.

const accounts = fakeAccounts(0, 3).slice(0, 3);

let rig: LauncherRig;
beforeEach(async () => {
  rig = launcherRig(appState());
  rig.show();
  for (let waiting = 0; waiting < 2; waiting++) await rig.replyRows([]);
});

const typeWithout = async (text: string): Promise<void> => {
  rig.type(text);
  await rig.replyRows([]);
};

describe('without a match', () => {
  test.each([
    ['@agancy', 'No connection is called “agancy”. The nearest is “Brevo Agency”.'],
    ['@nobody', 'No connection is called “nobody”. Type “@” to see all connections.'],
    ['is:suspnded', 'There is no filter “is:suspnded”. The nearest is “Suspended”.'],
    ['is:foo', 'There is no filter “is:foo”. Type “is:” to see them all.'],
    ['bervo: acme', 'No provider is called “bervo”. The nearest is “Brevo”.'],
  ])('%j says why', async (text, words) => {
    await typeWithout(text);
    expect(unknownFilterOf(rig.view())).toBe(words);
    expect(emptyWords(rig.view())).toBe(`No customer matches “${text}”.`);
    expect(saidWords(rig.view())).toContain(words);
  });

  test('a known filter needs no reason', async () => {
    await typeWithout('acme is:banned');
    expect(unknownFilterOf(rig.view())).toBeNull();
  });

  test('Enter searches with the nearest filter, and a second Enter opens no customer', async () => {
    await typeWithout('acme @agancy');
    expect(rig.names()[0]).toBe('Search for “acme @"Brevo Agency"”');
    rig.command({ do: 'log-in' });
    expect(rig.view().search.text).toBe('acme @"Brevo Agency"');
    await rig.replyRows(accounts);
    rig.command({ do: 'log-in' });
    expect(rig.callsOf('logIn')).toEqual([]);
  });

  test('a text that only looks like a filter can be searched as it is', async () => {
    await typeWithout('#1 coch');
    expect(rig.names()).toContain('Search for the text “#1 coch” as it is');
    rig.command({ do: 'press', key: 'search-literally', nth: 1 });
    expect(rig.view()).toMatchObject({ search: { text: '"#1 coch"' }, typed: { words: '#1 coch', filters: [] } });
  });
});

describe('a screen reader hears', () => {
  test('what the list is narrowed to, after the count', async () => {
    rig.send({ type: 'typed', text: 'acme @agency is:n #12 brevo:', edit: 'whole' });
    await rig.replyRows(accounts);
    expect(saidWords(rig.view())).toBe(
      '3 customers. Connection: Brevo Agency. New or With a note. Id or group: 12. Brevo.',
    );
  });

  test('what Tab would type', async () => {
    rig.send({ type: 'typed', text: 'acme @', edit: 'whole' });
    await rig.replyRows(accounts);
    expect(saidWords(rig.view())).toBe('3 customers. Tab for SendGrid (Main).');
  });
});

describe('Tab', () => {
  const tab = (): void => rig.command({ do: 'targets' });

  test('completes the filter at once, before the list is there', () => {
    rig.send({ type: 'typed', text: '@', edit: 'keys' });
    tab();
    expect(rig.view().search.text).toBe('@"SendGrid (Main)" ');
    expect(rig.view().queued).toEqual([]);
  });

  test('with nothing to complete, it chooses where to land', async () => {
    rig.send({ type: 'typed', text: 'acme @agency', edit: 'whole' });
    await rig.replyRows(accounts.filter(({ connectionId }) => connectionId === 'brevo0001'));
    tab();
    expect(rig.view().palette).toBe('targets');
  });
});
