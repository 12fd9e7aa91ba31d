import type { BrowserWindow } from 'electron';
import { describe, expect, test } from 'vitest';
import { Windows } from '../../src/main/desktop/windows.ts';

/** The part of a window that announcements need; `sent` is what its page would receive. */
function pretendWindow(id: number) {
  const sent: unknown[][] = [];
  const closed: (() => void)[] = [];
  const window = {
    webContents: { id, send: (...message: unknown[]) => sent.push(message) },
    isDestroyed: () => false,
    on: (event: string, listener: () => void) => event === 'closed' && closed.push(listener),
  };
  return {
    window: window as unknown as BrowserWindow,
    sent,
    close: () => {
      for (const listener of closed) listener();
    },
  };
}

/** Two windows whose pages listen. */
function twoReady() {
  const windows = new Windows();
  const one = pretendWindow(1);
  const two = pretendWindow(2);
  windows.add(one.window, 'app://latchkey/launcher.html');
  windows.add(two.window, 'app://latchkey/settings.html');
  windows.markReady(1);
  windows.markReady(2);
  return { windows, one, two };
}

describe('announcements', () => {
  test('reach every window whose page listens', () => {
    const { windows, one, two } = twoReady();
    windows.announce('accountsChanged', { connectionId: 'conn0001' });
    expect(one.sent).toEqual([['latchkey:announcement', 'accountsChanged', { connectionId: 'conn0001' }]]);
    expect(two.sent).toEqual(one.sent);
  });

  test('wait for a page that is still loading, the last of each name, and arrive once', () => {
    const windows = new Windows();
    const page = pretendWindow(1);
    windows.add(page.window, 'app://latchkey/settings.html');
    windows.announce('settingsSection', { section: 'names' });
    windows.announce('settingsSection', { section: 'history' });
    expect(page.sent).toEqual([]);
    windows.markReady(1);
    windows.markReady(1);
    expect(page.sent).toEqual([['latchkey:announcement', 'settingsSection', { section: 'history' }]]);
  });

  test('go to one window if they concern it alone', () => {
    const { windows, one, two } = twoReady();
    windows.announce('launcherHidden', null, one.window);
    expect(one.sent).toEqual([['latchkey:announcement', 'launcherHidden', null]]);
    expect(two.sent).toEqual([]);
  });
});

describe('a window', () => {
  test('is ours from its creation until it closes', () => {
    const windows = new Windows();
    const page = pretendWindow(5);
    expect(windows.urlOf(5)).toBeUndefined();
    windows.add(page.window, 'app://latchkey/launcher.html');
    expect(windows.urlOf(5)).toBe('app://latchkey/launcher.html');
    page.close();
    expect(windows.urlOf(5)).toBeUndefined();
  });
});

describe('when the program quits', () => {
  test('it waits for the pages that listen to leave their fields', async () => {
    const { windows, one, two } = twoReady();
    windows.add(pretendWindow(3).window, 'app://latchkey/launcher.html');
    let isOver = false;
    const over = windows.leaveFields().then(() => {
      isOver = true;
    });
    expect([one.sent, two.sent]).toEqual([[['latchkey:announcement', 'quitting', null]], one.sent]);
    windows.markLeft(1);
    await Promise.resolve();
    expect(isOver).toBe(false);
    windows.markLeft(2);
    await over;
  });

  test('it does not wait for a window that closes, nor for ever for a page that hangs', async () => {
    const { windows, one } = twoReady();
    const over = windows.leaveFields();
    one.close();
    await over;
  });
});
