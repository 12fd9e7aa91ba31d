import { Notification } from 'electron';
import type { Platform } from '../../shared/platform.ts';

export interface DesktopNotification {
  title: string;
  body: string;
  onClick?: () => void;
}

/** Notifications on screen. Kept here, because a notification that is garbage-collected never emits `click`. */
const shown = new Set<Notification>();
/** `close` is not emitted in all cases, so the set is limited. Source: Electron, Notification. */
const mostShown = 16;

export function showNotification({ title, body, onClick }: DesktopNotification, platform: Platform): void {
  if (!Notification.isSupported()) return;
  const words = platform === 'linux' ? withoutMarkup : (text: string) => text;
  const notification = new Notification({ title: words(title), body: words(body), silent: true });
  shown.add(notification);
  const oldest = shown.values().next().value;
  if (shown.size > mostShown && oldest) shown.delete(oldest);
  notification.on('click', () => {
    shown.delete(notification);
    onClick?.();
  });
  notification.on('close', () => shown.delete(notification));
  notification.show();
}

/**
 * SECURITY: many Linux desktops read tags such as `<a href>` in a notification, and customers choose their own names.
 * Look-alikes replace the brackets; escaping would show `&lt;` on desktops that read no tags.
 */
export const withoutMarkup = (text: string): string => text.replaceAll('<', '‹').replaceAll('>', '›');
