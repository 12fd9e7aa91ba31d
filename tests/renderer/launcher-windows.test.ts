import { beforeEach, describe, expect, test } from 'vitest';
import { keyNamesOf } from '../../src/renderer/components/key-names.ts';
import { barOf } from '../../src/renderer/launcher/bar.ts';
import { filterChoices } from '../../src/renderer/launcher/choice.ts';
import { actionChoices } from '../../src/renderer/launcher/commands.ts';
import { closingParts } from '../../src/renderer/launcher/question-words.ts';
import { plainWords } from '../../src/renderer/launcher/sentence-parts.ts';
import type { OpenWindow } from '../../src/shared/own-windows.ts';
import { fail, ok } from '../../src/shared/result.ts';
import { appState } from '../helpers/from-main.ts';
import {
  acme,
  begin,
  enter,
  globex,
  labs,
  openWith,
  question,
  replaces,
  rig,
  show,
  status,
  type,
} from '../helpers/launcher-story.ts';

// The launcher’s store without a window: windows of customers’ own, and what closing one asks.

const windowOf = ({ accountId, name }: typeof acme, as: string | null = null): OpenWindow => ({
  windowId: `window of ${name} ${as}`,
  accountId,
  accountName: name,
  isListed: true,
  as,
  connectionLabel: 'SendGrid (Main)',
  since: '2026-11-21T12:00:00.000Z',
  endsAt: null,
  closing: false,
});
const openNow = (...openWindows: OpenWindow[]): void =>
  rig.send({ type: 'app-changed', app: appState({ openWindows }) });
const entries = (text: string) => filterChoices(actionChoices(rig.view(), keyNamesOf('linux')), text);
/** Ctrl+K, the text, Enter. */
const choose = (text: string): void => {
  rig.command({ do: 'actions' });
  const [first] = entries(text);
  if (!first) throw new Error('nothing matches');
  rig.send({ type: 'palette-chosen', command: first.value });
};
const asked = (): string | null => {
  const bar = barOf(rig.view());
  return bar?.shows === 'closing' ? plainWords(closingParts(bar.closing)) : null;
};

beforeEach(() => openWith([acme, labs]));

describe('the actions', () => {
  test('name the window of the selected customer before those of others', { tags: ['slips-guarded'] }, () => {
    openNow(windowOf(globex), windowOf(labs), windowOf(acme));
    expect(entries('close the').map(({ name }) => name)).toEqual([
      'Close the window of Acme Corp',
      'Close the window of Globex Corp',
      'Close the window of Acme Labs',
    ]);
    rig.command({ do: 'move', to: 'next' });
    expect(entries('close')[0]?.name).toBe('Close the window of Acme Labs');
  });

  test('name the user of each of a customer’s windows', () => {
    openNow(windowOf(acme), windowOf(acme, 'jo@acme.example'), windowOf(globex));
    expect(entries('close the').map(({ name }) => name)).toEqual([
      'Close the window of Acme Corp as the default user',
      'Close the window of Acme Corp as jo@acme.example',
      'Close the window of Globex Corp',
    ]);
  });
});

test('bringing a window to the front is said at once, and so is why it did not come', async () => {
  openNow(windowOf(acme));
  choose('bring');
  expect(status().words).toBe('Bringing the window of Acme Corp to the front…');
  await rig.reply('showWindow', fail({ kind: 'window-unknown' }));
  expect(status().words).toContain('This window is closed already.');
});

test.each(['window-not-opened', 'no-window-browser'] as const)(
  'if a log-in fails with %s, Enter opens the customer in the user’s browser, which asks its own questions',
  async (kind) => {
    rig.command({ do: 'log-in-elsewhere' });
    await rig.reply('logIn', fail({ kind }));
    rig.read();
    enter();
    const { accountId } = acme;
    expect(rig.callsOf('logIn')).toMatchObject([
      { accountId, opensIn: 'window' },
      { accountId, opensIn: 'browser', confirmed: [] },
    ]);
    await rig.reply('logIn', ok({ result: 'ask', questions: [replaces] }));
    expect(rig.view().attempt?.stage).toMatchObject({ at: 'question' });
  },
);

describe('a customer under “Open now”', () => {
  beforeEach(async () => {
    begin(appState({ openWindows: [windowOf(labs)] }));
    await rig.replyRows([acme, labs, globex], '');
    show();
    await rig.replyRows([acme, labs, globex], '');
    expect(rig.view().items.map(({ group }) => group)[0]).toBe('Open now');
  });
  const toFront = [{ windowId: windowOf(labs).windowId }];

  test.each([
    ['Enter', () => enter()],
    ['its number', () => rig.command({ do: 'log-in-nth', nth: 1 })],
    [
      'a double click',
      () => {
        rig.command({ do: 'press', key: labs.accountId, nth: 1 });
        rig.command({ do: 'press', key: labs.accountId, nth: 2 });
      },
    ],
  ])('comes to the front by %s, and is not logged in to again', (_, act) => {
    act();
    expect(rig.callsOf('showWindow')).toEqual(toFront);
    expect(rig.callsOf('logIn')).toEqual([]);
  });

  test.each([
    ['a number', () => rig.command({ do: 'log-in-nth', nth: 2 })],
    [
      'a double click',
      () => {
        rig.command({ do: 'press', key: acme.accountId, nth: 1 });
        rig.command({ do: 'press', key: acme.accountId, nth: 2 });
      },
    ],
  ])('is not what %s on another customer means', (_, act) => {
    act();
    expect(rig.callsOf('showWindow')).toEqual([]);
    expect(rig.callsOf('logIn')).toMatchObject([{ accountId: acme.accountId, chosen: 'row' }]);
  });
});

describe('a window of a customer who has no row', () => {
  const gone = { ...windowOf(globex), isListed: false };
  const key = `window ${gone.windowId}`;
  const openList = async (rows: readonly (typeof acme)[]): Promise<void> => {
    begin(appState({ openWindows: [gone] }));
    await rig.replyRows(rows, '');
    show();
    await rig.replyRows(rows, '');
  };

  test.each([
    ['beside others', [acme, labs]],
    ['alone', []],
  ])('is listed under “Open now” %s, by its name and connection', async (_, rows) => {
    await openList(rows);
    expect(rig.view().items[0]).toMatchObject({
      type: 'window',
      group: 'Open now',
      name: `Globex Corp (left the list, id ${globex.remoteId}) · SendGrid (Main)`,
    });
    expect(rig.view().index).toBe(0);
    expect(rig.view().row).toBeNull();
    type('acme');
    await rig.replyRows([acme]);
    expect(rig.view().items.map((item) => item.type)).toEqual(['account']);
  });

  test.each([
    ['Enter', () => enter()],
    ['its number', () => rig.command({ do: 'log-in-nth', nth: 1 })],
    [
      'a double click',
      () => {
        rig.command({ do: 'press', key, nth: 1 });
        rig.command({ do: 'press', key, nth: 2 });
      },
    ],
  ])('comes to the front by %s', async (_, act) => {
    await openList([acme]);
    act();
    expect(rig.callsOf('showWindow')).toEqual([{ windowId: gone.windowId }]);
    expect(rig.callsOf('logIn')).toEqual([]);
  });

  test('closes without a question, as that of a selected customer does', async () => {
    await openList([acme]);
    choose('close');
    expect(asked()).toBeNull();
    expect(rig.callsOf('closeWindow')).toEqual([{ windowId: gone.windowId }]);
  });

  test('is nothing to log in to, to copy a link for, or to give a name', async () => {
    await openList([acme]);
    rig.command({ do: 'copy-link' });
    rig.command({ do: 'rename' });
    rig.command({ do: 'pin' });
    expect(entries('log in')).toEqual([]);
    expect([...rig.callsOf('copyLoginLink'), ...rig.callsOf('pinAccount'), ...rig.callsOf('logIn')]).toEqual([]);
  });
});

describe('closing', () => {
  test('the only window of the selected customer asks nothing, and is said at once with the name', async () => {
    openNow(windowOf(globex), windowOf(acme));
    choose('close');
    expect(asked()).toBeNull();
    expect(rig.callsOf('closeWindow')).toEqual([{ windowId: windowOf(acme).windowId }]);
    expect(status().words).toBe('Closing the window of Acme Corp…');
    await rig.reply('closeWindow', ok(null));
    expect(status().words).toBe('The window of Acme Corp is closed');
  });

  test.each([
    ['of another customer', () => openNow(windowOf(globex)), 'Close the window of Globex Corp'],
    [
      'of one of the customer’s users',
      () => openNow(windowOf(acme, 'jo@acme.example'), windowOf(acme)),
      'Close the window of Acme Corp as jo@acme.example',
    ],
  ])(
    'a window %s is asked about, and Enter counts once that was read',
    { tags: ['slips-guarded'] },
    (_, open, words) => {
      open();
      choose('close');
      expect(asked()).toBe(`${words}? Its session ends, and what is not saved there is lost.`);
      enter();
      expect(rig.callsOf('closeWindow')).toEqual([]);
      rig.read();
      rig.command({ do: 'log-in-elsewhere' });
      rig.command({ do: 'copy-link' });
      expect(rig.callsOf('closeWindow')).toEqual([]);
      enter();
      expect(rig.callsOf('closeWindow')).toHaveLength(1);
      expect(rig.callsOf('logIn')).toEqual([]);
      expect(rig.callsOf('copyLoginLink')).toEqual([]);
      expect(asked()).toBeNull();
    },
  );

  test('all windows asks once, and names them', async () => {
    openNow(windowOf(acme), windowOf(globex));
    choose('close all');
    expect(asked()).toBe(
      'Close all 2 windows: Acme Corp, Globex Corp? Their sessions end, and what is not saved there is lost.',
    );
    rig.read();
    rig.send({ type: 'closing-confirmed' });
    expect(rig.callsOf('closeAllWindows')).toEqual([{}]);
    expect(status().words).toBe('Closing 2 windows…');
    await rig.reply('closeAllWindows', fail({ kind: 'window-stays-open' }));
    expect(status().icon).toBe('info');
  });

  test('of many windows names four', () => {
    const more = [1, 2, 3].map((n) => windowOf({ ...globex, name: `Globex ${n}` }));
    openNow(windowOf(acme), windowOf(labs), ...more);
    choose('close all');
    expect(asked()).toContain('Close all 5 windows: Acme Corp, Acme Labs, Globex 1, Globex 2 and 1 more?');
  });

  test.each([
    ['Esc', () => rig.command({ do: 'escape' })],
    ['its button', () => rig.send({ type: 'prompt-declined' })],
    ['moving', () => rig.command({ do: 'move', to: 'next' })],
    ['typing', () => type('globex')],
    ['a window that opens', () => openNow(windowOf(acme), windowOf(globex), windowOf(labs))],
    ['a window that closes', () => openNow(windowOf(acme))],
    ['a new name', () => openNow(windowOf(acme), windowOf({ ...globex, name: 'Zebra Ltd' }))],
  ])('is not asked any more after %s', (_, act) => {
    openNow(windowOf(acme), windowOf(globex));
    choose('close all');
    rig.read();
    act();
    expect(asked()).toBeNull();
    expect(rig.callsOf('closeAllWindows')).toEqual([]);
  });

  test('is no answer to a question that covers it', { tags: ['slips-guarded'] }, async () => {
    openNow(windowOf(acme), windowOf(globex));
    enter();
    choose('close all');
    await rig.reply('logIn', ok(question));
    expect(asked()).toBeNull();
    rig.read();
    enter();
    expect(rig.callsOf('closeAllWindows')).toEqual([]);
    expect(rig.callsOf('logIn')).toMatchObject([{}, { confirmed: ['state'] }]);
  });
});
