import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'iconv-lite';
import type { Locator, Page } from 'playwright-core';
import { type SettingsSection, settingsSections } from '../../src/shared/settings-sections.ts';
import type { Driver } from './driver.ts';
import { type Launch, openSection, type Scene, setBusyStage, show } from './scene-stage.ts';
import { pressEnterToLogIn, search } from './steps.ts';

/** Every page of the settings, and what can be reached from it. */
export async function* settingsScenes(launch: Launch): AsyncGenerator<Scene> {
  const stage = await setBusyStage(launch);
  const { latchkey, launcher } = stage;
  for (const name of ['Globex Shipping', 'Hôtel du Lac', 'Norvia Labs senders']) {
    await show(stage);
    await search(launcher, name, name.replace(' senders', ''));
    await pressEnterToLogIn(latchkey, launcher);
  }
  for (const section of settingsSections) {
    const settings = await openSection(stage, section);
    await settledPages[section]?.(settings).waitFor();
    const title = pageTitles[section] ?? `Settings: ${section}`;
    yield { name: `settings-${section}`, title, page: settings, latchkey };
    for await (const scene of scenesOnPage[section]?.(settings, latchkey) ?? [])
      yield { ...scene, page: settings, latchkey };
  }
  await stage.close();
}

/** What is visible on a page once its data is here. */
const settledPages: Partial<Record<SettingsSection, (settings: Page) => Locator>> = {
  connections: (settings) => settings.getByText(/^Synced/).first(),
  history: (settings) => settings.locator('.ledger'),
};

const pageTitles: Partial<Record<SettingsSection, string>> = {
  connections: 'Connections, each with its health',
  names: 'Names: in from a file, and out',
  shortcuts: 'Shortcuts',
  general: 'General',
  history: 'History: every log-in from this computer',
  about: 'About',
};

type PageScenes = (settings: Page, latchkey: Driver) => AsyncGenerator<Pick<Scene, 'name' | 'title'>>;

/** Further scenes that start from a page. */
const scenesOnPage: Partial<Record<SettingsSection, PageScenes>> = {
  async *connections(settings) {
    const button = (name: string | RegExp) => settings.getByRole('button', { name });
    await button('Add connection').click();
    yield { name: 'settings-add-connection', title: 'Adding a connection' };
    await button('Connections').click();
    await button(/SendGrid \(Main\)/).click();
    await settings.getByRole('heading', { name: 'SendGrid (Main)' }).waitFor();
    yield { name: 'settings-connection', title: 'One connection' };
    await button('Replace key…').click();
    await settings.getByRole('dialog').waitFor();
    yield { name: 'settings-replace-key', title: 'Replacing a key' };
    await settings.keyboard.press('Escape');
    await button('Remove…').click();
    await settings.getByRole('dialog').waitFor();
    yield { name: 'settings-remove', title: 'Removing a connection: what goes, and what stays' };
    await settings.keyboard.press('Escape');
  },
  async *names(settings, latchkey) {
    const button = (name: string) => settings.getByRole('button', { name });
    const folder = mkdtempSync(join(tmpdir(), 'latchkey-scenes-'));
    const preview = async (fileName: string, content: string | Buffer): Promise<void> => {
      const path = join(folder, fileName);
      writeFileSync(path, content);
      await latchkey.answerDialog([path]);
      await button('Choose a file…').click();
      await settings.getByRole('heading', { name: fileName }).waitFor();
    };
    await preview('kunden.csv', encode(namesReport, 'windows-1252'));
    yield { name: 'settings-names-encoding', title: 'A names file that does not say its encoding' };
    await button('Names').click();
    await preview('team-names.csv', namesFile);
    await settings.getByText('1 line will not be imported').click();
    yield { name: 'settings-names-preview', title: 'A names file, before anything is stored' };
    await button('Import 3 rows').click();
    await button('Undo the import of team-names.csv').waitFor();
    yield { name: 'settings-names-imported', title: 'An import, and its way back' };
    rmSync(folder, { recursive: true });
  },
  async *shortcuts(settings) {
    await settings.getByRole('button', { name: /^Open Latchkey:/ }).click();
    await settings.keyboard.press('k');
    await settings.getByText('A key alone would be lost to typing.').waitFor();
    yield { name: 'settings-shortcut-recording', title: 'Recording a shortcut' };
    await settings.keyboard.press('Escape');
  },
};

const namesFile = [
  'Customer,Our name,Also called,Tags',
  'office@acme-corp.example,"Acme, the big one",Wile E.,gold',
  'info@globex-shipping.example,Globex (ships),,',
  'contact@cafe-zurich.example,Café Zürich,Kaffee Züri,gold',
  'nobody@nowhere.example,Nobody,,',
].join('\n');

/** As a spreadsheet writes a report: a title, an empty line, and a code page of its own. */
const namesReport = [
  'Kunden 2026;;',
  ';;',
  'E-Mail;Aktiv;Firma',
  'office@acme-corp.example;ja;Köhler Bäckerei',
  'info@globex-shipping.example;ja;Größinger Möbel',
  'contact@cafe-zurich.example;nein;Straßer Bau',
].join('\r\n');
