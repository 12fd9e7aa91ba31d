import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { troubledKeys } from '../../src/main/providers/brevo/pretend.ts';
import type { Driver } from './driver.ts';
import { asRealProviders, providerIn } from './sandbox-provider.ts';
import {
  display,
  type Launch,
  openSection,
  type Scene,
  type Stage,
  setBusyStage,
  setStage,
  show,
  type Walk,
} from './scene-stage.ts';
import { settingsScenes } from './settings-scenes.ts';
import {
  allSynced,
  barRead,
  closeSettings,
  connectInFirstRun,
  fillIn,
  highlighted,
  lastChange,
  launcherShortcut,
  listRead,
  pasteInto,
  pinKey,
  pressEnterToLogIn,
  search,
  searchBox,
  stateOf,
} from './steps.ts';
import { WindowBrowser, windowsUnavailable } from './window-browser.ts';
import { displaysUnavailable, XDisplay } from './x-display.ts';

// Every window in every state, reached in the real program as a person would. Used by the accessibility specs and by the
// script for the documentation's pictures, so it imports no test runner.

async function* firstRunScenes(launch: Launch): AsyncGenerator<Scene> {
  // Enough customers that the sync is still running at the last scene, even on a slow machine.
  const stage = await setStage(launch, { accountsPerProvider: 12_000, replyDelayMs: 200 });
  const { latchkey, launcher } = stage;
  const settings = await latchkey.window('settings');
  const at = (name: string, title: string, page = settings): Scene => ({ name, title, page, latchkey });
  yield at('first-run-connect', 'First run: connect a provider, or explore with sample customers');
  await connectInFirstRun(settings, 'Brevo', troubledKeys.otherAddress);
  await settings.getByRole('button', { name: 'Authorise this IP at Brevo' }).waitFor();
  yield at('first-run-key-refused', 'First run: what is wrong with a key, and the one thing to do');
  await connectInFirstRun(settings, 'Brevo', providerIn(stage.sandbox, 'brevo').key);
  await settings.getByRole('heading', { name: 'Now press the shortcut' }).waitFor();
  yield at('first-run-shortcut', 'First run: press the shortcut once, or record another');
  await latchkey.pressShortcut(launcherShortcut);
  await settings.getByRole('heading', { name: 'You are ready' }).waitFor();
  yield at('first-run-done', 'First run: how it goes on');
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-scenes-'));
  const file = join(folder, 'team-names.csv');
  await launcher.locator('#result-3').waitFor();
  const found = await latchkey.request(launcher, 'searchAccounts', { text: '', typed: false });
  const lines = (found.ok ? found.value.rows : []).map(({ remoteId, name }) => `${remoteId},"${name} (ours)"`);
  writeFileSync(file, ['Id,Our name', ...lines].join('\n'));
  await latchkey.answerDialog([file]);
  await settings.getByRole('button', { name: 'Choose a file…' }).click();
  await settings.getByRole('heading', { name: 'team-names.csv' }).waitFor();
  yield at('first-run-names-file', 'First run: the names of a list, before they are imported');
  await settings.getByRole('button', { name: 'Back' }).click();
  rmSync(folder, { recursive: true });
  await launcher.getByRole('group', { name: 'First steps' }).waitFor();
  yield at('launcher-first-steps', 'The first time: customers to try, and what is left to do', launcher);
  await search(launcher, 'hot', 'Hôtel du Lac');
  yield at('launcher-newcomer', 'The first customer, found by three letters', launcher);
  await fillIn(launcher, 'ma');
  await launcher.locator('#result-4').waitFor();
  await launcher.locator('.status-bar-text', { hasText: /[1-9][\d,]* of 12,000/ }).waitFor();
  yield at('launcher-first-sync', 'First sync: the count goes up, what has come can be opened', launcher);
  await stage.close();
}

/** SendGrid's list has no names, and the hour's requests were used up when a few had been asked for. */
async function* namesScenes(launch: Launch): AsyncGenerator<Scene> {
  const stage = await setStage(launch, { accountsPerProvider: 3_000, requestsPerHour: { sendgrid: 100 } });
  const { latchkey, launcher } = stage;
  const settings = await latchkey.window('settings');
  await connectInFirstRun(settings, 'SendGrid', providerIn(stage.sandbox, 'sendgrid').key);
  await settings.getByRole('heading', { name: 'Now press the shortcut' }).waitFor();
  await latchkey.pressShortcut(launcherShortcut);
  await settings.getByRole('heading', { name: 'You are ready' }).waitFor();
  await settings.getByText('names are still to be asked for').waitFor();
  yield { name: 'first-run-names', title: 'First run, while names are missing', page: settings, latchkey };
  await closeSettings(latchkey);
  await show(stage);
  await fillIn(launcher, 'zwirnhaus');
  await launcher.locator('.empty-reason').waitFor();
  yield { name: 'launcher-names-missing', title: 'No match, while names are missing', page: launcher, latchkey };
  await stage.close();
}

async function* emptyScenes(launch: Launch): AsyncGenerator<Scene> {
  const stage = await setStage(launch);
  const { latchkey, launcher } = stage;
  await latchkey.request(launcher, 'finishFirstRun', {});
  const settings = await latchkey.window('settings');
  await launcher.locator('.empty-words').waitFor();
  yield { name: 'launcher-no-connection', title: 'Nothing connected yet', page: launcher, latchkey };
  await latchkey.request(launcher, 'openSettings', { section: 'connections' });
  await settings.getByText('No connections yet.').waitFor();
  yield { name: 'settings-no-connection', title: 'Settings: nothing connected yet', page: settings, latchkey };
  await stage.close();
}

async function* launcherScenes(launch: Launch): AsyncGenerator<Scene> {
  const stage = await setBusyStage(launch);
  const { latchkey, launcher } = stage;
  const { keyboard } = launcher;
  const at = (name: string, title: string): Scene => ({ name, title, page: launcher, latchkey });

  await search(launcher, 'acme', 'Acme Corp');
  yield at('launcher-results', 'Typing finds customers of all connections');
  await keyboard.down('ControlOrMeta');
  yield at('launcher-numbers', 'Ctrl held: the numbers of the first nine rows');
  await keyboard.up('ControlOrMeta');
  await search(launcher, 'norvia labs senders', 'Norvia Labs');
  yield at('launcher-verb', 'A word after the name chooses where to land');
  await search(launcher, 'acme', 'Acme Corp');
  await keyboard.press('ArrowDown');
  await keyboard.press('Tab');
  await launcher.getByRole('dialog').waitFor();
  yield at('launcher-targets', 'Tab: where to land');
  await keyboard.press('Escape');
  await keyboard.press('ControlOrMeta+k');
  await launcher.getByRole('dialog').waitFor();
  yield at('launcher-actions', 'Ctrl+K: everything that can be done');
  // While the palette is open, a link waits.
  await latchkey.openLink('latchkey://open?provider=sendgrid&domain=cafe-zurich.example');
  await launcher.getByRole('region', { name: 'Waiting' }).waitFor();
  await keyboard.press('Escape');
  await barRead(launcher);
  yield at('launcher-waiting', 'A link that arrived while the user was busy waits in the bar');
  await keyboard.press('Escape');
  await keyboard.press('ControlOrMeta+i');
  await launcher.locator('.preview').waitFor({ state: 'detached' });
  yield at('launcher-without-preview', 'Ctrl+I: the list alone');
  await keyboard.press('ControlOrMeta+i');
  await keyboard.press('Home');
  await keyboard.press('F2');
  await launcher.getByLabel('New name for Acme Corp').fill('Acme, the big one');
  yield at('launcher-rename', 'F2: rename in place');
  await keyboard.press('Escape');
  await keyboard.press('Shift+F2');
  await launcher.getByLabel('Note on Acme Corp').fill('Ask for Wile; bills go to the other Acme.');
  yield at('launcher-note', 'Shift+F2: a note in place');
  await keyboard.press('Enter');
  await lastChange(launcher).waitFor();
  await keyboard.press('Shift+F2');
  await launcher.getByLabel('Note on Acme Corp').fill('! Ask Wile before you change anything.');
  await keyboard.press('Enter');
  await launcher.locator('.preview-note[data-warns]').waitFor();
  await search(launcher, 'acme corp', 'Acme Corp');
  await lastChange(launcher).waitFor({ state: 'detached' });
  yield at('launcher-preview', 'The preview: a note that warns, state, plan and credits');
  await search(launcher, 'globex retail', 'Globex Retail');
  await keyboard.press('F2');
  await launcher.getByLabel('New name for Globex Retail').fill('Globex (shops)');
  await keyboard.press('Enter');
  await lastChange(launcher).waitFor();
  yield at('launcher-undo', 'A change is said, and can be undone');
  await keyboard.press('ControlOrMeta+z');
  await lastChange(launcher).waitFor({ state: 'detached' });

  await search(launcher, 'smith wesley', 'Smith');
  await keyboard.press('Enter');
  await launcher.getByRole('region', { name: 'Before you go on' }).waitFor();
  yield at('launcher-question-lookalike', 'Two customers with near-equal names');
  await keyboard.press('Escape');
  await search(launcher, 'zanetti', 'Zanetti Moda');
  await keyboard.press('Enter');
  await launcher.getByRole('region', { name: 'Before you go on' }).waitFor();
  yield at('launcher-question-state', 'A customer that may fail to log in');
  await keyboard.press('Escape');

  for (const name of ['Globex Shipping', 'Hôtel du Lac', 'Café Zürich', 'Norvia']) {
    await show(stage);
    await search(launcher, name, name);
    if (name === 'Norvia') await keyboard.press(pinKey(latchkey));
    await pressEnterToLogIn(latchkey, launcher);
  }
  await show(stage);
  yield at('launcher-recent', 'Empty text: pinned, then recent');
  await keyboard.press('ArrowUp');
  await launcher.getByRole('dialog', { name: 'Earlier searches' }).waitFor();
  yield at('launcher-earlier', 'Up on the first line: earlier searches');
  await keyboard.press('Escape');
  await fillIn(launcher, 'the bakery on the corner');
  await launcher.locator('.empty-words').waitFor();
  yield at('launcher-no-match', 'No match: search with fewer words, or sync');
  await fillIn(launcher, 'a brevo: is:active ');
  await launcher.getByRole('button', { name: 'Remove the filter Active' }).waitFor();
  await launcher.locator('#result-0').waitFor();
  yield at('launcher-filters', 'Filters in the text: only active customers at Brevo');
  await fillIn(launcher, 'acme @');
  await launcher.getByRole('button', { name: 'Brevo (Agency)' }).waitFor();
  await launcher.locator('#result-0').waitFor();
  yield at('launcher-filter-suggestions', 'A filter that is being typed: Tab takes the first suggestion');
  await fillIn(launcher, 'acme @agancy');
  await launcher.locator('.empty-reason').waitFor();
  yield at('launcher-filter-unknown', 'A misspelt filter: what it most likely means');
  await keyboard.press('ControlOrMeta+k');
  await keyboard.type('give a customer');
  await keyboard.press('Enter');
  await search(launcher, 'boulangerie', 'Boulangerie');
  await keyboard.press('Enter');
  await launcher.getByRole('region', { name: 'Before the name changes' }).waitFor();
  yield at('launcher-give-name', 'Confirming that this customer gets the name');
  await keyboard.press('Escape');
  await keyboard.press('Escape');
  await keyboard.press('Escape');

  await search(launcher, 'brevo admin', 'Brevo admin console');
  await keyboard.press('Enter');
  await launcher.getByLabel('Your email address as admin, asked once').waitFor();
  yield at('launcher-admin-email', 'The admin’s email, asked once');
  await keyboard.press('Escape');
  await search(launcher, 'acme', 'Acme Corp');
  await keyboard.press('ControlOrMeta+Enter');
  const onClipboard = launcher.locator('.status-bar-text', { hasText: 'on the clipboard' });
  const anyway = launcher.getByRole('button', { name: 'Copy anyway' });
  await onClipboard.or(anyway).waitFor();
  if (await anyway.isVisible()) {
    await barRead(launcher);
    await anyway.click();
  }
  await onClipboard.waitFor();
  yield at('launcher-link', 'Ctrl+Enter: a login link on the clipboard, with its time');
  const { connections } = await allSynced(latchkey, launcher);
  for (const { connectionId } of connections)
    await latchkey.request(launcher, 'changeConnection', { connectionId, change: { reasonRequired: true } });
  await latchkey.request(launcher, 'changeSettings', { hideAfterOpening: false });
  const askReason = async (customer: string) => {
    await search(launcher, customer, customer);
    await listRead(launcher);
    await keyboard.press('Enter');
    await barRead(launcher);
    return launcher.getByLabel(`Ticket or reason for ${customer}`);
  };
  for (const reason of ['TICKET-4711 no mails since Friday', 'Call of 3 March', 'TICKET-4802']) {
    const field = await askReason('Hôtel du Lac');
    await field.fill(reason);
    await keyboard.press('Enter');
    await launcher.getByRole('region', { name: 'Last log-in' }).waitFor();
  }
  yield at('launcher-opened', 'What is open in the browser, if the launcher stays');
  await askReason('Norvia Labs');
  await launcher.getByRole('option', { name: 'TICKET-4802' }).waitFor();
  await keyboard.press('ArrowUp');
  yield at('launcher-reason', 'A reason, where the connection wants one: the last five to choose from');
  await stage.close();
}

/** One picture of the moving one: a window, or the page that a login link opens. `ms`: how long it is shown. */
export type Moment = { latchkey: Driver; ms: number } & ({ page: Page } | { link: string });

/** The main job in six seconds: type a few letters, read, press Enter, be logged in. */
export async function* logInStory(launch: Launch): AsyncGenerator<Moment> {
  const stage = await setBusyStage(launch);
  const { latchkey, launcher } = stage;
  // Of the other provider: no session is replaced later, about which Latchkey would ask.
  for (const name of ['Hôtel du Lac', 'Norvia Labs']) {
    await show(stage);
    await search(launcher, name, name);
    await pressEnterToLogIn(latchkey, launcher);
  }
  await latchkey.request(launcher, 'noteAccount', {
    accountId: await idOfFirst(stage, 'acme corp'),
    note: '! Ask Wile before you change anything.',
  });
  // Seen once, so that what it says is there at once.
  await show(stage);
  await search(launcher, 'acme corp', 'Acme Corp');
  await launcher.locator('.preview-asked').waitFor();
  await fillIn(launcher, '');
  await highlighted(launcher).filter({ hasText: 'Norvia Labs' }).waitFor();
  await launcher.locator('.preview:not([aria-busy]) .preview-asked').waitFor();
  const at = (ms: number): Moment => ({ latchkey, page: launcher, ms });
  yield at(900);
  for (const letter of 'acme') {
    await launcher.keyboard.type(letter);
    await launcher.locator('.search:not([data-waiting])').waitFor();
    await launcher.locator('.preview:not([aria-busy])').waitFor();
    yield at(letter === 'e' ? 1_300 : 170);
  }
  // The browser comes for the link when the picture is taken.
  await latchkey.change({ browserAfterMs: 2_500 });
  const before = (await latchkey.opened()).length;
  await launcher.keyboard.press('Enter');
  await launcher.getByRole('region', { name: 'Under way' }).waitFor();
  yield at(700);
  let opened = await latchkey.opened();
  while (opened.length === before) {
    await launcher.waitForTimeout(50);
    opened = await latchkey.opened();
  }
  yield { latchkey, link: opened.at(-1) ?? '', ms: 2_400 };
  await stage.close();
}

async function idOfFirst({ latchkey, launcher }: Stage, text: string): Promise<string> {
  const found = await latchkey.request(launcher, 'searchAccounts', { text, typed: false });
  const [first] = found.ok ? found.value.rows : [];
  if (!first) throw new Error(`nothing is found by ${text}`);
  return first.accountId;
}

/** Texts from a ticket, pasted into the field. */
async function* ticketScenes(launch: Launch): AsyncGenerator<Scene> {
  const stage = await setBusyStage(launch);
  const { latchkey, launcher } = stage;
  const at = (name: string, title: string): Scene => ({ name, title, page: launcher, latchkey });
  const paste = (lines: readonly string[]): Promise<void> => pasteInto(searchBox(launcher), lines.join('\n'));
  const signed = ['', 'Best regards,', 'Vera Neumann'];

  await paste(['Hi, our mails do not arrive since Friday.', 'My login is info@globex-shipping.example', ...signed]);
  await launcher.locator('.result-found').waitFor();
  yield at('launcher-ticket', 'A pasted text: the customer in it, and by what it was found');
  await paste(['Hi, Café Zürich and Smith & Wesley cannot log in, see also office@acme-corp.example', ...signed]);
  await launcher.locator('#result-3 .result-found').waitFor();
  yield at('launcher-ticket-several', 'Several customers in a text: none is highlighted');
  await paste(['Hi, who do I ask about my invoice?', ...signed]);
  await launcher.locator('.empty-words').waitFor();
  yield at('launcher-ticket-none', 'No customer in a text: Enter searches for its first line');
  await stage.close();
}

async function* troubleScenes(launch: Launch): AsyncGenerator<Scene> {
  // Brevo's hourly rate limit is reached before its list is complete.
  const stage = await setStage(launch, { accountsPerProvider: 3_000, requestsPerHour: { brevo: 40, sendgrid: null } });
  const { latchkey, launcher } = stage;
  const at = (name: string, title: string, page = launcher): Scene => ({ name, title, page, latchkey });
  const { key } = providerIn(stage.sandbox, 'brevo');
  const brevo = { provider: 'brevo', key, label: 'Brevo (Agency)', colour: 'green', region: '' } as const;
  await latchkey.request(launcher, 'connectProvider', brevo);
  await latchkey.request(launcher, 'finishFirstRun', {});
  await closeSettings(latchkey);
  await launcher.locator('.status-bar-text', { hasText: 'resumes at' }).waitFor();
  await search(launcher, 'globex', 'Globex Retail');
  yield at('launcher-rate-limit', 'The provider’s hour is used up: it says when it goes on');

  await search(launcher, 'acme', 'Acme');
  await stage.close();
  await launcher.keyboard.press('Enter');
  await launcher.locator('.prompt-bar').waitFor();
  yield at('launcher-failure', 'A failure stays, with its sentence and its one next action');
  await barRead(launcher);
  await latchkey.change({ online: false });
  await launcher.keyboard.press('Escape');
  await launcher.keyboard.press('F5');
  await launcher.locator('.status-bar-text', { hasText: 'Offline' }).waitFor();
  yield at('launcher-offline', 'Offline, said once and quietly');
}

async function* attentionScenes(launch: Launch): AsyncGenerator<Scene> {
  const stage = await setBusyStage(launch);
  const { latchkey, launcher, sandbox } = stage;
  sandbox.acceptOnly('brevo', 'xkeysib-another');
  await latchkey.request(launcher, 'syncAccounts', { connectionId: null });
  await search(launcher, 'acme', 'Acme Corp');
  await launcher.locator('.connection-lines').waitFor();
  yield {
    name: 'launcher-connection-trouble',
    title: 'One connection in trouble hides no customer',
    page: launcher,
    latchkey,
  };
  const settings = await openSection(stage, 'connections');
  await settings.getByRole('button', { name: /Brevo \(Agency\)/ }).click();
  await settings.getByRole('heading', { name: 'Brevo (Agency)' }).waitFor();
  yield { name: 'settings-connection-trouble', title: 'A connection in trouble', page: settings, latchkey };
  await stage.close();
}

/** Files that somebody changed while the program did not run, and what the next start says. */
async function* doctoredScenes(launch: Launch): AsyncGenerator<Scene> {
  const first = await setBusyStage(launch);
  const { userData } = first.latchkey;
  const database = join(userData, 'directory.db');
  const monday = `${database}-monday`;
  const logIn = async ({ latchkey, launcher }: Pick<Stage, 'latchkey' | 'launcher'>, name: string): Promise<void> => {
    await search(launcher, name, name);
    await pressEnterToLogIn(latchkey, launcher);
    await latchkey.quit();
  };
  const again = async (): Promise<Stage> => {
    const env = { ...asRealProviders(first.sandbox), TZ: 'UTC' };
    const latchkey = await launch({ env, userData, desktop: { displays: [display], darkSystem: false } });
    const stage = { ...first, latchkey, launcher: await latchkey.window('launcher') };
    await show(stage);
    return stage;
  };
  await logIn(first, 'Acme Corp');
  copyFileSync(database, monday);
  await logIn(await again(), 'Globex Shipping');
  copyFileSync(monday, database);
  rmSync(monday);
  const older = await again();
  await older.launcher.locator('[data-problem="ledger-mismatch"]').waitFor();
  yield {
    ...older,
    name: 'launcher-history-older',
    title: 'An older copy of the history was put back',
    page: older.launcher,
  };
  const history = await openSection(older, 'history');
  await history.getByText(/did not end where it had ended before/).waitFor();
  yield { ...older, name: 'settings-history-older', title: 'The history says so for good', page: history };
  await older.latchkey.quit();

  writeFileSync(join(userData, 'settings.json'), '{"settings":{"firstRunDone":true},"connections":[7]}');
  const lost = await again();
  await lost.launcher.locator('[data-problem="connections-lost"]').waitFor();
  yield {
    ...lost,
    name: 'launcher-connection-lost',
    title: 'The settings were damaged, and a connection is missing',
    page: lost.launcher,
  };
  const connections = await openSection(lost, 'connections');
  await connections.getByRole('heading', { name: 'Missing from the settings' }).waitFor();
  yield {
    ...lost,
    name: 'settings-connection-lost',
    title: 'What is left of it can be forgotten, with its key',
    page: connections,
  };
  await first.close();
}

/** Two customers side by side in a real Chromium, on an X server if there is one. */
async function* ownWindowScenes(launch: Launch): AsyncGenerator<Scene> {
  const display = displaysUnavailable() === null ? await XDisplay.start() : null;
  const browser = new WindowBrowser(display?.name, { widthOfEach: 800 });
  try {
    const stage = await setBusyStage(launch, { env: browser.environment });
    const { latchkey, launcher } = stage;
    for (const name of ['Acme Corp', 'Hôtel du Lac']) {
      await show(stage);
      await search(launcher, name, name);
      await launcher.keyboard.press('Shift+Enter');
      await untilOpen(stage, name);
    }
    await show(stage);
    await launcher.getByText('Open now', { exact: true }).waitFor();
    yield {
      name: 'launcher-open-now',
      title: 'Two customers are open, each in a window of their own',
      page: launcher,
      latchkey,
      ...(display && {
        screen: { name: 'two-customers', title: 'The windows of two customers, side by side', display },
      }),
    };

    await search(launcher, 'maison beranger', 'Maison Béranger');
    await launcher.keyboard.press('Shift+Enter');
    await untilOpen(stage, 'Maison Béranger');
    await leaveBrevo(stage);
    const settings = await openSection(stage, 'connections');
    await settings.getByRole('button', { name: 'Sync all' }).click();
    await settings.getByText(/customers of Brevo \(Agency\) are gone/).waitFor();
    yield { name: 'settings-gone', title: 'A sync says which customers have left the list', page: settings, latchkey };
    await show(stage);
    await launcher.getByText(/^Maison Béranger \(left the list, id \d+\) · Brevo \(Agency\)$/).waitFor();
    yield {
      name: 'launcher-open-now-gone',
      title: 'The window of a customer who left the list stays under Open now',
      page: launcher,
      latchkey,
    };
    await latchkey.request(launcher, 'closeAllWindows', {});
    await stage.close();
  } finally {
    browser.end(browser.folder);
    display?.end();
  }
}

/** Customers at the beginning of Brevo's list leave while it is read: the next sync finds them gone. */
async function leaveBrevo({ latchkey, launcher, sandbox }: Stage): Promise<void> {
  sandbox.haveBadDay('brevo', 'customers-leave');
  await latchkey.request(launcher, 'syncAccounts', { connectionId: null });
  sandbox.haveBadDay('brevo', null);
}

async function untilOpen({ latchkey, launcher }: Stage, name: string): Promise<void> {
  for (;;) {
    const { openWindows } = await stateOf(latchkey, launcher);
    if (openWindows.some(({ accountName }) => accountName === name)) return;
    await launcher.waitForTimeout(100);
  }
}

export const walks: Readonly<Record<string, Walk>> = {
  'first run': firstRunScenes,
  'names missing': namesScenes,
  'nothing connected': emptyScenes,
  launcher: launcherScenes,
  'ticket text': ticketScenes,
  trouble: troubleScenes,
  attention: attentionScenes,
  'changed files': doctoredScenes,
  settings: settingsScenes,
  ...(windowsUnavailable() === null ? { 'own windows': ownWindowScenes } : {}),
};
