import type { CdpEvents } from './cdp.ts';
import type { Chromium } from './chromium.ts';

// The Chromium that has all windows of this process.

type TargetInfo = CdpEvents['Target.targetInfoChanged']['targetInfo'];

export interface TargetWatcher {
  changed(info: TargetInfo): void;
  gone(): void;
}

let running: Chromium | null = null;
const watchers = new Map<string, TargetWatcher>();
const created = new Set<string>();
let creating = 0;

export function chromium(): Chromium {
  if (!running) throw new Error('stand-in: no Chromium; windows need the app to run in tests/standin/electron');
  return running;
}

export async function adoptChromium(started: Chromium): Promise<void> {
  running = started;
  const { browser } = started.connection;
  browser.on('Target.targetDestroyed', ({ targetId }) => {
    const watcher = watchers.get(targetId);
    watchers.delete(targetId);
    watcher?.gone();
  });
  browser.on('Target.targetInfoChanged', ({ targetInfo }) => watchers.get(targetInfo.targetId)?.changed(targetInfo));
  browser.on('Target.targetCreated', ({ targetInfo }) => void closeStranger(targetInfo));
  await browser.send('Target.setDiscoverTargets', { discover: true });
}

/** Closes a window that no BrowserWindow asked for. A headed Chromium opens the windows that pages ask for. */
async function closeStranger(info: TargetInfo): Promise<void> {
  if (info.type !== 'page') return;
  // The reply to createTarget, which has the id, comes after the event.
  while (creating > 0 && !created.has(info.targetId)) await new Promise((resolve) => setImmediate(resolve));
  if (created.has(info.targetId)) return;
  await running?.connection.browser.send('Target.closeTarget', { targetId: info.targetId }).catch(() => {
    // Gone already.
  });
}

export async function createTarget(size: { width: number; height: number }): Promise<string> {
  creating += 1;
  try {
    const { browser } = chromium().connection;
    const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank', newWindow: true, ...size });
    created.add(targetId);
    return targetId;
  } finally {
    creating -= 1;
  }
}

export function watchTarget(targetId: string, watcher: TargetWatcher): void {
  watchers.set(targetId, watcher);
}

/**
 * During a navigation, Chromium sometimes reports a page as closed but keeps it. So ask until the page is gone.
 */
export async function closeTarget(targetId: string): Promise<void> {
  for (let tries = 0; tries < 20 && watchers.has(targetId); tries += 1) {
    await running?.connection.browser.send('Target.closeTarget', { targetId }).catch(() => {
      // Gone already.
    });
    for (let waits = 0; waits < 10 && watchers.has(targetId); waits += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

export async function closeChromium(): Promise<void> {
  await running?.close();
}
