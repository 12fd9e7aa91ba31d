import type { Connection } from '../../shared/connection.ts';
import { parseDeepLink } from '../../shared/deep-link.ts';
import { sentenceFor } from '../../shared/problem-sentences.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';
import type { Settings } from '../../shared/settings.ts';
import { rowOf, withIdTails } from '../accounts/search-accounts.ts';
import { selectAccount } from '../accounts/select-account.ts';
import type { LauncherOpening, ShortcutSlot } from '../desktop/desktop.ts';
import { trayModel } from '../desktop/tray-model.ts';
import { shortcutsOf } from './change-settings.ts';
import type { Program } from './compose.ts';
import { catchFault } from './directory-faults.ts';

export interface Shell {
  showLauncher(from: LauncherOpening['from']): void;
  /** Asks the system for a shortcut (null: gives it up). On a refusal the one before is back in place. */
  grabShortcut(slot: ShortcutSlot, accelerator: string | null): Result<null>;
  /** Brings the desktop in line with settings; `before` is null when the program starts. */
  applySettings(now: Settings, before: Settings | null): void;
  /** Forty tickets a day: the next log-in that wants a reason starts from this one. */
  rememberReason(reason: string): void;
  /** Pinned or recent customers may have changed. */
  trayChanged(): void;
  opened(accountName: string, connection: Connection): void;
  /** A log-in failed after the launcher was left: nobody sees its words there. Answers the answer. */
  tellIfUnseen<T>(accountId: string, answer: Result<T>): Result<T>;
  /** Begins to listen: shortcuts, second starts, deep links, waking. */
  watch(): void;
}

const trayRows = 8;

/** What the desktop shows of the program besides its windows: tray, shortcuts, notices, and what opens the launcher. */
export function shellFor(program: () => Program): Shell {
  const desktop = () => program().desktop;
  const settings = () => program().settings.settings;

  const showLauncher: Shell['showLauncher'] = (from) => desktop().launcher.show({ text: null, select: null, from });

  const pressed: Record<ShortcutSlot, () => void> = {
    launcher() {
      desktop().announce('shortcutPressed', null);
      if (settings().firstRunDone) desktop().launcher.toggle({ text: null, select: null, from: 'shortcut' });
      // First run waits for this press, to show that it works; the launcher would cover it. Broken off, it goes on.
      else desktop().settings.open(null);
    },
    clipboard() {
      void desktop()
        .clipboard.readText()
        .then((text) => select({ text }, 'clipboard'))
        .catch(program().crashed);
    },
  };

  const select = (named: Parameters<typeof selectAccount>[1], from: 'deep-link' | 'clipboard'): void => {
    catchFault(() => selectAccount(program(), named, from), noticeProblem);
  };

  const grabShortcut: Shell['grabShortcut'] = (slot, accelerator) => {
    const grabbed = desktop().shortcuts.set(slot, accelerator, pressed[slot]);
    if (grabbed.ok) program().state.noteShortcut(slot, null, accelerator !== null);
    return grabbed;
  };

  const notice = (title: string, body: string, onClick = () => {}): void => {
    if (settings().showNotices) desktop().notifications.show({ title, body, onClick });
  };

  /** From the tray there is no window to ask or to explain in: what is not plain sailing opens the launcher there. */
  const logInFromTray = async (accountId: string): Promise<void> => {
    const request = { accountId, target: null, reason: '', confirmed: [] };
    const answer = await program().logIn(request);
    if (answer.ok && answer.value.opened) return;
    const name = program().accounts.get(accountId)?.name ?? null;
    desktop().launcher.show({ text: name, select: accountId, from: 'tray' });
    if (!answer.ok) noticeProblem(answer.problem);
  };

  const noticeProblem = (problem: Problem): void => {
    const { what, next } = sentenceFor(problem);
    notice(what, next);
  };

  const trayChanged = (): void => {
    const { accounts, syncs, crashed, state, settings: file } = program();
    const isConnected = ({ connectionId }: { connectionId: string }) => file.connection(connectionId) !== undefined;
    const pinned = accounts.pinned(trayRows).filter(isConnected);
    const pinnedIds = new Set(pinned.map(({ accountId }) => accountId));
    const recent = accounts
      .recent(trayRows * 2)
      .filter((account) => isConnected(account) && !pinnedIds.has(account.accountId));
    const rows = withIdTails([...pinned, ...recent.slice(0, trayRows)].map((account) => rowOf(account, null)));
    desktop().tray.set(
      trayModel({
        appState: state.get(),
        pinned: rows.slice(0, pinned.length),
        recent: rows.slice(pinned.length),
        actions: {
          open: () => showLauncher('tray'),
          logIn: (accountId) => void logInFromTray(accountId).catch(crashed),
          sync: () => {
            for (const { connectionId } of file.connections) void syncs.sync(connectionId).catch(crashed);
          },
          setPaused: pauseShortcuts,
          openSettings: () => desktop().settings.open(null),
          openConnections: () => desktop().settings.open('connections'),
          quit: () => desktop().quit(),
        },
      }),
    );
  };

  const pauseShortcuts = (shortcutsPaused: boolean): void => {
    const kept = program().settings.change({ shortcutsPaused });
    if (!kept.ok) {
      noticeProblem(kept.problem);
      return;
    }
    grabAll();
    program().stateChanged();
  };

  /** At start and after a pause: what is refused is shown in settings and by a notice, and the rest works on. */
  const grabAll = (): void => {
    const wanted = shortcutsOf(settings());
    for (const slot of ['launcher', 'clipboard'] as const) {
      const grabbed = grabShortcut(slot, wanted[slot]);
      if (grabbed.ok) continue;
      program().state.noteShortcut(slot, grabbed.problem, false);
      noticeProblem(grabbed.problem);
    }
  };

  const applySettings: Shell['applySettings'] = (now, before) => {
    desktop().setTheme(now.theme);
    desktop().launcher.setHideOnBlur(now.hideOnBlur);
    // Only when it changes: the user may have switched it off in the system, which has the last word.
    if (before && now.startAtLogin !== before.startAtLogin) desktop().setStartAtLogin(now.startAtLogin);
    if (before && now.syncEveryMinutes !== before.syncEveryMinutes) program().syncs.schedule();
    program().stateChanged();
  };

  const watch = (): void => {
    desktop().onSecondInstance(() => (settings().firstRunDone ? showLauncher('start') : desktop().settings.open(null)));
    desktop().onDeepLink((url) => {
      const named = parseDeepLink(url);
      if (named) select(named, 'deep-link');
      else noticeProblem({ kind: 'deep-link-unreadable' });
    });
    desktop().network.onWake(() => program().work.wake());
    grabAll();
  };

  return {
    showLauncher,
    grabShortcut,
    applySettings,
    trayChanged,
    watch,
    rememberReason(reason) {
      if (!reason || reason === settings().lastReason) return;
      program().settings.change({ lastReason: reason });
      program().stateChanged();
    },
    opened(accountName, connection) {
      if (settings().hideAfterOpening) desktop().launcher.hideForBrowser();
      notice(accountName, `Opened at ${connection.label}`);
      trayChanged();
    },
    tellIfUnseen(accountId, answer) {
      if (answer.ok || desktop().launcher.isVisible()) return answer;
      const name = program().accounts.get(accountId)?.name;
      const { what, next } = sentenceFor(answer.problem);
      notice(name ? `${name}: ${what}` : what, next, () => showLauncher('start'));
      return answer;
    },
  };
}
