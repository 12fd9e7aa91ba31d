import { createElement, type FunctionComponent } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { vi } from 'vitest';
import { keyNamesOf } from '../../../src/renderer/components/key-names.ts';
import { actionChoices, landingChoices } from '../../../src/renderer/launcher/commands.ts';
import { LiveRegion } from '../../../src/renderer/launcher/LiveRegion.tsx';
import { PromptBar } from '../../../src/renderer/launcher/PromptBar.tsx';
import { ResultList } from '../../../src/renderer/launcher/ResultList.tsx';
import { ownerOfKeys } from '../../../src/renderer/launcher/state/decide.ts';
import { commandOf, type KeyPress } from '../../../src/renderer/launcher/state/launcher-keys.ts';
import { LauncherStore } from '../../../src/renderer/launcher/state/launcher-store.ts';
import type { LauncherMain } from '../../../src/renderer/launcher/state/run-effect.ts';
import { type LauncherView, viewOf } from '../../../src/renderer/launcher/state/view.ts';
import { statusOf } from '../../../src/renderer/launcher/status.ts';
import { saidWords } from '../../../src/renderer/launcher/words.ts';
import { type RequestName, requests } from '../../../src/shared/contract.ts';
import { ticketTextOf } from '../../../src/shared/ticket-text.ts';
import { customerOf } from './customers.ts';
import { barOfHtml, type Line, linesOfHtml, type Screen, wordsOfHtml } from './screen.ts';
import { type Seams, SimulatedProgram } from './simulated-program.ts';
import type { Asked, ReplyKind } from './simulated-providers.ts';
import type { BrowserPace, Happening, LedgerLine, Stage, StoredFacts } from './stage.ts';

const stepMs = 50;
/** Longer waits are one leap after the first seconds: nothing in the program waits for something in between. */
const finelySteppedMs = 10_000;

/** `Ctrl+Enter` as the browser reports it. */
function keyPressOf(keys: string): KeyPress {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  return {
    key: /^[A-Z]$/.test(key) ? key.toLowerCase() : key,
    code: /^[1-9]$/.test(key) ? `Digit${key}` : key.length === 1 ? `Key${key}` : key,
    ctrlKey: parts.includes('Ctrl'),
    metaKey: false,
    altKey: false,
    shiftKey: parts.includes('Shift'),
    isComposing: false,
  };
}

/** Without a page, no canvas measures texts: the list then takes their widths by the number of their letters. */
const withoutCanvas = { createElement: () => ({ getContext: () => null }) };

function draw<P extends object>(component: FunctionComponent<P>, props: P): string {
  vi.stubGlobal('document', withoutCanvas);
  try {
    return renderToStaticMarkup(createElement(component, props));
  } finally {
    vi.unstubAllGlobals();
  }
}

/** The launcher's real store on the real main process. What the person sees is drawn by the window's own components. */
export class StoreStage implements Stage {
  readonly program: SimulatedProgram;
  readonly #store: LauncherStore;
  readonly #stop: () => void;
  #notices = 0;
  #flashes = 0;
  #paintedBarId = 0;
  #paintedList: unknown = null;
  #paintedRows: unknown = null;
  #linesOf: { answer: unknown; labels: string; lines: readonly Line[] } | null = null;
  #looked: { state: unknown; screen: Screen } | null = null;

  private constructor(program: SimulatedProgram) {
    this.program = program;
    const request = (name: RequestName) => (input: unknown) => program.request(name, input);
    const api = Object.fromEntries((Object.keys(requests) as RequestName[]).map((name) => [name, request(name)]));
    const main = { ...api, on: program.on.bind(program) } as unknown as LauncherMain;
    this.#store = new LauncherStore({
      main,
      after: (ms, run) => {
        // Words that are said stay for seconds. They count also if they are the same again.
        if (ms > 1_000) this.#notices += 1;
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      now: Date.now,
      focusField: () => {},
      showHighlight: () => {},
    });
    let before = this.#store.getState().reading;
    this.#store.subscribe(() => {
      const { reading } = this.#store.getState();
      if (reading.flashes > before.flashes) this.#flashes += 1;
      before = reading;
    });
    this.#stop = this.#store.start();
    program.on('stateChanged', (app) => this.#store.send({ type: 'app-changed', app }));
  }

  static async start(seams: Seams = {}): Promise<StoreStage> {
    const program = await SimulatedProgram.start(seams);
    const stage = new StoreStage(program);
    const state = await program.fake.ask('getState', {});
    if (state.ok) stage.#store.send({ type: 'app-changed', app: state.value });
    await stage.settle();
    await stage.pressShortcut();
    await stage.settle();
    return stage;
  }

  // The clock of the wall may jump.
  now = (): number => performance.now();
  readonly isReal = false;
  effects = (): number => this.program.effects() + this.#notices + this.#flashes;
  happened = async (): Promise<readonly Happening[]> => this.program.happened();
  stored = async (): Promise<ReadonlyMap<string, StoredFacts>> => this.program.stored.stored();
  ledger = async (): Promise<readonly LedgerLine[]> => this.program.stored.ledger();

  async settleMain(): Promise<void> {
    await this.program.settleMain();
    this.program.hearOfVisibility();
  }

  async settle(): Promise<void> {
    await this.program.settleMain();
    await this.program.flush();
    this.#paint();
    await this.program.flush();
  }

  async pass(ms: number): Promise<void> {
    let left = ms;
    while (left > 0) {
      const step = ms - left < finelySteppedMs ? Math.min(stepMs, left) : left;
      vi.advanceTimersByTime(step);
      left -= step;
      await this.settle();
    }
  }

  /** The window says when something new in the bar or the list has been painted, as its components do. */
  #paint(): void {
    const { changedRows, reading, search, unread } = this.#view();
    if (reading.barId !== this.#paintedBarId) {
      this.#paintedBarId = reading.barId;
      this.#store.send({ type: 'prompt-painted' });
    }
    if (unread && unread !== this.#paintedList && !search.waiting && this.program.window.isVisible) {
      this.#paintedList = unread;
      this.#store.send({ type: 'list-painted' });
    }
    const { coming } = changedRows;
    if (coming !== this.#paintedRows && Object.keys(coming).length > 0 && this.program.window.isVisible) {
      this.#paintedRows = coming;
      this.#store.send({ type: 'rows-painted' });
    }
  }

  /** The window reports every key that types nothing, and every click. */
  #moveHand(): void {
    if (this.#view().visible) this.#store.send({ type: 'hand-moved' });
  }

  #view(): LauncherView {
    const view = viewOf(this.#store.getState());
    if (!view) throw new Error('the launcher has no state');
    return view;
  }

  /** The same screen as long as nothing changes: drawing takes longer than everything else. */
  async look(): Promise<Screen> {
    const state = this.#store.getState();
    // Main announces that it shows the window before the window can get a key.
    const visible = this.program.window.isVisible && state.visible;
    if (this.#looked?.state !== state || this.#looked.screen.visible !== visible) {
      this.#looked = { state, screen: this.#draw(visible) };
    }
    return this.#looked.screen;
  }

  #draw(visible: boolean): Screen {
    const view = this.#view();
    return {
      visible,
      text: view.search.text,
      answers: !view.search.waiting && view.search.answer !== null,
      naming: view.naming,
      lines: this.#lines(view),
      numbered: view.items.map((_, at) => at).slice(0, 9),
      selected: view.index,
      panel: view.palette ? 'palette' : view.editing ? 'editor' : null,
      editing: view.editing?.row.accountId ?? null,
      previewOpen: view.previewOpen,
      previewOver: view.previewOver,
      // It needs a window with frames.
      preview: null,
      bar: barOfHtml(draw(PromptBar, { launcher: view, send: () => {} })),
      status: statusOf(view, Date.now()).words,
      said: `${saidWords(view)} ${wordsOfHtml(draw(LiveRegion, { launcher: view }))}`.trim(),
    };
  }

  #lines(view: LauncherView): readonly Line[] {
    const { answer } = view.search;
    const labels = view.app.connections.map(({ connectionId, label }) => `${connectionId} ${label}`).join();
    if (this.#linesOf?.answer === answer && this.#linesOf.labels === labels) return this.#linesOf.lines;
    const launcher = { ...view, index: -1, attempt: null };
    const words = linesOfHtml(
      draw(ResultList, {
        launcher,
        answers: answer?.text,
        send: () => {},
        list: { current: null },
        now: Date.now(),
        numbered: false,
      }),
    );
    const lines = view.items.map(({ key, type }, at) => ({
      key,
      isCustomer: type === 'account',
      words: words[at] ?? '',
    }));
    this.#linesOf = { answer, labels, lines };
    return lines;
  }

  async write(text: string, edit: 'keys' | 'whole'): Promise<void> {
    this.#store.send({ type: 'typed', text, edit });
  }

  pasteTicket = (text: string): Promise<void> => this.write(ticketTextOf(text) ?? text, 'whole');

  async press(keys: string): Promise<void> {
    this.#moveHand();
    const view = this.#view();
    const owner = ownerOfKeys(view);
    if (owner === 'none') return;
    if (owner === 'palette' || owner === 'editor') {
      if (keys === 'Escape') this.#store.send({ type: owner === 'palette' ? 'palette-closed' : 'edit-cancelled' });
      return;
    }
    if ((await this.look()).bar?.kind === 'field' && keys === 'Escape') {
      this.#store.send({ type: 'prompt-declined' });
      return;
    }
    const command = commandOf(keyPressOf(keys), view.app.platform);
    if (!command) return;
    for (const event of this.program.seams.command?.(command, view) ?? [{ type: 'command' as const, command }]) {
      this.#store.send(event);
    }
  }

  click = async (at: number): Promise<void> => this.#click(at, 1);

  async doubleClick(at: number): Promise<void> {
    this.#click(at, 1);
    await this.program.settleMain();
    this.#click(at, 2);
  }

  #click(at: number, nth: number): void {
    this.#moveHand();
    const key = this.#view().items[at]?.key;
    if (key !== undefined) this.#store.send({ type: 'command', command: { do: 'press', key, nth } });
  }

  async answerBar(yes: boolean): Promise<void> {
    this.#moveHand();
    const kind = (await this.look()).bar?.kind;
    if (kind === 'question') this.#store.send({ type: yes ? 'question-accepted' : 'prompt-declined' });
    if (kind === 'naming') this.#store.send({ type: yes ? 'naming-confirmed' : 'prompt-declined' });
    if (kind === 'working') this.#store.send({ type: yes ? 'direct-chosen' : 'log-in-cancelled' });
    if (kind === 'failure') this.#store.send({ type: yes ? 'failure-step-taken' : 'failure-dismissed' });
    if (kind === 'waiting') this.#store.send({ type: yes ? 'waiting-shown' : 'waiting-dismissed' });
    if (kind === 'field' && !yes) this.#store.send({ type: 'prompt-declined' });
    this.#store.send({ type: 'button-pressed' });
  }

  async fillField(text: string): Promise<void> {
    const { attempt } = this.#view();
    if (attempt?.stage.at === 'reason') this.#store.send({ type: 'reason-given', reason: text });
    if (attempt?.stage.at === 'admin-email')
      this.#store.send({ type: 'admin-email-given', email: 'me@agency.example' });
  }

  #choices() {
    const view = this.#view();
    if (view.palette === null || view.palette === 'searches') return [];
    if (view.palette === 'targets' && view.row) return landingChoices(view.row, view.app);
    return actionChoices(view, keyNamesOf(view.app.platform));
  }

  palette = async (): Promise<readonly string[]> => this.#choices().map(({ id }) => id);

  async choose(entry: string): Promise<void> {
    this.#moveHand();
    const choice = this.#choices().find(({ id }) => id === entry);
    if (choice) this.#store.send({ type: 'palette-chosen', command: choice.value });
  }

  async saveEditor(text: string): Promise<void> {
    this.#moveHand();
    const { editing } = this.#view();
    if (editing) this.#store.send({ type: 'edit-saved', ...editing, text });
  }

  async pressShortcut(): Promise<void> {
    this.program.fake.shortcuts.get('launcher')?.pressed();
  }

  async clickElsewhere(): Promise<void> {
    this.program.window.blur();
  }

  async tray(): Promise<readonly string[]> {
    return (this.program.fake.tray?.items ?? []).flatMap((item) =>
      item.type === 'action' && item.about && customerOf(item.about) && item.label !== 'Cancel' ? [item.about] : [],
    );
  }

  async clickTray(accountId: string): Promise<void> {
    const items = this.program.fake.tray?.items ?? [];
    const item = items.find((one) => one.type === 'action' && one.about === accountId && one.label !== 'Cancel');
    if (item?.type === 'action') item.click();
  }

  async openLink(link: string): Promise<void> {
    this.program.fake.deepLink(link);
  }

  async clipboardShortcut(text: string): Promise<void> {
    this.program.fake.clipboard = text;
    this.program.fake.shortcuts.get('clipboard')?.pressed();
  }

  asked = async (): Promise<readonly Asked[]> =>
    this.program.providers.links.map(({ accountId, nth }) => ({ accountId, nth }));

  async reply(at: number, kind: ReplyKind): Promise<void> {
    this.program.providers.replyLink(at, kind);
  }

  lists = (): number => this.program.providers.lists.length;

  async replyList(): Promise<void> {
    this.program.providers.replyList();
  }

  renameAtProvider(accountId: string, name: string): void {
    const { known } = this.program.providers;
    const connectionId = accountId.split('/')[0] ?? '';
    const own = known.get(connectionId) ?? [];
    known.set(
      connectionId,
      own.map((one) => (one.accountId === accountId ? { ...one, name } : one)),
    );
  }

  importName = (accountId: string, name: string): Promise<void> => this.program.importName(accountId, name);

  setClockAhead(ms: number): void {
    vi.setSystemTime(Date.now() + ms);
  }

  setBrowser(pace: BrowserPace): void {
    this.program.browser.pace = pace;
  }

  async end(): Promise<void> {
    this.#stop();
    await this.program.end();
  }
}
