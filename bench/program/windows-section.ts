import { browserMissing } from '../../tests/helpers/window-browser.ts';
import { displaysUnavailable } from '../../tests/helpers/x-display.ts';
import { measureIn } from '../children.ts';
import { printTable } from '../table.ts';
import type { MeasuredWindows, WindowsTask } from './measure-windows.ts';

const ms = (figure: number | undefined): string => figure?.toFixed(0) ?? '';

/**
 * What a window of a customer's own costs, beside the same browser on a folder of the user's, in a real Chromium; and in
 * a real Firefox.
 */
export async function benchWindows(): Promise<{ windows?: MeasuredWindows; firefoxWindows?: MeasuredWindows }> {
  const windows = await measure('chromium');
  const firefoxWindows = await measure('firefox');
  return { ...(windows && { windows }), ...(firefoxWindows && { firefoxWindows }) };
}

async function measure(installed: WindowsTask['installed']): Promise<MeasuredWindows | null> {
  const why = browserMissing(installed) ?? displaysUnavailable();
  if (why !== null) {
    console.log(`\nWindows in ${installed}: not measured. ${why}.`);
    return null;
  }
  const task: WindowsTask = { rounds: 5, installed };
  const windows = await measureIn<MeasuredWindows>(new URL('measure-windows.ts', import.meta.url), task, {
    // Its session bus is what Firefox needs.
    withKeyring: true,
  });
  const { enterToPageMs } = windows;
  printTable(
    `From Enter to the customer's page on the screen in ${installed}, ms, median of ${task.rounds}`,
    ['', 'cold', 'warm'],
    [
      ['a window of the own', ms(enterToPageMs.windowCold), ms(enterToPageMs.windowWarm)],
      ...(enterToPageMs.plainCold === undefined
        ? []
        : [
            ['the browser itself, by a hand-over', ms(enterToPageMs.handOverCold), ms(enterToPageMs.handOverWarm)],
            ['the browser itself, given the link', ms(enterToPageMs.plainCold), ms(enterToPageMs.plainWarm)],
          ]),
    ],
  );
  printTable(
    `One window in ${installed}, median of ${task.rounds}`,
    ['', ''],
    [
      ['memory, MB', windows.memoryMb.toFixed(0)],
      ['on the disk, MB', windows.diskMb.toFixed(1)],
      ['from closing to nothing left, ms', ms(windows.closeToWipedMs)],
    ],
  );
  return windows;
}
