import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SessionEnd } from '../../src/shared/own-windows.ts';
import { expect, showLauncher } from '../helpers/desk.ts';
import { highlighted, stateOf } from '../helpers/steps.ts';
import { browserOn, killBrowserOn, windowsUnavailable } from '../helpers/window-browser.ts';
import { windowTest as own, shiftEnter, type WindowDesk } from '../helpers/window-desk.ts';
import { displaysUnavailable } from '../helpers/x-display.ts';

// Windows of customers' own, in a real Firefox on an X server. What does not depend on the browser is in own-windows.spec.ts.

own.describe.configure({ timeout: 180_000 });
own.use({ installed: 'firefox' });

const why = windowsUnavailable('firefox') ?? displaysUnavailable();
own.skip(why !== null, why ?? '');

const openWindows = async ({ latchkey, launcher }: WindowDesk) => (await stateOf(latchkey, launcher)).openWindows;

async function folderOf(desk: WindowDesk, name: string): Promise<string> {
  const found = (await openWindows(desk)).find(({ accountName }) => accountName === name);
  return join(desk.userData, 'windows', found?.windowId ?? 'none');
}

async function ends({ latchkey, launcher }: WindowDesk): Promise<(SessionEnd | null)[]> {
  const ledger = await latchkey.request(launcher, 'searchLedger', { text: '', beforeRowId: null });
  return ledger.ok ? ledger.value.rows.map(({ sessionEnd }) => sessionEnd) : [];
}

/** A process that has ended may be in the list until its parent asks for its exit code, and has no command line then. */
function isRunning(pid: number | null | undefined): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
  } catch {
    return false;
  }
}

/** Titles on the bookmarks bar, and below them. Firefox keeps its file to itself, so a copy is read. */
function bookmarksIn(profile: string, { userData }: WindowDesk): { title: string; url: string | null }[] {
  const copy = mkdtempSync(join(userData, 'places-'));
  for (const name of ['places.sqlite', 'places.sqlite-wal']) {
    if (existsSync(join(profile, name))) copyFileSync(join(profile, name), join(copy, name));
  }
  const database = new DatabaseSync(join(copy, 'places.sqlite'));
  try {
    return database
      .prepare(
        `WITH RECURSIVE below(id) AS (SELECT id FROM moz_bookmarks WHERE guid = 'toolbar_____'
           UNION ALL SELECT b.id FROM moz_bookmarks b JOIN below ON b.parent = below.id)
         SELECT b.title, p.url FROM moz_bookmarks b LEFT JOIN moz_places p ON p.id = b.fk
         WHERE b.id IN below AND b.guid != 'toolbar_____' ORDER BY b.id`,
      )
      .all() as { title: string; url: string | null }[];
  } catch {
    // It was copied while it was written.
    return [];
  } finally {
    database.close();
    rmSync(copy, { recursive: true });
  }
}

own(
  'two customers side by side in Firefox, which takes a second link into its window',
  async ({ launch, own: desk }) => {
    const { latchkey, launcher, provider, sessions, browser, display, userData, env, names } = desk;
    const [first = '', second = ''] = names;
    const [one = '', two = ''] = provider.customers.brevo.map(({ remoteId }) => remoteId);
    await shiftEnter(desk, first);
    await shiftEnter(desk, second);
    await sessions.haveWorkedOn([one, two], 1);
    expect(new Set(sessions.work.map(({ cookie }) => cookie))).toEqual(new Set([one, two]));
    expect(await latchkey.opened()).toEqual([]);

    // Each runs on a folder of its own, and its command line names no customer. The user's own Firefox was not touched.
    const [mine, other] = [await folderOf(desk, first), await folderOf(desk, second)];
    const pids = [browserOn(mine), browserOn(other)];
    expect(pids.map(isRunning)).toEqual([true, true]);
    for (const folder of [mine, other]) {
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      const words = readFileSync(`/proc/${browserOn(folder)}/cmdline`, 'utf8').split('\0');
      expect(words.slice(1, 4)).toEqual(['--new-instance', '--profile', folder]);
      expect(words[4]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]+$/);
      expect(words.slice(5).join('')).toBe('');
    }
    const profiles = readdirSync(join(browser.folder, 'home'), { recursive: true }).filter((path) =>
      /profiles\.ini$|user\.js$|cookies/.test(String(path)),
    );
    expect(profiles).toEqual([]);

    // The windows show whose they are: the connection's colour, and the customer's name on the bookmarks bar.
    const blue = Number('0x1d4fc4');
    await expect.poll(() => display.picture().pixels.filter((pixel) => pixel === blue).length).toBeGreaterThan(20_000);
    await expect
      .poll(() => bookmarksIn(mine, desk))
      .toEqual([
        { title: first, url: null },
        { title: 'Brevo', url: `${provider.origin}/` },
      ]);

    // A second log-in goes into the window that is open, and the other customer's session goes on.
    const logIns = provider.logInRequests;
    await shiftEnter(desk, first);
    await expect.poll(() => sessions.begun).toEqual([one, two, one]);
    expect(provider.logInRequests).toBe(logIns + 1);
    expect([browserOn(mine), browserOn(other)]).toEqual(pids);
    await sessions.haveWorkedOn([one, two], 1);

    // Enter on an open window: a page more in the same session, and no log-in.
    await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
    await showLauncher(desk);
    await expect(highlighted(launcher)).toContainText(first);
    const worked = sessions.worked(one);
    await launcher.keyboard.press('Enter');
    await expect.poll(() => sessions.worked(one)).toBeGreaterThan(worked);
    await expect.poll(() => latchkey.isVisible(launcher)).toBe(false);
    expect(provider.logInRequests).toBe(logIns + 1);

    // One is closed by hand: its process ends, its folder goes, and the other one goes on.
    sessions.closing.add(one);
    await expect.poll(() => isRunning(pids[0])).toBe(false);
    await expect.poll(() => readdirSync(join(userData, 'windows')).length).toBe(2);
    expect(await ends(desk)).toEqual(['closed', null, 'closed']);
    sessions.closing.clear();
    await sessions.haveWorkedOn([two], 1);

    // Latchkey is killed. The next start knows the window that is open, and closes it.
    await latchkey.kill();
    const again = await launch({ userData, env });
    const next = { ...desk, latchkey: again, launcher: await again.window('launcher') };
    await expect.poll(async () => (await openWindows(next)).map(({ accountName }) => accountName)).toEqual([second]);
    await sessions.haveWorkedOn([two], 1);
    const windowId = other.slice(-32);
    expect(await again.request(next.launcher, 'closeWindow', { windowId })).toMatchObject({ ok: true });
    expect(isRunning(pids[1])).toBe(false);
    expect(readdirSync(join(userData, 'windows'))).toEqual([]);
    expect(await ends(next)).toEqual(['closed', 'closed', 'closed']);

    // One whose Firefox is killed is removed too.
    await shiftEnter(next, first);
    killBrowserOn(mine);
    await expect.poll(() => readdirSync(join(userData, 'windows'))).toEqual([]);
    expect(await openWindows(next)).toEqual([]);
    expect(await ends(next)).toEqual(['killed', 'closed', 'closed', 'closed']);
  },
);
