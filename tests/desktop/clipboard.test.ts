import { clipboard } from 'electron';
import { afterEach, describe, expect, test } from 'vitest';
import { clearIfHolds, readText, writeConcealed, writeText } from '../../src/main/desktop/clipboard.ts';
import { fail, ok } from '../../src/shared/result.ts';

const link = 'https://app.sendgrid.com/login?code=abc';
const { write } = clipboard;

afterEach(() => {
  clipboard.write = write;
  clipboard.clear();
});

/** The marks beside the text, under the names of the system, with their bytes. */
async function marks(): Promise<Record<string, readonly number[]>> {
  const [item] = await clipboard.read();
  const found: Record<string, readonly number[]> = {};
  for (const type of item?.types ?? []) {
    const name = /format="(.+)"$/.exec(type)?.[1];
    if (!item || !name) continue;
    const blob = await item.getType(type);
    if (blob instanceof Blob) found[name] = [...new Uint8Array(await blob.arrayBuffer())];
  }
  return found;
}

describe('a login link on the clipboard', () => {
  test.each(['darwin', 'win32', 'linux'] as const)('can be pasted, on %s', async (platform) => {
    expect(await writeConcealed(link, platform)).toEqual(ok(null));
    expect(await readText()).toBe(link);
    expect(await clipboard.read()).toHaveLength(1);
  });

  test('is marked so that histories do not keep it, on each system', { tags: ['opening-clipboard'] }, async () => {
    await writeConcealed(link, 'darwin');
    expect(Object.keys(await marks())).toEqual(['org.nspasteboard.ConcealedType', 'org.nspasteboard.TransientType']);
    await writeConcealed(link, 'win32');
    expect(await marks()).toEqual({
      ExcludeClipboardContentFromMonitorProcessing: [0, 0, 0, 0],
      CanIncludeInClipboardHistory: [0, 0, 0, 0],
      CanUploadToCloudClipboard: [0, 0, 0, 0],
    });
    await writeConcealed(link, 'linux');
    expect(await marks()).toEqual({ 'x-kde-passwordManagerHint': [...Buffer.from('secret')] });
  });

  test('is not copied if it cannot be marked', { tags: ['opening-clipboard'] }, async () => {
    await writeText('before');
    clipboard.write = async () => {
      throw new Error(`cannot write ${link}`);
    };
    expect(await writeConcealed(link, 'linux')).toEqual(fail({ kind: 'link-copy-failed' }));
    expect(await readText()).toBe('before');
  });

  test('is cleared if it is still there; a later text is not', async () => {
    await writeConcealed(link, 'linux');
    expect(await clearIfHolds(link)).toBe(true);
    expect(await readText()).toBe('');
    await writeText('something of the user’s own');
    expect(await clearIfHolds(link)).toBe(false);
    expect(await readText()).toBe('something of the user’s own');
  });
});
