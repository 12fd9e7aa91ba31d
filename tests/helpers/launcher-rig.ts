import type { LauncherEvent } from '../../src/renderer/launcher/state/launcher-events.ts';
import type { Command } from '../../src/renderer/launcher/state/launcher-keys.ts';
import { LauncherStore } from '../../src/renderer/launcher/state/launcher-store.ts';
import type { LauncherMain } from '../../src/renderer/launcher/state/run-effect.ts';
import { type LauncherView, viewOf } from '../../src/renderer/launcher/state/view.ts';
import type { AccountRow } from '../../src/shared/account.ts';
import type { AnnouncementName, Announcements, AppState, Input, Output } from '../../src/shared/contract.ts';
import { ok, type Result } from '../../src/shared/result.ts';
import { appState } from './from-main.ts';

// The launcher without a window: its real store, over a main that replies when the test says so and a clock that the
// test moves.

type Name = Exclude<keyof LauncherMain, 'on'>;
type Method<N extends Name> = (input: Input<N>) => Promise<Result<Output<N>>>;

/** A request that main has not replied to. */
interface Pending<N extends Name> {
  input: Input<N>;
  reply: (reply: Result<Output<N>>) => void;
}

type Listeners = { [N in AnnouncementName]: Set<(announced: Announcements[N]) => void> };

function scriptedMain() {
  const pending: { [N in Name]: Pending<N>[] } = {
    searchAccounts: [],
    logIn: [],
    copyLoginLink: [],
    cancelLogIn: [],
    remindOfLogIn: [],
    openDirectly: [],
    showPastedLink: [],
    showWindow: [],
    closeWindow: [],
    closeAllWindows: [],
    suggestReasons: [],
    suggestLandings: [],
    listAdminUsers: [],
    readNames: [],
    pinAccount: [],
    renameAccount: [],
    noteAccount: [],
    undoChange: [],
    copyAccountField: [],
    changeConnection: [],
    changeSettings: [],
    exploreSamples: [],
    connectOtherRegion: [],
    syncAccounts: [],
    openSettings: [],
    openProviderPage: [],
    showLogs: [],
    hideLauncher: [],
    noteTyped: [],
    noteHand: [],
    noteQuestion: [],
  };
  const listeners: Listeners = {
    stateChanged: new Set(),
    accountsChanged: new Set(),
    launcherShown: new Set(),
    launcherHidden: new Set(),
    quitting: new Set(),
    settingsSection: new Set(),
    shortcutPressed: new Set(),
    clipboardRefused: new Set(),
    linkOnClipboard: new Set(),
    waiting: new Set(),
    logInFailed: new Set(),
    logInFlight: new Set(),
    sessionReplaced: new Set(),
  };
  /** Every request by name, oldest first. */
  const calls: { name: Name; input: unknown }[] = [];
  const method =
    <N extends Name>(name: N): Method<N> =>
    (input) =>
      new Promise((reply) => {
        calls.push({ name, input });
        pending[name].push({ input, reply });
      });
  const main: LauncherMain = {
    searchAccounts: method('searchAccounts'),
    logIn: method('logIn'),
    copyLoginLink: method('copyLoginLink'),
    cancelLogIn: method('cancelLogIn'),
    remindOfLogIn: method('remindOfLogIn'),
    openDirectly: method('openDirectly'),
    showPastedLink: method('showPastedLink'),
    showWindow: method('showWindow'),
    closeWindow: method('closeWindow'),
    closeAllWindows: method('closeAllWindows'),
    suggestReasons: method('suggestReasons'),
    suggestLandings: method('suggestLandings'),
    listAdminUsers: method('listAdminUsers'),
    readNames: method('readNames'),
    pinAccount: method('pinAccount'),
    renameAccount: method('renameAccount'),
    noteAccount: method('noteAccount'),
    undoChange: method('undoChange'),
    copyAccountField: method('copyAccountField'),
    changeConnection: method('changeConnection'),
    changeSettings: method('changeSettings'),
    exploreSamples: method('exploreSamples'),
    connectOtherRegion: method('connectOtherRegion'),
    syncAccounts: method('syncAccounts'),
    openSettings: method('openSettings'),
    openProviderPage: method('openProviderPage'),
    showLogs: method('showLogs'),
    hideLauncher: method('hideLauncher'),
    noteTyped: method('noteTyped'),
    noteHand: method('noteHand'),
    noteQuestion: method('noteQuestion'),
    on(name, listener) {
      listeners[name].add(listener);
      return () => listeners[name].delete(listener);
    },
  };
  return { main, pending, listeners, calls };
}

function simulatedClock() {
  let now = 0;
  const timers = new Map<symbol, { at: number; run: () => void }>();
  return {
    after(ms: number, run: () => void): () => void {
      const timer = Symbol('timer');
      timers.set(timer, { at: now + ms, run });
      return () => timers.delete(timer);
    },
    /** Runs what is due, in the order in which it is due. */
    pass(ms: number): void {
      const until = now + ms;
      for (;;) {
        const due = [...timers].filter(([, { at }]) => at <= until).sort(([, a], [, b]) => a.at - b.at)[0];
        if (!due) break;
        timers.delete(due[0]);
        now = due[1].at;
        due[1].run();
      }
      now = until;
    },
    running: () => timers.size,
    now: () => now,
  };
}

/** Lets promises that are settled already call back. */
const settle = (): Promise<void> => new Promise((done) => setImmediate(done));

export type LauncherRig = ReturnType<typeof launcherRig>;

export function launcherRig(app: AppState | null = appState()) {
  const { main, pending, listeners, calls } = scriptedMain();
  const clock = simulatedClock();
  /** Each time that the search field was given the focus: whether its text was selected. */
  const focused: boolean[] = [];
  const store = new LauncherStore({
    main,
    after: clock.after,
    now: clock.now,
    focusField: (selectAll) => focused.push(selectAll),
    showHighlight: () => {},
  });
  const stop = store.start();
  if (app) store.send({ type: 'app-changed', app });

  const send = (event: LauncherEvent): void => store.send(event);
  function announce<N extends AnnouncementName>(name: N, announced: Announcements[N]): void {
    for (const listener of listeners[name]) listener(announced);
  }
  /** Replies to the oldest request of this name that waits, or to the one at `at`. */
  async function reply<N extends Name>(name: N, answer: Result<Output<N>>, at = 0): Promise<void> {
    const [one] = pending[name].splice(at, 1);
    if (!one) throw new Error(`no ${name} waits for a reply`);
    one.reply(answer);
    await settle();
  }
  const view = (): LauncherView => {
    const seen = viewOf(store.getState());
    if (!seen) throw new Error('main has not sent its state');
    return seen;
  };

  return {
    store,
    stop,
    clock,
    focused,
    send,
    command: (command: Command) => send({ type: 'command', command }),
    announce,
    /** The launcher appears, as after the shortcut. */
    show: (shown: Partial<Announcements['launcherShown']> = {}) =>
      announce('launcherShown', { text: null, select: null, from: 'shortcut', pending: null, ...shown }),
    hide: () => announce('launcherHidden', null),
    /** The whole text of the field is now this one. */
    type: (text: string) => send({ type: 'typed', text, edit: 'whole' }),
    /** The bar's words, the list and the new words of its rows are painted, and stay long enough to be read after a press of the user's own. */
    read(): void {
      send({ type: 'prompt-painted' });
      send({ type: 'list-painted' });
      send({ type: 'rows-painted' });
      clock.pass(300);
    },
    /** The list that a link chose is painted, and stays for this long. */
    readLink(ms = 1_000): void {
      send({ type: 'list-painted' });
      clock.pass(ms);
    },
    listening: (): number => Object.values(listeners).reduce((sum, set) => sum + set.size, 0),
    reply,
    /** Replies to the oldest search with these rows. */
    replyRows: (rows: readonly AccountRow[], text = view().search.text, target: string | null = null) =>
      reply('searchAccounts', ok({ text, rows, target, total: 400 })),
    view,
    names: (): string[] => view().items.map((item) => (item.type === 'account' ? item.row.name : item.name)),
    /** The inputs of every request of this name, oldest first. */
    callsOf: (name: Name): unknown[] => calls.filter((call) => call.name === name).map((call) => call.input),
  };
}
