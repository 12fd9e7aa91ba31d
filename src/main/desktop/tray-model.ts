import type { AccountRow, NamedCustomer } from '../../shared/account.ts';
import type { ConnectionView } from '../../shared/connection.ts';
import type { AppState } from '../../shared/contract.ts';
import { clockTime, countOf } from '../../shared/format.ts';
import type { LogInInFlight } from '../../shared/log-in.ts';
import { windowNames } from '../../shared/own-windows.ts';
import { sentenceFor } from '../../shared/problem-sentences.ts';
import { withTail } from './tray-text.ts';

/** What the tray shows, as data: built by a pure function, drawn by tray.ts. */
export interface TrayModel {
  icon: 'idle' | 'syncing' | 'attention';
  tooltip: string;
  items: readonly TrayItem[];
}

export type TrayItem =
  | { type: 'separator' }
  | { type: 'heading'; label: string }
  | { type: 'submenu'; label: string; sublabel?: string; about: string; items: readonly TrayItem[] }
  | {
      type: 'action';
      label: string;
      sublabel?: string;
      accelerator?: string;
      checked?: boolean;
      enabled?: boolean;
      /** The id of the account or connection that the action concerns: two customers may have the same name. */
      about?: string;
      click: () => void;
    };

export interface TrayActions {
  open(): void;
  /** `account`: as the menu names it. */
  logIn(account: NamedCustomer): void;
  /** Brings a window of a customer's own to the front. */
  showWindow(windowId: string): void;
  closeWindow(windowId: string): void;
  closeAllWindows(): void;
  /** Takes back the log-in in flight. */
  cancelLogIn(): void;
  /** Opens the link itself, because the browser does not ask for it. */
  openDirectly(accountId: string): void;
  sync(): void;
  setPaused(paused: boolean): void;
  openSettings(): void;
  openConnections(): void;
  /** Windows of customers' own stay open. */
  quit(): void;
  closeWindowsAndQuit(): void;
}

export interface TrayInput {
  appState: AppState;
  /** In the user's order. */
  pinned: readonly AccountRow[];
  /** Newest first; the first eight are shown. */
  recent: readonly AccountRow[];
  actions: TrayActions;
}

const recentShown = 8;
const pinnedShown = 8;

/** The tray's icon, tooltip and menu for the program's state. */
export function trayModel({ appState, pinned, recent, actions }: TrayInput): TrayModel {
  const { connections, settings, shortcuts } = appState;
  const row = (account: AccountRow) => accountItem(account, appState, () => actions.logIn(account));
  const syncing = connections.some(({ health }) => health.status === 'syncing');
  return {
    icon: iconOf(appState),
    tooltip: tooltipOf(appState),
    items: [
      ...inFlightItems(appState, actions),
      {
        type: 'action',
        label: 'Open Latchkey',
        // Shown only while it works.
        ...(shortcuts.launcherActive ? { accelerator: settings.launcherShortcut } : {}),
        click: () => actions.open(),
      },
      ...group('Open now', openItems(appState, actions)),
      ...group('Pinned', pinned.slice(0, pinnedShown).map(row)),
      ...group('Recent', recent.slice(0, recentShown).map(row)),
      ...group(
        'Connections',
        connections.map((connection) => ({
          type: 'action',
          label: connection.label,
          sublabel: healthOf(connection),
          about: connection.connectionId,
          click: () => actions.openConnections(),
        })),
      ),
      { type: 'separator' },
      {
        type: 'action',
        label: syncing ? 'Syncing…' : 'Sync now',
        enabled: connections.length > 0 && !syncing,
        click: () => actions.sync(),
      },
      {
        type: 'action',
        label: 'Pause shortcut',
        checked: settings.shortcutsPaused,
        click: () => actions.setPaused(!settings.shortcutsPaused),
      },
      { type: 'action', label: 'Settings…', click: () => actions.openSettings() },
      { type: 'separator' },
      ...quitItems(appState, actions),
    ],
  };
}

/** Windows of customers' own. Without a count of minutes: each change of the menu closes it. */
function openItems({ openWindows }: AppState, actions: TrayActions): TrayItem[] {
  const names = windowNames(openWindows, { withConnection: true });
  const items = openWindows.map(({ closing, since, windowId: about }): TrayItem => {
    const sublabel = closing ? 'closing…' : `since ${clockTime(since)}`;
    return {
      type: 'submenu',
      label: names.get(about) ?? '',
      sublabel,
      about,
      items: [
        { type: 'action', label: 'Bring to the front', about, click: () => actions.showWindow(about) },
        { type: 'action', label: 'Close the window', about, click: () => actions.closeWindow(about) },
      ],
    };
  });
  if (openWindows.length < 2) return items;
  const about = openWindows.map(({ windowId }) => windowId).join(' ');
  const label = `Close ${openWindows.length} windows`;
  const yes: TrayItem = { type: 'action', label, about, click: () => actions.closeAllWindows() };
  // A menu cannot ask. One press beside the right entry must not end every session.
  return [...items, { type: 'submenu', label: 'Close all windows', about, items: [yes] }];
}

/** The question that quitting asks while customers' windows are open: the press that quits answers it. */
function quitItems({ openWindows }: AppState, actions: TrayActions): TrayItem[] {
  const quit: TrayItem = { type: 'action', label: 'Quit Latchkey', click: () => actions.quit() };
  const count = openWindows.length;
  if (count === 0) return [quit];
  const windows = count === 1 ? 'the window' : `${count} windows`;
  return [
    { type: 'action', label: `Close ${windows} and quit Latchkey`, click: () => actions.closeWindowsAndQuit() },
    { ...quit, label: `Quit Latchkey, leave ${windows} open` },
  ];
}

/** The launcher may be hidden while a log-in is under way; then only the tray shows it. */
function inFlightItems({ logInFlight }: AppState, actions: TrayActions): TrayItem[] {
  if (!logInFlight) return [];
  // Named by its account, so that the menu is drawn anew for another customer of the same name.
  const { accountId: about, browserSilent } = logInFlight;
  const direct: TrayItem = {
    type: 'action',
    label: 'Open the link directly',
    about,
    click: () => actions.openDirectly(about),
  };
  return [
    { type: 'heading', label: `${inFlightWords(logInFlight)}…` },
    ...(browserSilent ? [direct] : []),
    { type: 'action', label: 'Cancel', about, click: () => actions.cancelLogIn() },
    { type: 'separator' },
  ];
}

const inFlightWords = ({ accountName, browserSilent, how }: LogInInFlight): string =>
  browserSilent
    ? `Waiting for the browser to ask for ${accountName}`
    : how === 'copy'
      ? `Copying a login link for ${accountName}`
      : `Logging in to ${accountName}`;

function group(heading: string, items: readonly TrayItem[]): TrayItem[] {
  return items.length === 0 ? [] : [{ type: 'separator' }, { type: 'heading', label: heading }, ...items];
}

function accountItem(account: AccountRow, { connections, providers }: AppState, click: () => void): TrayItem {
  const connection = connections.find(({ connectionId }) => connectionId === account.connectionId);
  const facts = providers.find(({ provider }) => provider === connection?.provider);
  const siblings = connections.filter(({ provider }) => provider === connection?.provider).length;
  const provider = facts?.shortName ?? connection?.provider ?? '';
  return {
    type: 'action',
    label: account.idTail === null ? account.name : withTail(account.name, ` …${account.idTail}`),
    sublabel: connection && siblings > 1 ? `${provider} (${connection.label})` : provider,
    about: account.accountId,
    click,
  };
}

/** One short line; the settings window shows the rest. */
function healthOf({ health }: ConnectionView): string {
  const { problem, resumesAt, status } = health;
  // Without the progress: each change of the menu closes it, so an open menu could not be used during a sync. Source:
  // electron/electron, issues 4801 and 10951.
  if (status === 'syncing') return 'Syncing…';
  if (problem) return sentenceFor(problem).what;
  if (status === 'waiting' && resumesAt) return `Resumes at ${clockTime(resumesAt)}`;
  return countOf(health.accountCount, 'account');
}

const attentionOf = ({ connections }: AppState): ConnectionView | undefined =>
  connections.find(({ health }) => health.status === 'attention');

function iconOf(state: AppState): TrayModel['icon'] {
  if (attentionOf(state) || state.problems.length > 0 || state.shortcuts.launcher) return 'attention';
  return state.connections.some(({ health }) => health.status === 'syncing') ? 'syncing' : 'idle';
}

function tooltipOf(state: AppState): string {
  if (state.logInFlight) return `Latchkey: ${inFlightWords(state.logInFlight)}`;
  const troubled = attentionOf(state);
  if (troubled) return `Latchkey: ${troubled.label}: ${healthOf(troubled)}`;
  const problem = state.problems[0] ?? state.shortcuts.launcher;
  if (problem) return `Latchkey: ${sentenceFor(problem).what}`;
  if (!state.online) return 'Latchkey: offline';
  return iconOf(state) === 'syncing' ? 'Latchkey: syncing' : 'Latchkey';
}
