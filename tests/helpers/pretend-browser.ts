import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OwnBrowser } from '../../src/main/browsers/known-browsers.ts';
import { OwnWindows } from '../../src/main/browsers/own-windows.ts';
import { systemOf } from '../../src/main/browsers/systems.ts';
import { WindowFolders } from '../../src/main/browsers/window-folders.ts';

/** How a pretend browser comes and goes. */
export type Manner =
  /** It is there at once, and ends at once. */
  | 'quick'
  /** It makes its folder and takes its lock only after twelve seconds. */
  | 'late'
  /** It has given its lock back, but still writes for some seconds. */
  | 'slow to end'
  /** A program that it started writes on for some seconds, and does not say in its command line where. */
  | 'leaves a writer';

/** For three seconds, by the clock: how much it writes depends on the machine. */
const writes = (name: string): string =>
  `i=0; until=$(($(date +%s) + 3)); while [ $(date +%s) -lt $until ]; do i=$((i+1)); mkdir -p "$folder/${name}/$i"; : > "$folder/${name}/$i/file"; sleep 0.01; done`;

const atTheEnd: Readonly<Record<Manner, string>> = {
  quick: '',
  late: '',
  'slow to end': writes('late'),
  'leaves a writer': `setsid sh -c '${writes('orphan')}' > /dev/null 2>&1 &`,
};

/**
 * A program that has the command line, the folder and the lock of a Chromium, and none of the rest. A real one cannot be made to
 * end at a chosen moment.
 */
export function pretendBrowser(below: string, manner: Manner): OwnBrowser {
  const program = join(below, `pretend-${manner.replaceAll(' ', '-')}`);
  const lines = [
    '#!/bin/sh',
    'export folder',
    'for word; do case $word in --user-data-dir=*) folder=$(echo "$word" | cut -d= -f2-);; esac; done',
    ...(manner === 'late' ? ['sleep 12'] : []),
    'mkdir -p "$folder/Default"',
    'ln -s "pretend-$$" "$folder/SingletonLock"',
    'end() {',
    'rm -f "$folder/SingletonLock"',
    atTheEnd[manner],
    'exit 0',
    '}',
    'trap end TERM',
    // Two minutes at least: a test that fails leaves nothing that runs for ever.
    'n=0; while [ $n -lt 2400 ]; do n=$((n+1)); sleep 0.05; done',
    '',
  ];
  writeFileSync(program, lines.join('\n'));
  chmodSync(program, 0o755);
  return { id: 'pretend', name: 'Pretend', family: 'chromium', command: [program] };
}

/** The windows of a program that knows this browser only. */
export function windowsWith(folder: string, browser: OwnBrowser) {
  const seen = { ends: [] as string[], notWiped: 0 };
  const system = systemOf('linux', { environment: process.env, home: folder, folder });
  const windows = new OwnWindows({
    folders: new WindowFolders(system.root),
    environment: process.env,
    system: { ...system, find: async () => ({ browsers: [browser], confined: [] }) },
    chosen: () => null,
    limitMinutes: () => null,
    now: Date.now,
    changed: () => {},
    ended: (rowIds, end) => seen.ends.push(`${rowIds.join()} ${end}`),
    closesSoon: () => {},
    notWiped: () => {
      seen.notWiped += 1;
    },
    crashed: (error) => {
      throw error;
    },
  });
  return { windows, seen };
}

export const theWindow = 'a'.repeat(32);

/** Opens the window for one log-in. `isOpened`: what comes of the log-in. */
export async function logInTo(windows: OwnWindows, isOpened: boolean): Promise<void> {
  const wish = {
    windowId: theWindow,
    accountId: 'connection1/7001',
    rowId: 1,
    look: { customerName: 'Acme', title: 'Brevo · 7001', colour: '#1d4fc4', pages: [] },
  };
  const browser = windows.browserFor(wish);
  let address: string | null = 'http://127.0.0.1:9/nothing';
  const opening = browser.openHandOver(address, () => address);
  while (!browser.holds()) await new Promise((resolve) => setTimeout(resolve, 10));
  address = null;
  await opening;
  windows.settle(wish, isOpened);
}
