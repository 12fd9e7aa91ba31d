import { windowsUnavailable } from '../../tests/helpers/window-browser.ts';
import { displaysUnavailable } from '../../tests/helpers/x-display.ts';
import { measureIn } from '../children.ts';
import { printTable } from '../table.ts';
import type { MeasuredWindows, WindowsTask } from './measure-windows.ts';

/** What a window of a customer's own costs, beside the same browser on a folder of the user's, in a real Chromium. */
export async function benchWindows(): Promise<{ windows?: MeasuredWindows }> {
  const why = windowsUnavailable() ?? displaysUnavailable();
  if (why !== null) {
    console.log(`\nWindows: not measured. ${why}.`);
    return {};
  }
  const task: WindowsTask = { rounds: 5 };
  const windows = await measureIn<MeasuredWindows>(new URL('measure-windows.ts', import.meta.url), task);
  const { enterToPageMs } = windows;
  const ms = (figure: number): string => figure.toFixed(0);
  printTable(
    `From Enter to the customer's page on the screen, ms, median of ${task.rounds}`,
    ['', 'cold', 'warm'],
    [
      ['a window of the own', ms(enterToPageMs.windowCold), ms(enterToPageMs.windowWarm)],
      ['the browser itself, by a hand-over', ms(enterToPageMs.handOverCold), ms(enterToPageMs.handOverWarm)],
      ['the browser itself, given the link', ms(enterToPageMs.plainCold), ms(enterToPageMs.plainWarm)],
    ],
  );
  printTable(
    `One window, median of ${task.rounds}`,
    ['', ''],
    [
      ['memory, MB', windows.memoryMb.toFixed(0)],
      ['on the disk, MB', windows.diskMb.toFixed(1)],
      ['from closing to nothing left, ms', ms(windows.closeToWipedMs)],
    ],
  );
  return { windows };
}
