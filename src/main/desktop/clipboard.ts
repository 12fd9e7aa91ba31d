import { ClipboardItem, clipboard } from 'electron';
import type { Platform } from '../../shared/platform.ts';
import { fail, ok, type Result } from '../../shared/result.ts';

/** A format of the system's own. Source: Electron, clipboard, custom formats. */
const raw = (format: string): string => `electron application/osclipboard;format="${format}"`;

/** A DWORD of 0, which Windows reads as "no". */
const no = (): Blob => new Blob([new Uint8Array(4)]);

/**
 * What tells clipboard histories to keep nothing of this. Sources: nspasteboard.org; Microsoft, Cloud Clipboard and
 * Clipboard History Formats; KDE, Klipper (which GNOME's and other histories follow).
 */
const concealed: Readonly<Record<Platform, () => Record<string, string | Blob>>> = {
  // Their being there is the mark; what they hold is read by nobody.
  darwin: () => ({ [raw('org.nspasteboard.ConcealedType')]: '1', [raw('org.nspasteboard.TransientType')]: '1' }),
  win32: () => ({
    [raw('ExcludeClipboardContentFromMonitorProcessing')]: no(),
    [raw('CanIncludeInClipboardHistory')]: no(),
    [raw('CanUploadToCloudClipboard')]: no(),
  }),
  linux: () => ({ [raw('x-kde-passwordManagerHint')]: 'secret' }),
};

export const readText = (): Promise<string> => clipboard.readText();

export const writeText = (text: string): Promise<void> => clipboard.writeText(text);

/**
 * SECURITY: text and marks in one item, committed together: written one after the other, a history would have kept the
 * link by the time the marks arrive. Where that cannot be done the link is not copied at all.
 */
export async function writeConcealed(text: string, platform: Platform): Promise<Result<null>> {
  try {
    await clipboard.write([new ClipboardItem({ 'text/plain': text, ...concealed[platform]() })]);
    return ok(null);
  } catch {
    return fail({ kind: 'link-copy-failed' });
  }
}

/** Empties the clipboard if `text` is still all it holds. Answers whether it did. */
export async function clearIfHolds(text: string): Promise<boolean> {
  try {
    if ((await clipboard.readText()) !== text) return false;
    clipboard.clear();
    return true;
  } catch {
    return false;
  }
}
