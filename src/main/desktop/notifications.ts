import { Notification } from 'electron';
import type { Platform } from '../../shared/platform.ts';

/** Notices on screen. Held, since one that is collected as garbage does not tell of its click. */
const shown = new Set<Notification>();
/** `close` is not told in all cases; so many are held at most. Source: Electron, Notification. */
const heldAtMost = 16;

export function showNotice(notice: { title: string; body: string; onClick?: () => void }, platform: Platform): void {
  if (!Notification.isSupported()) return;
  const words = platform === 'linux' ? withoutMarkup : (text: string) => text;
  const notification = new Notification({ title: words(notice.title), body: words(notice.body), silent: true });
  shown.add(notification);
  const oldest = shown.values().next().value;
  if (shown.size > heldAtMost && oldest) shown.delete(oldest);
  notification.on('click', () => {
    shown.delete(notification);
    notice.onClick?.();
  });
  notification.on('close', () => shown.delete(notification));
  notification.show();
}

/**
 * SECURITY: many Linux desktops read tags such as `<a href>` in a notice, and a customer chooses their own name. The
 * brackets are replaced by look-alikes; escaping would show `&lt;` on desktops that read no tags.
 */
export const withoutMarkup = (text: string): string => text.replaceAll('<', '‹').replaceAll('>', '›');
