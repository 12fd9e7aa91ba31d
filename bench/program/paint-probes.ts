import type { Page } from 'playwright-core';
import type { Bridge, Input, RequestName } from '../../src/shared/contract.ts';

// What is recorded in the launcher's page. A frame is drawn after its callbacks, and the next task runs after that: a message
// posted in a callback arrives when the frame is on the screen.

/** Milliseconds from the key's event, for each key typed. */
export interface Keystroke {
  /** To the list with the new results. */
  work: number;
  painted: number;
}

declare global {
  interface Window {
    keystrokes: Keystroke[];
    /** On the clock of all processes of this machine, in milliseconds. */
    shownAt: number[];
    /** Milliseconds from Enter to the painted bar. */
    entered: number[];
  }
}

/** Records when each key came and when its results were there. */
export const watchKeys = (launcher: Page): Promise<void> =>
  launcher.evaluate(() => {
    const channel = new MessageChannel();
    window.keystrokes = [];
    let current: (Keystroke & { at: number }) | null = null;
    window.addEventListener(
      'keydown',
      ({ timeStamp, key }) => {
        // Esc clears the field: the change of the list then belongs to no typed key.
        current = null;
        if (key.length > 1) return;
        current = { at: timeStamp, work: 0, painted: 0 };
        window.keystrokes.push(current);
      },
      true,
    );
    channel.port1.onmessage = () => {
      if (current) current.painted = performance.now() - current.at;
    };
    new MutationObserver(() => {
      if (!current) return;
      current.work = performance.now() - current.at;
      requestAnimationFrame(() => channel.port2.postMessage(null));
    }).observe(document.querySelector('.list') ?? document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
  });

/** Records when Enter came and when the bar, with the log-in or a question, was there. */
export const watchEnter = (launcher: Page): Promise<void> =>
  launcher.evaluate(() => {
    const channel = new MessageChannel();
    window.entered = [];
    let pressedAt: number | null = null;
    window.addEventListener(
      'keydown',
      ({ timeStamp, key, repeat }) => {
        if (key === 'Enter' && !repeat) pressedAt = timeStamp;
      },
      true,
    );
    channel.port1.onmessage = ({ data }) => window.entered.push(performance.now() - data);
    new MutationObserver(() => {
      if (pressedAt === null || !document.querySelector('.prompt-bar')) return;
      const from = pressedAt;
      pressedAt = null;
      requestAnimationFrame(() => channel.port2.postMessage(from));
    }).observe(document.body, { subtree: true, childList: true });
  });

/** Records when the launcher was on the screen with the focus in its field. */
export const watchShown = (launcher: Page): Promise<void> =>
  launcher.evaluate(() => {
    window.shownAt = [];
    const { latchkey: bridge } = window as unknown as { latchkey: { on(name: string, heard: () => void): void } };
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      if (document.activeElement?.tagName === 'INPUT') window.shownAt.push(performance.timeOrigin + performance.now());
    };
    bridge.on('launcherShown', () => requestAnimationFrame(() => channel.port2.postMessage(null)));
  });

/** The time of the bridge alone: a request that main answers from memory, and one for each text. */
export const askMany = (launcher: Page, texts: readonly string[]): Promise<{ nothing: number[]; search: number[] }> =>
  launcher.evaluate(async (asked) => {
    const { latchkey: bridge } = window as unknown as { latchkey: Bridge };
    const time = async <N extends RequestName>(name: N, input: Input<N>): Promise<number> => {
      const from = performance.now();
      await bridge.request(name, input);
      return performance.now() - from;
    };
    const [nothing, search]: [number[], number[]] = [[], []];
    for (const text of asked) {
      nothing.push(await time('getAccountDetails', { accountId: 'nobody/0' }));
      search.push(await time('searchAccounts', { text, typed: false }));
    }
    return { nothing, search };
  }, texts);

/** Milliseconds of processor time of the page's main thread, by purpose. */
export type PageCpu = Record<'all' | 'script' | 'style' | 'layout', number>;

/** Returns how much the page's main thread has used so far: a busy machine does not change it. */
export async function cpuOf(page: Page): Promise<() => Promise<PageCpu>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const ms = (name: string): number => (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1_000;
    return {
      all: ms('TaskDuration'),
      script: ms('ScriptDuration'),
      style: ms('RecalcStyleDuration'),
      layout: ms('LayoutDuration'),
    };
  };
}
