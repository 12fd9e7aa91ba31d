import { describe, expect, test } from 'vitest';
import { type TrayActions, type TrayInput, type TrayItem, trayModel } from '../../src/main/desktop/tray-model.ts';
import { menuLabel, tooltipText } from '../../src/main/desktop/tray-text.ts';
import type { AccountRow } from '../../src/shared/account.ts';
import type { ConnectionHealth, ConnectionView } from '../../src/shared/connection.ts';
import type { AppState } from '../../src/shared/contract.ts';
import { defaultSettings } from '../../src/shared/settings.ts';
import { accountRow, connectionView, health } from '../helpers/accounts.ts';
import { fakeShortcuts } from '../helpers/fake-accounts.ts';
import { appState, logInTo } from '../helpers/from-main.ts';

const connection = (
  connectionId: string,
  provider: string,
  label: string,
  has: Partial<ConnectionHealth> = {},
): ConnectionView => connectionView({ connectionId, provider, label, health: health({ accountCount: 1_214, ...has }) });

const account = (connectionId: string, remoteId: string, name: string, change: Partial<AccountRow> = {}): AccountRow =>
  accountRow({ connectionId, remoteId, name, email: '', domain: '', ...change });

const state = (change: Partial<AppState> = {}): AppState =>
  appState({ connections: [connection('conn0001', 'sendgrid', 'Main')], ...change });

const acme = account('conn0001', '1', 'Acme Corp');

/** Actions that record their calls. */
function noted(): { actions: TrayActions; asked: unknown[] } {
  const asked: unknown[] = [];
  return {
    asked,
    actions: {
      open: () => asked.push('open'),
      logIn: ({ accountId }) => asked.push(['logIn', accountId]),
      cancelLogIn: () => asked.push('cancelLogIn'),
      openDirectly: (accountId) => asked.push(['openDirectly', accountId]),
      sync: () => asked.push('sync'),
      setPaused: (paused) => asked.push(['setPaused', paused]),
      openSettings: () => asked.push('openSettings'),
      openConnections: () => asked.push('openConnections'),
      quit: () => asked.push('quit'),
      showWindow: (windowId) => asked.push(['showWindow', windowId]),
      closeWindow: (windowId) => asked.push(['closeWindow', windowId]),
      closeAllWindows: () => asked.push('closeAllWindows'),
      closeWindowsAndQuit: () => asked.push('closeWindowsAndQuit'),
    },
  };
}

const model = (change: Partial<TrayInput> = {}) =>
  trayModel({ appState: state(), pinned: [], recent: [], actions: noted().actions, ...change });

const lines = (items: readonly TrayItem[]): string[] =>
  items.map((item) =>
    item.type === 'separator'
      ? '—'
      : item.type === 'heading'
        ? `# ${item.label}`
        : menuLabel(item.label, item.sublabel),
  );

const action = (items: readonly TrayItem[], label: string) => {
  const found = items.find((item) => item.type === 'action' && item.label === label);
  if (found?.type !== 'action') throw new Error(`no item is called ${label}`);
  return found;
};

describe('the tray', () => {
  test('shows everything in order', () => {
    const shown = model({
      pinned: [acme],
      recent: [account('conn0001', '2', 'Globex')],
    });
    expect(lines(shown.items)).toEqual([
      'Open Latchkey',
      '—',
      '# Pinned',
      'Acme Corp · SendGrid',
      '—',
      '# Recent',
      'Globex · SendGrid',
      '—',
      '# Connections',
      'Main · 1,214 accounts',
      '—',
      'Sync now',
      'Pause shortcut',
      'Settings…',
      '—',
      'Quit Latchkey',
    ]);
  });

  test.each([
    ['open', 'Logging in to Acme Corp'],
    ['copy', 'Copying a login link for Acme Corp'],
  ] as const)('shows the log-in in flight first (%s), and a click cancels it', (how, words) => {
    const { actions, asked } = noted();
    const shown = model({ appState: state({ logInFlight: logInTo(acme, { how }) }), actions });
    expect(lines(shown.items).slice(0, 4)).toEqual([`# ${words}…`, 'Cancel', '—', 'Open Latchkey']);
    expect(shown.tooltip).toBe(`Latchkey: ${words}`);
    action(shown.items, 'Cancel').click();
    expect(asked).toEqual(['cancelLogIn']);
    expect(lines(model().items)[0]).toBe('Open Latchkey');
  });

  test('offers to open the link directly if the browser does not ask for it', () => {
    const { actions, asked } = noted();
    const shown = model({ appState: state({ logInFlight: logInTo(acme, { browserSilent: true }) }), actions });
    const words = 'Waiting for the browser to ask for Acme Corp';
    expect(lines(shown.items).slice(0, 4)).toEqual([`# ${words}…`, 'Open the link directly', 'Cancel', '—']);
    expect(shown.tooltip).toBe(`Latchkey: ${words}`);
    action(shown.items, 'Open the link directly').click();
    expect(asked).toEqual([['openDirectly', 'conn0001/1']]);
  });

  test('leaves out empty groups before anything is connected', () => {
    const shown = model({ appState: state({ connections: [] }) });
    expect(lines(shown.items)).toEqual([
      'Open Latchkey',
      '—',
      'Sync now',
      'Pause shortcut',
      'Settings…',
      '—',
      'Quit Latchkey',
    ]);
    expect(action(shown.items, 'Sync now').enabled).toBe(false);
  });

  test('shows the newest eight recent customers, in their order', () => {
    const recent = Array.from({ length: 12 }, (_, place) => account('conn0001', String(place), `Customer ${place}`));
    const shown = lines(model({ recent }).items).filter((line) => line.startsWith('Customer'));
    expect(shown).toEqual(Array.from({ length: 8 }, (_, place) => `Customer ${place} · SendGrid`));
  });

  test('names the connection if a provider has two', () => {
    const connections = [connection('conn0001', 'sendgrid', 'Main'), connection('conn0002', 'sendgrid', 'EU')];
    const shown = model({ appState: state({ connections }), recent: [account('conn0002', '7', 'Acme')] });
    expect(lines(shown.items)).toContain('Acme · SendGrid (EU)');
  });

  test('tells customers of nearly the same name apart', () => {
    const shown = model({ recent: [account('conn0001', '7', 'Acme', { idTail: '4f2a' })] });
    expect(lines(shown.items)).toContain('Acme …4f2a · SendGrid');
  });

  test('does what each line says', () => {
    const { actions, asked } = noted();
    const { items } = model({ actions, recent: [account('conn0001', '7', 'Acme')] });
    for (const label of ['Open Latchkey', 'Acme', 'Main', 'Sync now', 'Pause shortcut', 'Settings…', 'Quit Latchkey']) {
      action(items, label).click();
    }
    expect(asked).toEqual([
      'open',
      ['logIn', 'conn0001/7'],
      'openConnections',
      'sync',
      ['setPaused', true],
      'openSettings',
      'quit',
    ]);
  });

  test('shows the shortcut only while it works', () => {
    expect(action(model().items, 'Open Latchkey').accelerator).toBe('CommandOrControl+Shift+Y');
    const off = state({ shortcuts: { ...fakeShortcuts, launcherActive: false } });
    expect(action(model({ appState: off }).items, 'Open Latchkey').accelerator).toBeUndefined();
  });

  test('checks the pause item while paused, and a click ends the pause', () => {
    const { actions, asked } = noted();
    const paused = state({ settings: { ...defaultSettings, shortcutsPaused: true } });
    const item = action(model({ appState: paused, actions }).items, 'Pause shortcut');
    expect(item.checked).toBe(true);
    item.click();
    expect(asked).toEqual([['setPaused', false]]);
  });

  test('shows the state of each connection', () => {
    const healths: [Partial<ConnectionHealth>, string][] = [
      [{ accountCount: 1 }, '1 account'],
      [{ status: 'syncing' }, 'Syncing…'],
      [{ status: 'syncing', progress: { seen: 1_200, total: 5_000 } }, 'Syncing…'],
      [{ status: 'attention', problem: { kind: 'keychain-locked' } }, 'Your keyring is locked.'],
    ];
    for (const [health, words] of healths) {
      const appState = state({ connections: [connection('conn0001', 'sendgrid', 'Main', health)] });
      expect(lines(model({ appState }).items)).toContain(`Main · ${words}`);
    }
  });

  test('does not change during a sync, so that it can be used while it is open', () => {
    const itemsAt = (seen: number): string => {
      const health = { status: 'syncing', progress: { seen, total: 5_000 }, accountCount: seen } as const;
      return JSON.stringify(
        model({ appState: state({ connections: [connection('conn0001', 'sendgrid', 'Main', health)] }) }).items,
      );
    };
    expect(itemsAt(1_200)).toBe(itemsAt(1_250));
  });

  test('offers no sync during a sync', () => {
    const appState = state({ connections: [connection('conn0001', 'sendgrid', 'Main', { status: 'syncing' })] });
    expect(action(model({ appState }).items, 'Syncing…').enabled).toBe(false);
  });
});

describe('the icon of the tray', () => {
  const attention = connection('conn0001', 'sendgrid', 'Main', {
    status: 'attention',
    problem: { kind: 'key-rejected', provider: 'SendGrid' },
  });
  const syncing = connection('conn0002', 'brevo', 'Brevo', { status: 'syncing' });

  test('is idle while nothing happens, and while a rate limit passes by itself', () => {
    expect(model().icon).toBe('idle');
    const waiting = connection('conn0001', 'sendgrid', 'Main', { status: 'waiting' });
    expect(model({ appState: state({ connections: [waiting] }) }).icon).toBe('idle');
  });

  test('shows a running sync', () => {
    expect(model({ appState: state({ connections: [syncing] }) }).icon).toBe('syncing');
  });

  test('shows attention rather than a sync, and says why', () => {
    const shown = model({ appState: state({ connections: [syncing, attention] }) });
    expect(shown.icon).toBe('attention');
    expect(shown.tooltip).toBe(
      'Latchkey: Main: SendGrid does not accept this key. It may have been deleted or have expired.',
    );
  });

  test('shows attention if the shortcut was refused or the program has a problem', () => {
    const refused = state({
      shortcuts: { ...fakeShortcuts, launcher: { kind: 'shortcut-taken', shortcut: 'F12' }, launcherActive: false },
    });
    expect(model({ appState: refused }).icon).toBe('attention');
    expect(model({ appState: state({ problems: [{ kind: 'directory-set-aside' }] }) }).icon).toBe('attention');
  });

  test('says in the tooltip alone that the machine is offline', () => {
    expect(model({ appState: state({ online: false }) })).toMatchObject({ icon: 'idle', tooltip: 'Latchkey: offline' });
  });
});

describe('texts of the tray', () => {
  test('show an ampersand, which a menu would read as a marker', () => {
    expect(menuLabel('AT&T', 'Brevo')).toBe('AT&&T · Brevo');
  });

  test('are one line, and no character in a name changes their direction', () => {
    expect(menuLabel('Acme\nQuit Latchkey\u202eevil\u2066')).toBe('Acme Quit Latchkey evil');
    expect(tooltipText('a\r\n\tb')).toBe('a b');
  });

  test('are cut at a length that a menu can show, never inside a character', () => {
    const long = menuLabel('🔑'.repeat(200));
    expect([...long]).toHaveLength(60);
    expect(long.endsWith('🔑…')).toBe(true);
    expect(tooltipText('x'.repeat(500)).length).toBeLessThanOrEqual(127);
  });
});

describe('windows that are open now', () => {
  const windowOf = (n: number) => ({
    windowId: `window ${n}`,
    accountId: `brevo/${n}`,
    accountName: `Customer ${n}`,
    isListed: true,
    as: null,
    connectionLabel: 'Brevo',
    since: '2026-11-21T12:00:00.000Z',
    endsAt: null,
    closing: false,
  });

  test('are closed together only by a second press, which says how many there are', { tags: ['slips-guarded'] }, () => {
    const { actions, asked } = noted();
    const { items } = model({ appState: state({ openWindows: [windowOf(1), windowOf(2)] }), actions });
    const all = items.find((item) => item.type !== 'separator' && item.label === 'Close all windows');
    if (all?.type !== 'submenu') throw new Error('one press closes all');
    const [yes, ...others] = all.items;
    expect(others).toEqual([]);
    expect(yes).toMatchObject({ type: 'action', label: 'Close 2 windows' });
    if (yes?.type === 'action') yes.click();
    expect(asked).toEqual(['closeAllWindows']);
  });

  test('have no such entry if there is only one', () => {
    expect(lines(model({ appState: state({ openWindows: [windowOf(1)] }) }).items)).not.toContain('Close all windows');
  });
});
