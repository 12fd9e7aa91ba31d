import { EventEmitter } from 'node:events';
import type Electron from 'electron';
import { type CheckHandler, Permissions, type RequestHandler } from './permissions.ts';
import { protocol } from './protocol.ts';
import { type PartOf, standIn } from './stand-in.ts';
import { WebRequestPart } from './web-request.ts';

class SessionPart extends EventEmitter implements PartOf<Electron.Session> {
  readonly permissions = new Permissions();
  readonly requests = new WebRequestPart();
  readonly webRequest = standIn<Electron.WebRequest>('webRequest', this.requests);
  readonly protocol = protocol;

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.permissions.setRequestHandler(handler);
  }
  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.permissions.setCheckHandler(handler);
  }
  /** USB, serial and HID devices: a Chromium without a user has none to offer. */
  setDevicePermissionHandler(): void {}
  /** The same for screens and windows to share. */
  setDisplayMediaRequestHandler(): void {}
  async resolveProxy(_url: string): Promise<string> {
    return 'DIRECT';
  }
  async forceReloadProxyConfig(): Promise<void> {}
  async clearStorageData(): Promise<void> {}
  async clearCache(): Promise<void> {}
  async closeAllConnections(): Promise<void> {}
  setSpellCheckerEnabled(): void {}
  setSpellCheckerLanguages(): void {}
  isPersistent(): boolean {
    return true;
  }
}

/** The only session. Another partition fails with its name. */
export const defaultSessionPart = new SessionPart();
export const defaultSession = standIn<Electron.Session>('session', defaultSessionPart);

export const session = standIn<typeof Electron.session>('session', {
  defaultSession,
});
