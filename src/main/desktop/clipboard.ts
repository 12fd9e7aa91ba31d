import { ClipboardItem, clipboard } from 'electron';
import type { Platform } from '../../shared/platform.ts';
import { fail, ok, type Result } from '../../shared/result.ts';

/** The name of a format that the operating system defines. Source: Electron, clipboard, custom formats. */
const raw = (format: string): string => `electron application/osclipboard;format="${format}"`;

/** A DWORD of 0, which Windows reads as "no". */
const no = (): Blob => new Blob([new Uint8Array(4)]);

/**
 * Formats that tell clipboard histories not to keep the item. Sources: nspasteboard.org; Microsoft, Cloud Clipboard and
 * Clipboard History Formats; KDE, Klipper (GNOME's and other histories follow it).
 */
const concealed: Readonly<Record<Platform, () => Record<string, string | Blob>>> = {
  // The presence of these formats is the mark; their content is not read.
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
 * SECURITY: writes the text and the marks as one item. If the marks came second, a history would already have kept the
 * link. If they cannot be written together, the link is not copied at all.
 */
export async function writeConcealed(text: string, platform: Platform): Promise<Result<null>> {
  try {
    await clipboard.write([new ClipboardItem({ 'text/plain': text, ...concealed[platform]() })]);
    return ok(null);
  } catch {
    return fail({ kind: 'link-copy-failed' });
  }
}

/** Empties the clipboard if it still holds `text` and nothing else. Returns whether it did. */
export async function clearIfHolds(text: string): Promise<boolean> {
  try {
    if ((await clipboard.readText()) !== text) return false;
    clipboard.clear();
    return true;
  } catch {
    return false;
  }
}
