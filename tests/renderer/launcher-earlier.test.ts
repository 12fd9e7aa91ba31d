import { beforeEach, describe, expect, test } from 'vitest';
import { statusOf } from '../../src/renderer/launcher/status.ts';
import { ok } from '../../src/shared/result.ts';
import { accessibilityFaults } from '../helpers/axe.ts';
import { fakeConnections } from '../helpers/fake-accounts.ts';
import { appState } from '../helpers/from-main.ts';
import { callsOf, hide, searchField, show, type } from '../helpers/launcher-driver.ts';
import { launcherPerTest, page } from '../helpers/launcher-page.ts';
import { acme, globex, openHome, rig } from '../helpers/launcher-story.ts';

// Up on the first line of the home opens earlier searches.

const home = { groups: { [acme.accountId]: 'last' }, opened: [acme.accountId], hasNames: true } as const;

async function search(text: string): Promise<void> {
  rig.type(text);
  await rig.replyRows([globex]);
}
async function goHome(): Promise<void> {
  rig.type('');
  await rig.reply('searchAccounts', ok({ text: '', rows: [acme, globex], target: null, total: 400, home }));
}
/** As when the launcher is put away and taken out again, with the former text in it. */
async function reopen(): Promise<void> {
  rig.hide();
  rig.show();
  await rig.replyRows([globex]);
}
const up = (held = false): void => rig.command({ do: 'move', to: 'previous', ...(held ? { held } : {}) });

beforeEach(() => openHome([acme, globex], home));

describe('a text is an earlier search', () => {
  test('once a log-in was asked for with it', async () => {
    await search('globex');
    rig.read();
    rig.command({ do: 'log-in' });
    expect(rig.view().earlier).toEqual(['globex']);
  });

  test('once the launcher hid with it; the newest comes first, each once, ten at most', async () => {
    for (const text of ['glo', 'acme', ' glo ', ...Array.from({ length: 9 }, (_, nth) => `text ${nth}`)]) {
      await search(text);
      await reopen();
    }
    expect(rig.view().earlier).toHaveLength(10);
    expect(rig.view().earlier.slice(-2)).toEqual(['text 0', 'glo']);
  });

  test('but not what was typed on the way to it, nor a text from a ticket', async () => {
    await search('glob');
    await search('globex');
    await goHome();
    await search('Hello,\nplease look at Globex\n');
    await reopen();
    expect(rig.view().earlier).toEqual([]);
  });

  test('until a connection is removed, with whose customers it may have been about', async () => {
    await search('globex');
    await reopen();
    await goHome();
    up();
    expect(rig.view().palette).toBe('searches');
    rig.send({ type: 'app-changed', app: appState({ connections: fakeConnections.slice(1) }) });
    expect(rig.view().earlier).toEqual([]);
    expect(rig.view().palette).toBeNull();
  });
});

describe('Up', () => {
  test('on the first line opens them, and on any other line moves', async () => {
    await search('globex');
    await reopen();
    await goHome();
    rig.command({ do: 'move', to: 'next' });
    up();
    expect(rig.view().palette).toBeNull();
    expect(rig.view().row?.name).toBe('Acme Corp');
    up();
    expect(rig.view().palette).toBe('searches');
  });

  test('goes round as before with a text, and as long as there are none', async () => {
    up();
    expect(rig.view().row?.name).toBe('Globex Corp');
    await search('globex');
    await reopen();
    up();
    expect(rig.view().palette).toBeNull();
  });

  test('that is held down does not open them', async () => {
    await search('globex');
    await reopen();
    await goHome();
    up(true);
    expect(rig.view().palette).toBeNull();
  });
});

test('SECURITY: choosing one puts the text into the field; a quick second Enter logs in to no customer', async () => {
  await search('globex');
  await reopen();
  await goHome();
  up();
  rig.send({ type: 'palette-chosen', command: { do: 'search-for', text: 'globex' } });
  expect(rig.view().search.text).toBe('globex');
  rig.command({ do: 'log-in' });
  await rig.replyRows([globex]);
  rig.command({ do: 'log-in' });
  expect(rig.callsOf('logIn')).toEqual([]);
  expect(statusOf(rig.view(), 0).words).toBe('Press Enter again to log in');
  rig.read();
  rig.command({ do: 'log-in' });
  expect(rig.callsOf('logIn')).toMatchObject([{ accountId: globex.accountId }]);
});

describe('on the screen', () => {
  const open = launcherPerTest();

  test('they are chosen by keys, and the field has the text and the focus', async () => {
    await open();
    for (const text of ['globex', 'acme labs']) {
      await type(page, text);
      await hide(page);
      await show(page);
    }
    await searchField(page).fill('');
    await page.locator('#result-0').waitFor();
    await page.keyboard.press('ArrowUp');
    const searches = page.getByRole('dialog', { name: 'Earlier searches' });
    await searches.waitFor();
    expect(await searches.getByRole('option').allTextContents()).toEqual(['acme labs', 'globex']);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page
      .getByRole('option', { name: /^Globex Corp/ })
      .first()
      .waitFor();
    expect(await searchField(page).inputValue()).toBe('globex');
    expect(await searchField(page).evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await callsOf(page, 'logIn')).toEqual([]);
  });
});
