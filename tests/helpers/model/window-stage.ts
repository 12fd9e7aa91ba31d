import type Electron from 'electron';
import type { Page } from 'playwright-core';
import type { Driver } from '../driver.ts';
import { launcherShortcut, pasteInto, searchBox } from '../steps.ts';
import { connectionOf, customerOf } from './customers.ts';
import { type HeldProviders, ownerOfLink } from './held-providers.ts';
import { barOfHtml, type Line, type Screen, wordsOfHtml } from './screen.ts';
import type { Asked, ReplyKind } from './simulated-providers.ts';
import type { Happening, LedgerLine, Stage, StoredFacts } from './stage.ts';
import type { StoredReader } from './stored-facts.ts';
import { clipboardShortcut } from './user-folder.ts';

/** The window's page as it is now, taken in one moment. */
interface Looked {
  text: string;
  waits: boolean;
  naming: string | null;
  lines: ({ mark: string; name: string; words: string; isCustomer: boolean } | null)[];
  numbered: number[];
  selected: number;
  panel: Screen['panel'];
  previewOpen: boolean;
  preview: string | null;
  bar: string;
  status: string;
  said: string;
  effects: number;
}

/** The desktop around it. */
interface Desk {
  visible: boolean;
  opened: readonly string[];
  copied: readonly string[];
  tray: readonly string[];
}

/** Entries of the palette by the beginning of their names. */
const entries: Readonly<Record<string, RegExp>> = {
  'log-in': /^Log in$/,
  pin: /^(Pin|Unpin)$/,
  'give-name': /^Give a customer the name/,
  undo: /^Undo/,
};

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** The production bundle with real windows. Needs a program whose folder `fillUserFolder` has filled. */
export class WindowStage implements Stage {
  readonly isReal = true;
  readonly #latchkey: Driver;
  readonly #launcher: Page;
  readonly #providers: HeldProviders;
  readonly #reader: StoredReader;
  #opened = 0;
  #copied = 0;
  #wasVisible = false;
  #desk: Desk = { visible: false, opened: [], copied: [], tray: [] };
  #hasPalette = false;
  #effects = 0;

  constructor(latchkey: Driver, launcher: Page, providers: HeldProviders, reader: StoredReader) {
    this.#latchkey = latchkey;
    this.#launcher = launcher;
    this.#providers = providers;
    this.#reader = reader;
  }

  /** Shows the launcher as it is for a user who comes back to it, whatever the run before has left. */
  async beginRun(): Promise<void> {
    for (const { reply } of this.#providers.links.splice(0)) reply('down');
    await this.#launcher.evaluate(watchEffects);
    for (let tries = 0; tries < 20; tries++) {
      await this.settle();
      const { bar, naming, panel, text, visible } = await this.look();
      const isPlain = text === '' && naming === null && panel === null && (bar === null || bar.kind === 'news');
      if (visible && isPlain && this.#providers.links.length === 0) break;
      if (!visible) await this.pressShortcut();
      else await this.#launcher.keyboard.press('Escape');
    }
    await this.happened();
    this.#reader.beginRun();
  }

  now = (): number => performance.now();
  pass = (ms: number): Promise<void> => wait(ms);
  effects = (): number => this.#effects;
  settleMain = async (): Promise<void> => {};
  stored = async (): Promise<ReadonlyMap<string, StoredFacts>> => this.#reader.stored();
  ledger = async (): Promise<readonly LedgerLine[]> => this.#reader.ledger();

  /** Until two looks see the same. */
  async settle(): Promise<void> {
    let before = '';
    for (let looks = 0; looks < 40; looks++) {
      const seen = JSON.stringify(await this.look());
      if (seen === before) return;
      before = seen;
      await wait(25);
    }
  }

  async look(): Promise<Screen> {
    const [desk, looked]: [Desk, Looked] = await Promise.all([
      this.#latchkey.app.evaluate(lookAtDesk),
      this.#launcher.evaluate(lookAtPage),
    ]);
    this.#desk = desk;
    const { visible } = desk;
    this.#effects = looked.effects;
    this.#hasPalette = looked.panel === 'palette';
    const lines = looked.lines.map((line) => line && this.#lineOf(line));
    return {
      visible,
      text: looked.text,
      answers: !looked.waits,
      naming: looked.naming,
      lines,
      numbered: looked.numbered,
      selected: looked.selected,
      panel: looked.panel,
      editing: looked.panel === 'editor' ? (lines[looked.selected]?.key ?? null) : null,
      previewOpen: looked.previewOpen,
      // The window has room for it beside the list.
      previewOver: false,
      preview: looked.preview,
      bar: barOfHtml(looked.bar),
      status: looked.status,
      said: looked.said,
    };
  }

  #lineOf({ mark, name, words, isCustomer }: NonNullable<Looked['lines'][number]>): Line {
    const provider = mark === 'BR' ? 'brevo' : 'sendgrid';
    const fits = [...this.#reader.stored()].filter(
      ([accountId, { shown }]) => shown === name && connectionOf(accountId)?.provider === provider,
    );
    // A row shows the connection; and the email, the domain or the id, unless it was found by an alias that no other has.
    const domain = ([accountId]: (typeof fits)[number]): string => customerOf(accountId)?.email.split('@')[1] ?? '';
    const id = ([accountId]: (typeof fits)[number]): string => customerOf(accountId)?.remoteId ?? '';
    const label = ([accountId]: (typeof fits)[number]): string => connectionOf(accountId)?.label ?? '';
    const there = fits.length > 1 ? fits.filter((one) => words.includes(label(one))) : fits;
    const isShown = (one: (typeof fits)[number]): boolean => words.includes(domain(one)) || words.includes(id(one));
    const [found] = there.length > 1 ? there.filter(isShown) : there;
    return { key: isCustomer ? (found?.[0] ?? words) : words, isCustomer, words: wordsOfHtml(words) };
  }

  async happened(): Promise<readonly Happening[]> {
    const at = this.now();
    const links = (urls: readonly string[]): string[] => urls.flatMap((url) => ownerOfLink(url) ?? []);
    const desk = await this.#latchkey.app.evaluate(lookAtDesk);
    const opened = links(desk.opened);
    const copied = links(desk.copied);
    const isVisible = desk.visible;
    const happened: Happening[] = [
      ...opened.slice(this.#opened).map((accountId) => ({ what: 'opened', accountId, at }) as const),
      ...copied.slice(this.#copied).map((accountId) => ({ what: 'copied', accountId, at }) as const),
      ...(this.#wasVisible && !isVisible ? [{ what: 'hidden', at } as const] : []),
    ];
    this.#opened = opened.length;
    this.#copied = copied.length;
    this.#wasVisible = isVisible;
    return happened;
  }

  async write(text: string): Promise<void> {
    const field = searchBox(this.#launcher);
    // A ticket's text is removed by one key, and the field is empty then.
    if (text === '') await field.press('Backspace');
    await field.fill(text);
  }

  pasteTicket = (text: string): Promise<void> => pasteInto(searchBox(this.#launcher), text);

  async press(keys: string): Promise<void> {
    await this.#launcher.keyboard.press(
      keys.replace('Ctrl', 'Control').replace(/\+([A-Z])$/, (_, key) => `+${key.toLowerCase()}`),
    );
  }

  click = (at: number): Promise<void> => this.#launcher.locator(`#result-${at}`).click();
  doubleClick = (at: number): Promise<void> => this.#launcher.locator(`#result-${at}`).dblclick();

  async answerBar(yes: boolean): Promise<void> {
    const name = yes ? /anyway|Give the name|Show/ : /Cancel|Dismiss/;
    await this.#launcher.locator('.prompt-bar').getByRole('button', { name }).first().click();
  }

  async fillField(text: string): Promise<void> {
    await this.#launcher.locator('.prompt-bar input').fill(text);
    await this.#launcher.keyboard.press('Enter');
  }

  async palette(): Promise<readonly string[]> {
    if (!this.#hasPalette) return [];
    const names = await this.#launcher.locator('.palette-name').allTextContents();
    return Object.keys(entries).filter((id) => names.some((name) => entries[id]?.test(name)));
  }

  async choose(entry: string): Promise<void> {
    const name = entries[entry];
    if (name) await this.#launcher.locator('.palette-line', { has: this.#launcher.getByText(name) }).click();
  }

  async saveEditor(text: string): Promise<void> {
    await this.#launcher.locator('.row-editor textarea').fill(text);
    await this.#launcher.keyboard.press('Enter');
  }

  pressShortcut = (): Promise<void> => this.#latchkey.pressShortcut(launcherShortcut);
  clickElsewhere = (): Promise<void> => this.#latchkey.blur(this.#launcher);

  /** Labels of the tray by account id. */
  #trayLabels(): ReadonlyMap<string, string> {
    const stored = this.#reader.stored();
    return new Map(
      this.#desk.tray.flatMap((label) => {
        const [, name, tail, provider, connection] =
          /^(.*?)(?: …(\S+))? · (SendGrid|Brevo)(?: \((.*)\))?$/.exec(label) ?? [];
        const fits = [...stored].filter(([accountId, { shown }]) => {
          const own = connectionOf(accountId);
          const isThere =
            own?.provider === provider?.toLowerCase() && (connection === undefined || own?.label === connection);
          return shown === name && isThere && (tail === undefined || accountId.endsWith(tail));
        });
        return fits.length === 1 && fits[0] ? [[fits[0][0], label] as const] : [];
      }),
    );
  }

  tray = async (): Promise<readonly string[]> => [...this.#trayLabels().keys()];

  async clickTray(accountId: string): Promise<void> {
    const label = this.#trayLabels().get(accountId);
    if (label !== undefined) await this.#latchkey.clickTray(label);
  }

  async openLink(link: string): Promise<void> {
    // As a second instance hands it over. Starting one takes longer than all other steps together.
    await this.#latchkey.app.evaluate(({ app }, given) => {
      app.emit('second-instance', {}, [], '', { link: given, hidden: false });
    }, link);
  }

  async clipboardShortcut(text: string): Promise<void> {
    await this.#latchkey.putOnClipboard(text);
    await this.#latchkey.pressShortcut(clipboardShortcut);
  }

  asked = async (): Promise<readonly Asked[]> =>
    this.#providers.links.map(({ accountId, nth }) => ({ accountId, nth }));

  async reply(at: number, kind: ReplyKind): Promise<void> {
    const [asked] = this.#providers.links.splice(at, 1);
    asked?.reply(kind);
  }

  /** Lists come at once. */
  lists = (): number => 0;
  replyList = (): Promise<void> => notHere('a list that waits');
  renameAtProvider = (): never => notHere('another name at the provider');
  importName = (): Promise<void> => notHere('an import');
  setClockAhead = (): never => notHere('a clock that jumps');
  setBrowser = (): never => notHere('a slow browser');
  async end(): Promise<void> {}
}

function notHere(what: string): never {
  throw new Error(`with real windows there is not ${what}`);
}

/** In the program. */
async function lookAtDesk({ BrowserWindow }: typeof Electron): Promise<Desk> {
  const { clipboardWrites, opened, trays, visits } = globalThis.recording;
  await Promise.all(visits);
  const launcher = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().endsWith('/launcher.html'));
  return {
    visible: launcher?.isVisible() ?? false,
    opened: [...opened],
    copied: clipboardWrites.map(({ text }) => text),
    tray: trays.at(-1)?.menu?.items.map(({ label }) => label) ?? [],
  };
}

/** In the page: whatever changes in it is an effect, except in the preview, which changes a while after a press. */
function watchEffects(): void {
  const counted = window as unknown as { effects?: number };
  if (counted.effects !== undefined) return;
  counted.effects = 0;
  const isInPreview = ({ target }: MutationRecord): boolean =>
    (target instanceof Element ? target : target.parentElement)?.closest('.preview') != null;
  const count = (changes: readonly MutationRecord[]): void => {
    if (!changes.every(isInPreview)) counted.effects = (counted.effects ?? 0) + 1;
  };
  const options = { subtree: true, childList: true, characterData: true, attributes: true };
  new MutationObserver(count).observe(document.body, options);
}

/** In the page. */
function lookAtPage(): Looked {
  const wordsOf = (selector: string): string => document.querySelector(selector)?.textContent?.trim() ?? '';
  const drawn = new Map(
    [...document.querySelectorAll('#results [role="option"]')].map((option) => [
      Number(option.getAttribute('aria-posinset')) - 1,
      option,
    ]),
  );
  const [some] = drawn.values();
  const options = Array.from({ length: Number(some?.getAttribute('aria-setsize') ?? 0) }, (_, at) => drawn.get(at));
  const list = document.querySelector('#results')?.getBoundingClientRect();
  const bottom = document.querySelector('.prompt-bar')?.getBoundingClientRect().top ?? list?.bottom ?? 0;
  /** Or cut by a few pixels only. */
  const isWhole = (option: Element): boolean => {
    const row = option.getBoundingClientRect();
    return row.top >= (list?.top ?? 0) - 8 && row.bottom <= bottom + 8;
  };
  const naming = /^Give the name “(.*)” to$/.exec(wordsOf('.search-naming'))?.[1] ?? null;
  const field = document.querySelector<HTMLInputElement>('.search-input');
  const ticket = wordsOf('.ticket-text');
  const preview = document.querySelector('.preview h2');
  return {
    // Like a ticket's text, it has a line break.
    text: ticket ? `${ticket}\n` : (field?.value ?? ''),
    waits: document.querySelector('.search[data-waiting]') !== null,
    naming,
    lines: options.map((option) => {
      if (!option) return null;
      const shown = option.cloneNode(true) as Element;
      for (const keys of shown.querySelectorAll('.result-keys')) keys.remove();
      return {
        mark: shown.querySelector('.provider-mark')?.textContent?.trim() ?? '',
        name: shown.querySelector('.result-name')?.textContent?.trim() ?? '',
        words: shown.textContent ?? '',
        isCustomer: !option.classList.contains('offer'),
      };
    }),
    numbered: options.flatMap((option, at) => (option && isWhole(option) ? [at] : [])).slice(0, 9),
    selected: options.findIndex((option) => option?.getAttribute('aria-selected') === 'true'),
    panel: document.querySelector('.palette') ? 'palette' : document.querySelector('.row-editor') ? 'editor' : null,
    previewOpen: document.querySelector('.preview') !== null,
    preview: preview?.checkVisibility({ visibilityProperty: true }) ? preview.textContent : null,
    bar: document.querySelector('.prompt-place')?.innerHTML ?? '',
    status: wordsOf('.status-bar-text'),
    said: wordsOf('[role="status"]'),
    effects: (window as unknown as { effects?: number }).effects ?? 0,
  };
}
