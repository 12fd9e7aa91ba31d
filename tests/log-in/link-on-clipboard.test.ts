import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LinkOnClipboard } from '../../src/main/log-in/link-on-clipboard.ts';
import { ok } from '../../src/shared/result.ts';

const start = Date.parse('2026-11-21T12:00:00.000Z');
const day = 86_400_000;

beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

function desk() {
  const clipboard = { text: '' };
  const announced: unknown[] = [];
  const held = new LinkOnClipboard({
    desktop: {
      announce: (_name, announcement) => void announced.push(announcement),
      clipboard: {
        writeConcealed: async (text) => {
          clipboard.text = text;
          return ok(null);
        },
        clearIfHolds: async (text) => {
          if (clipboard.text !== text) return false;
          clipboard.text = '';
          return true;
        },
      },
    },
    linkOrigins: ['https://app.sendgrid.com'],
    now: Date.now,
  });
  const put = (url: string, validMs: number) =>
    held.put({ url, expiresAt: new Date(Date.now() + validMs).toISOString() }, 'Acme');
  return { clipboard, announced, put };
}

test.each([
  ['a link that is valid for 15 days', 15 * day, 120_000],
  ['a link that is valid for 60 s', 60_000, 60_000],
])('%s leaves the clipboard in time', { tags: ['opening-clipboard'] }, async (_, validMs, goneAfterMs) => {
  const { clipboard, announced, put } = desk();
  const expiresAt = new Date(start + goneAfterMs).toISOString();
  expect(await put('https://app.sendgrid.com/1', validMs)).toEqual(ok({ expiresAt }));
  await vi.advanceTimersByTimeAsync(goneAfterMs - 1);
  expect(clipboard.text).toBe('https://app.sendgrid.com/1');
  await vi.advanceTimersByTimeAsync(1);
  expect(clipboard.text).toBe('');
  expect(announced).toEqual([{ accountName: 'Acme', expiresAt }, null]);
});

test('another link has its own two minutes', { tags: ['opening-clipboard'] }, async () => {
  const { clipboard, put } = desk();
  await put('https://app.sendgrid.com/1', day);
  await vi.advanceTimersByTimeAsync(100_000);
  await put('https://app.sendgrid.com/2', day);
  await vi.advanceTimersByTimeAsync(119_999);
  expect(clipboard.text).toBe('https://app.sendgrid.com/2');
  await vi.advanceTimersByTimeAsync(1);
  expect(clipboard.text).toBe('');
});

test('what the user has copied since stays', { tags: ['opening-clipboard'] }, async () => {
  const { clipboard, put } = desk();
  await put('https://app.sendgrid.com/1', day);
  clipboard.text = 'something of my own';
  await vi.advanceTimersByTimeAsync(day);
  expect(clipboard.text).toBe('something of my own');
});
