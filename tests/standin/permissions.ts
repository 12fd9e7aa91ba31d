import type Electron from 'electron';
import type { CdpSession } from './cdp.ts';

export type RequestHandler = NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>;
export type CheckHandler = NonNullable<Parameters<Electron.Session['setPermissionCheckHandler']>[0]>;
type Permission = Parameters<RequestHandler>[1] & Parameters<CheckHandler>[1];

interface Meaning {
  /** Its name in Chromium. */
  name: string;
  /** Its name in Electron. */
  permission: Permission;
  media?: 'video' | 'audio';
}

const meanings: readonly Meaning[] = [
  { name: 'geolocation', permission: 'geolocation' },
  { name: 'notifications', permission: 'notifications' },
  { name: 'camera', permission: 'media', media: 'video' },
  { name: 'microphone', permission: 'media', media: 'audio' },
  { name: 'midi', permission: 'midi' },
  { name: 'clipboard-read', permission: 'clipboard-read' },
  { name: 'clipboard-write', permission: 'clipboard-sanitized-write' },
  { name: 'idle-detection', permission: 'idle-detection' },
  { name: 'window-management', permission: 'window-management' },
  { name: 'storage-access', permission: 'storage-access' },
  { name: 'keyboard-lock', permission: 'keyboardLock' },
  { name: 'pointer-lock', permission: 'pointerLock' },
];

/**
 * What pages may do. A headless Chromium asks no user, so the handlers are called in advance, once for each origin, and
 * Chromium is set to their results. As in Electron, everything is granted if no handler is set. A permission is granted
 * if either handler grants it, because a page could use either way.
 */
export class Permissions {
  #request: RequestHandler | null = null;
  #check: CheckHandler | null = null;
  readonly #settled = new Set<string>();

  setRequestHandler(handler: RequestHandler | null): void {
    this.#request = handler;
    this.#settled.clear();
  }

  setCheckHandler(handler: CheckHandler | null): void {
    this.#check = handler;
    this.#settled.clear();
  }

  /** Called before a document of `url` loads. `origin` is the document's origin in Chromium. */
  async settle(browser: CdpSession, contents: Electron.WebContents, url: string, origin: string): Promise<void> {
    if (this.#settled.has(origin) || !/^https?:/.test(origin)) return;
    this.#settled.add(origin);
    await Promise.all(
      meanings.map(async (meaning) => {
        const granted = (await this.#requested(contents, meaning, url)) || this.#checked(contents, meaning, url);
        const setting = granted ? 'granted' : 'denied';
        await browser
          .send('Browser.setPermission', { permission: { name: meaning.name }, setting, origin })
          .catch(() => {
            // Chromium is ending.
          });
      }),
    );
  }

  #requested(contents: Electron.WebContents, meaning: Meaning, url: string): Promise<boolean> {
    const handler = this.#request;
    if (!handler) return Promise.resolve(true);
    const details = {
      isMainFrame: true,
      requestingUrl: url,
      ...(meaning.media ? { mediaTypes: [meaning.media] } : {}),
    };
    return new Promise((resolve) => handler(contents, meaning.permission, resolve, details));
  }

  #checked(contents: Electron.WebContents, meaning: Meaning, url: string): boolean {
    if (!this.#check) return true;
    return this.#check(contents, meaning.permission, `${new URL(url).protocol}//${new URL(url).host}/`, {
      isMainFrame: true,
      requestingUrl: url,
      ...(meaning.media ? { mediaType: meaning.media } : {}),
    });
  }
}
