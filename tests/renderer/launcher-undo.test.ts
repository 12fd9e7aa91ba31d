import { beforeEach, describe, expect, test } from 'vitest';
import { barOf } from '../../src/renderer/launcher/bar.ts';
import { changeParts } from '../../src/renderer/launcher/change-words.ts';
import { actionChoices } from '../../src/renderer/launcher/commands.ts';
import { doneParts } from '../../src/renderer/launcher/done.ts';
import { plainWords } from '../../src/renderer/launcher/sentence-parts.ts';
import { saidWords } from '../../src/renderer/launcher/words.ts';
import { workingOf } from '../../src/renderer/launcher/working.ts';
import type { AccountChange, UndoableChange } from '../../src/shared/change.ts';
import type { Problem } from '../../src/shared/problems.ts';
import { fail, ok } from '../../src/shared/result.ts';
import { appState, logInTo } from '../helpers/from-main.ts';
import { acme, hide, labs, openEmpty, rig, show } from '../helpers/launcher-story.ts';

// No name, note or pin changes without a sentence that says so, and each change can be undone. The launcher's store
// without a window: what the bar and a screen reader say, and what Ctrl+Z, the button and the palette undo.

const { accountId, name } = acme;
const of = { changeId: 'change', accountId, name };
const renamed: AccountChange = { ...of, kind: 'rename', newName: 'Acme Ltd' };
const pinned: AccountChange = { ...of, kind: 'pin' };
const imported: UndoableChange = { changeId: 'import', kind: 'import', fileName: 'team names.csv' };
const full: Problem = { kind: 'disk-full' };
const keys = { mod: 'Ctrl', shift: 'Shift', enter: '↵' };

const type = (text: string): void => rig.send({ type: 'typed', text, edit: 'keys' });
const save = (field: 'name' | 'note', text: string, row = acme): void =>
  rig.send({ type: 'edit-saved', field, row, text });
const undoKey = (): void => rig.command({ do: 'undo' });
const inBar = (): string | null => {
  const bar = barOf(rig.view());
  return bar?.shows === 'change' ? plainWords(changeParts(bar.change)) : (bar?.shows ?? null);
};
const text = (): string => rig.view().search.text;
const undoEntry = () => actionChoices(rig.view(), keys).find(({ id }) => id === 'undo');
const choosePalette = (): void => rig.send({ type: 'palette-chosen', command: { do: 'undo-last-change' } });

/** A visible launcher in which "acme" was typed; Acme Corp is highlighted. */
async function openLauncher(): Promise<void> {
  await openEmpty();
  type('acme');
  await rig.replyRows([acme, labs]);
}
beforeEach(openLauncher);

async function pin(): Promise<void> {
  rig.command({ do: 'pin' });
  await rig.reply('pinAccount', ok(pinned));
}

/** From the palette to the confirmed sentence that the row in question gets the name in the field. */
async function giveName(): Promise<void> {
  type('Acme Ltd');
  rig.command({ do: 'give-name' });
  await rig.replyRows([], 'Acme Ltd');
  await rig.replyRows([acme, labs], '');
  rig.command({ do: 'press', key: accountId, nth: 1 });
  rig.read();
  rig.send({ type: 'naming-confirmed' });
}

test('what was undone is said also if the answer of the next key comes in the same moment', async () => {
  await pin();
  rig.read();
  undoKey();
  await rig.reply('undoChange', ok({ name: null }));
  const undone = rig.view().notice;
  rig.command({ do: 'move', to: 'first' });
  expect(rig.view().notice).toBe(`${undone}. This is the first row`);
  rig.clock.pass(300);
  rig.command({ do: 'move', to: 'first' });
  expect(rig.view().notice).toBe('This is the first row');
});

describe('every way to change a name, note or pin has its sentence, its Undo and its sentence after that', () => {
  const removed: AccountChange = { ...of, kind: 'note', removed: true };
  test.each<[way: string, () => void | Promise<void>, AccountChange, changed: string, now: string, undone: string]>([
    [
      'F2 or the palette: rename',
      () => save('name', 'Acme Ltd'),
      renamed,
      'Renamed Acme Corp to “Acme Ltd”',
      name,
      'Acme Ltd is called Acme Corp again',
    ],
    [
      'F2 and an empty name',
      () => save('name', ''),
      { ...renamed, newName: 'ACME CORPORATION' },
      'Renamed Acme Corp to “ACME CORPORATION”',
      name,
      'ACME CORPORATION is called Acme Corp again',
    ],
    [
      'a name that the provider has changed since',
      () => save('name', 'Acme Ltd'),
      renamed,
      'Renamed Acme Corp to “Acme Ltd”',
      'Acme Inc',
      'Acme Ltd is called Acme Inc now',
    ],
    [
      'F2 and an empty name, if the provider’s name is the same',
      () => save('name', ''),
      { ...renamed, newName: name },
      'Acme Corp keeps its name',
      name,
      'Acme Corp keeps its name',
    ],
    [
      'the name of another search',
      giveName,
      renamed,
      'Renamed Acme Corp to “Acme Ltd”',
      name,
      'Acme Ltd is called Acme Corp again',
    ],
    [
      'Shift+F2 or the palette: a note',
      () => save('note', 'Ask Dana'),
      { ...of, kind: 'note', removed: false },
      'Note of Acme Corp saved',
      name,
      'The note of Acme Corp is as it was before',
    ],
    [
      'a note that is emptied',
      () => save('note', '', { ...acme, note: 'Ask Dana' }),
      removed,
      'Note of Acme Corp removed',
      name,
      'The note of Acme Corp is as it was before',
    ],
    [
      'Ctrl+Shift+P or the palette: pin',
      () => rig.command({ do: 'pin' }),
      pinned,
      'Pinned Acme Corp',
      name,
      'Acme Corp is no longer pinned',
    ],
    [
      'the same again: unpin',
      () => rig.command({ do: 'pin' }),
      { ...of, kind: 'unpin' },
      'Unpinned Acme Corp',
      name,
      'Acme Corp is pinned again',
    ],
  ])('%s', async (_, act, change, changed, now, undone) => {
    await act();
    expect(inBar()).toBeNull();
    const request = change.kind === 'rename' ? 'renameAccount' : change.kind === 'note' ? 'noteAccount' : 'pinAccount';
    await rig.reply(request, ok(change));
    expect(inBar()).toBe(changed);
    expect(saidWords(rig.view())).toBe(`${changed}. Undo with Control Z.`);
    undoKey();
    expect(rig.callsOf('undoChange')).toEqual([{ changeId: 'change' }]);
    await rig.reply('undoChange', ok({ name: now }));
    expect(inBar()).toBeNull();
    expect(saidWords(rig.view())).toBe(undone);
  });

  test('names that were imported in the settings window are undone from the palette', async () => {
    rig.send({ type: 'app-changed', app: appState({ lastChange: imported }) });
    expect(undoEntry()).toMatchObject({ name: 'Undo: names from team names.csv' });
    choosePalette();
    expect(rig.callsOf('undoChange')).toEqual([{ changeId: 'import' }]);
    await rig.reply('undoChange', ok({ name: null }));
    expect(saidWords(rig.view())).toBe('The names from before team names.csv are back');
    expect(undoEntry()).toBeUndefined();
  });

  test('a desk that was imported is undone from the palette, and said as what it was', async () => {
    const desk = { ...imported, fileName: 'latchkey-desk.json', isDesk: true } as const;
    rig.send({ type: 'app-changed', app: appState({ lastChange: desk }) });
    expect(undoEntry()).toMatchObject({ name: 'Undo: the desk from latchkey-desk.json' });
    choosePalette();
    await rig.reply('undoChange', ok({ name: null }));
    expect(saidWords(rig.view())).toBe('Names, settings and connections from before latchkey-desk.json are back');
  });

  test.each([
    [() => save('name', ''), 'renameAccount', 'Acme Corp keeps its name'],
    [() => save('note', 'Ask Dana'), 'noteAccount', 'Acme Corp keeps its note'],
    [() => rig.command({ do: 'pin' }), 'pinAccount', 'Acme Corp is pinned already'],
  ] as const)('nothing to undo if main changed nothing: %#', async (act, request, words) => {
    act();
    await rig.reply(request, ok(null));
    expect([saidWords(rig.view()), inBar(), undoEntry()]).toEqual([words, null, undefined]);
  });

  test('on macOS a screen reader names the Command key', async () => {
    await pin();
    rig.send({ type: 'app-changed', app: appState({ platform: 'darwin' }) });
    expect(saidWords(rig.view())).toBe('Pinned Acme Corp. Undo with Command Z.');
  });
});

describe('the bar offers Undo', () => {
  test('for 8 seconds, and the palette afterwards', async () => {
    await pin();
    rig.clock.pass(7_999);
    expect(inBar()).toBe('Pinned Acme Corp');
    expect(undoEntry()).toMatchObject({ name: 'Undo: pinned Acme Corp', keys: ['Ctrl', 'Z'] });
    rig.clock.pass(1);
    expect(inBar()).toBeNull();
    expect(undoEntry()).not.toHaveProperty('keys');
    choosePalette();
    expect(rig.callsOf('undoChange')).toEqual([{ changeId: 'change' }]);
  });

  test('of the newest change only, for 8 seconds of its own', async () => {
    await pin();
    rig.clock.pass(5_000);
    save('name', 'Acme Ltd');
    await rig.reply('renameAccount', ok({ ...renamed, changeId: 'newer' }));
    rig.read();
    rig.clock.pass(7_699);
    expect(inBar()).toBe('Renamed Acme Corp to “Acme Ltd”');
    rig.send({ type: 'undo-chosen' });
    expect(rig.callsOf('undoChange')).toEqual([{ changeId: 'newer' }]);
  });

  test('by a button that a click meant for another bar does not press', async () => {
    rig.command({ do: 'log-in' });
    rig.command({ do: 'pin' });
    await rig.reply('pinAccount', ok(pinned));
    rig.command({ do: 'escape' });
    await rig.reply('logIn', ok({ result: 'cancelled' }));
    expect(inBar()).toBe('Pinned Acme Corp');
    rig.send({ type: 'prompt-painted' });
    rig.clock.pass(299);
    rig.send({ type: 'undo-chosen' });
    expect(rig.callsOf('undoChange')).toEqual([]);
    rig.clock.pass(1);
    rig.send({ type: 'undo-chosen' });
    expect(rig.callsOf('undoChange')).toHaveLength(1);
  });

  test('again after what covered it: a log-in, a failure', async () => {
    await pin();
    rig.command({ do: 'log-in' });
    expect(inBar()).toBe('working');
    await rig.reply('logIn', fail({ kind: 'offline' }));
    expect(inBar()).toBe('failure');
    rig.read();
    rig.command({ do: 'escape' });
    expect(inBar()).toBe('Pinned Acme Corp');
  });

  test('when the launcher is shown, if the change was saved because the launcher lost the focus', async () => {
    save('name', 'Acme Ltd');
    hide();
    await rig.reply('renameAccount', ok(renamed));
    rig.clock.pass(60_000);
    show();
    expect(inBar()).toBe('Renamed Acme Corp to “Acme Ltd”');
    rig.clock.pass(8_000);
    expect(inBar()).toBeNull();
  });

  test('no longer once the connection of its customer is removed', async () => {
    await pin();
    const { connections } = appState();
    rig.send({ type: 'app-changed', app: appState({ lastChange: pinned }) });
    expect(inBar()).toBe('Pinned Acme Corp');
    const others = connections.filter(({ connectionId }) => connectionId !== acme.connectionId);
    rig.send({ type: 'app-changed', app: appState({ connections: others }) });
    expect([inBar(), undoEntry()]).toEqual([null, undefined]);
  });

  test('and the row shows what is back before main announces it', async () => {
    save('name', 'Acme Ltd');
    await rig.reply('renameAccount', ok(renamed));
    expect(rig.names()[0]).toBe('Acme Ltd');
    undoKey();
    await rig.reply('undoChange', ok({ name }));
    expect(rig.names()[0]).toBe('Acme Corp');
    rig.read();
    await pin();
    undoKey();
    await rig.reply('undoChange', ok({ name }));
    expect(rig.view().row).toMatchObject({ pinned: false });
  });
});

describe('an undo that fails says so', () => {
  test.each<[Problem['kind'], Problem]>([
    ['changed-since', { kind: 'changed-since' }],
    ['change-unknown', { kind: 'change-unknown' }],
  ])('%s', async (_, problem) => {
    await pin();
    undoKey();
    await rig.reply('undoChange', fail(problem));
    expect(inBar()).toBe('failure');
    expect(rig.view()).toMatchObject({ failure: { problem, row: { accountId } }, row: { pinned: true } });
    expect(saidWords(rig.view())).toContain('Change it by hand.');
  });

  test('and a fault of the disk can be tried again', async () => {
    await pin();
    undoKey();
    await rig.reply('undoChange', fail(full));
    rig.read();
    rig.send({ type: 'failure-step-taken' });
    await rig.reply('undoChange', ok({ name }));
    expect(saidWords(rig.view())).toBe('Acme Corp is no longer pinned');
  });
});

describe('Ctrl+Z', () => {
  test('undoes typing once the text has changed since the change, whose button stays', async () => {
    await pin();
    type('acme c');
    undoKey();
    expect([text(), rig.callsOf('undoChange')]).toEqual(['acme', []]);
    expect(rig.callsOf('searchAccounts').at(-1)).toEqual({ text: 'acme', typed: true });
    expect(inBar()).toBe('Pinned Acme Corp');
    // The same letters, but typed since.
    undoKey();
    expect([text(), rig.callsOf('undoChange')]).toEqual(['', []]);
    rig.read();
    rig.send({ type: 'undo-chosen' });
    expect(rig.callsOf('undoChange')).toHaveLength(1);
  });

  test('undoes typing if something was typed before main had stored the change', async () => {
    rig.command({ do: 'pin' });
    type('acme c');
    await rig.reply('pinAccount', ok(pinned));
    undoKey();
    expect([text(), rig.callsOf('undoChange')]).toEqual(['acme', []]);
  });

  test('pressed twice undoes the change, then typing', async () => {
    await pin();
    undoKey();
    undoKey();
    expect(rig.callsOf('undoChange')).toHaveLength(1);
    expect(text()).toBe('');
  });

  test('undoes and redoes typing, and every search is of the user’s hand', () => {
    type('globex');
    rig.command({ do: 'escape' });
    const texts = [text()];
    for (const command of ['undo', 'undo', 'redo', 'redo'] as const) {
      rig.command({ do: command });
      texts.push(text());
    }
    expect(texts).toEqual(['', 'globex', 'acme', 'globex', '']);
    expect(rig.callsOf('searchAccounts').slice(-4)).toEqual(
      ['globex', 'acme', 'globex', ''].map((searched) => ({ text: searched, typed: true })),
    );
  });

  test('says so if there is nothing to undo, or to redo', () => {
    undoKey();
    expect(text()).toBe('');
    undoKey();
    expect(rig.view().notice).toBe('Nothing to undo');
    rig.command({ do: 'redo' });
    rig.command({ do: 'redo' });
    expect(rig.view().notice).toBe('Nothing to redo');
  });

  test('acts on the rows of the text that is back, not on those before', async () => {
    type('acme labs');
    await rig.replyRows([labs]);
    undoKey();
    rig.command({ do: 'log-in' });
    expect(rig.callsOf('logIn')).toEqual([]);
    await rig.replyRows([acme, labs]);
    expect(rig.callsOf('logIn')).toMatchObject([{ accountId }]);
  });

  test('begins anew when the launcher is shown, and when another field begins', async () => {
    hide();
    show();
    undoKey();
    expect(text()).toBe('acme');
    type('Zebra Ltd');
    rig.command({ do: 'give-name' });
    undoKey();
    expect([text(), rig.view().naming]).toEqual(['', 'Zebra Ltd']);
  });

  test('after a naming undoes the name, although the text of the field is another one now', async () => {
    await giveName();
    await rig.reply('renameAccount', ok(renamed));
    expect(text()).toBe('Acme Ltd');
    undoKey();
    expect(rig.callsOf('undoChange')).toEqual([{ changeId: 'change' }]);
  });

  test('an input method’s composition is one step', () => {
    type('');
    for (const composed of ['と', 'とう', '東京']) rig.send({ type: 'typed', text: composed, edit: 'composition' });
    rig.send({ type: 'composition-started' });
    for (const composed of ['東京さ', '東京桜']) rig.send({ type: 'typed', text: composed, edit: 'composition' });
    undoKey();
    expect(text()).toBe('東京');
    undoKey();
    expect(text()).toBe('');
  });
});

describe('after a renaming, the bar calls the customer by the new name', () => {
  const rename = async (): Promise<void> => {
    save('name', 'Acme Ltd');
    await rig.reply('renameAccount', ok(renamed));
  };

  test('while the log-in is under way, and when the customer is open', async () => {
    rig.command({ do: 'log-in' });
    await rename();
    expect(workingOf(rig.view())).toMatchObject({ accountName: 'Acme Ltd' });
    await rig.reply(
      'logIn',
      ok({ result: 'opened', accountName: 'Acme Corp', connectionLabel: 'Brevo', replaces: null }),
    );
    const { done } = rig.view();
    expect(done && plainWords(doneParts(done))).toBe('Acme Ltd is open in the browser · Brevo');
  });

  test('if a log-in of the tray is under way', async () => {
    rig.announce('logInFlight', logInTo(acme));
    await rename();
    expect(workingOf(rig.view())).toMatchObject({ accountName: 'Acme Ltd' });
  });

  test('if the log-in failed', async () => {
    rig.command({ do: 'log-in' });
    await rig.reply('logIn', fail({ kind: 'browser-not-opened' }));
    await rename();
    expect(rig.view().failure?.row?.name).toBe('Acme Ltd');
  });
});
