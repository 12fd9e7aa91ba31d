import type { AnnouncementName, Announcements, Handlers } from '../../shared/contract.ts';
import type { Platform } from '../../shared/platform.ts';
import type { Result } from '../../shared/result.ts';
import type { Theme } from '../../shared/settings.ts';
import type { SettingsPlace } from '../../shared/settings-sections.ts';
import type { ChildLink } from '../lib/child-link.ts';
import type { DesktopNotification } from './notifications.ts';
import type { TrayModel } from './tray-model.ts';

// What the program needs from the desktop it runs on. Only this folder imports electron; start.ts takes a Desktop, so
// tests can pass it any object of this shape.

export type LauncherOpening = Announcements['launcherShown'];
export type ShortcutSlot = 'launcher' | 'clipboard';

export interface Desktop {
  /** The program's own folder (Electron's userData), 0700. */
  readonly folder: string;
  readonly logsFolder: string;
  readonly version: string;
  readonly platform: Platform;
  /** False while developing and in tests; environment variables override nothing if it is true. */
  readonly packaged: boolean;
  /** OS user name, recorded in the ledger. */
  readonly userName: string;
  /** The system's locale for dates, times and numbers, as a BCP 47 tag. It may differ from its language. */
  locale(): string;
  /** The languages that the user has chosen in the system, the first one first, as BCP 47 tags. */
  languages(): readonly string[];
  /** True if the login item started the program, not the user: no window should appear. */
  readonly startedAtLogin: boolean;

  /** Starts to answer the windows' requests. Call it once, before the first window loads. */
  serve(handlers: Handlers, log: (reference: string, error: unknown) => void): void;
  /** Sends an announcement to every open window. */
  announce<N extends AnnouncementName>(name: N, announced: Announcements[N]): void;

  readonly launcher: {
    /** Shows it on the display with the pointer, and gives it the focus. */
    show(opening: LauncherOpening): void;
    /** Shows it, or hides it if it has the focus. */
    toggle(opening: LauncherOpening): void;
    /** Hides it and gives the focus back to the window that had it. */
    hide(): void;
    /** Hides it after a link was handed to the browser, which keeps the focus. */
    hideForBrowser(): void;
    isVisible(): boolean;
    /** Sets whether the launcher hides when it loses the focus. */
    setHideOnBlur(hide: boolean): void;
    /** Asks `keeps` each time the launcher would hide because it lost the focus; if it returns true, the launcher stays. */
    keepOnBlur(keeps: () => boolean): void;
  };
  readonly settings: {
    /** Opens the window or brings it to the front. First run is a page of it. */
    open(place: SettingsPlace | null): void;
  };
  readonly tray: { set(model: TrayModel): void };
  readonly shortcuts: {
    /** See `AppState.shortcuts`. */
    readonly portal: boolean;
    /** Replaces the slot's shortcut; null frees it. If the system refuses the new one, the old one stays. */
    set(slot: ShortcutSlot, accelerator: string | null, pressed: () => void): Result<null>;
  };
  readonly browser: {
    /**
     * Hands a login link to the default browser if its origin is one of `linkOrigins`; otherwise returns `link-refused`.
     * Resolves when the system has taken the link; on Linux that does not prove that a browser opened.
     */
    openLogin(url: string, linkOrigins: readonly string[], provider: string): Promise<Result<null>>;
    /**
     * Hands the default browser an address at which it can ask for a login link. `listensAt`: the one that Latchkey listens
     * at now. Any other address returns `browser-not-opened`.
     */
    openHandOver(address: string, listensAt: () => string | null): Promise<Result<null>>;
    /** Opens a provider's public page. The URL is a constant of the program; no provider and no window chooses it. */
    openPage(url: string): Promise<Result<null>>;
  };
  readonly clipboard: {
    readText(): Promise<string>;
    /** For plain text such as an id. */
    writeText(text: string): Promise<void>;
    /** For a login link: keeps it out of clipboard histories, as far as each system allows. */
    writeConcealed(text: string): Promise<Result<null>>;
    /** Empties the clipboard if it still holds `text`. Returns whether it did. */
    clearIfHolds(text: string): Promise<boolean>;
  };
  readonly notifications: { show(notification: DesktopNotification): void };
  readonly network: {
    isOnline(): boolean;
    /** The system's proxies for a URL in PAC form, e.g. `PROXY 10.0.0.1:8080; DIRECT`. */
    resolveProxy(url: string): Promise<string>;
    onWake(listener: () => void): void;
    /** The machine is about to sleep. */
    onSleep(listener: () => void): void;
  };
  readonly files: {
    chooseToRead(title: string, extensions: readonly string[]): Promise<string | null>;
    chooseToWrite(title: string, suggestedName: string): Promise<string | null>;
    showInFolder(path: string): void;
    /** The text of a file that ships with the program, e.g. the licences. */
    readResource(name: string): Promise<string>;
  };
  setTheme(theme: Theme): void;
  /**
   * Returns start-at-login-refused if nothing has changed, start-at-login-unapproved if it has. Throws what the file system
   * throws.
   */
  setStartAtLogin(start: boolean): Result<null>;
  forkKeychain(): ChildLink;
  /** Deep links: the one that started the program, if any, and all later ones. Raw text, not yet parsed. */
  onDeepLink(listener: (url: string) => void): void;
  /** The user started the program again, without a deep link. */
  onSecondInstance(listener: () => void): void;
  /** The listener runs before the program ends. The program waits for it, but for no more than 1.5 s. */
  onQuit(listener: () => Promise<void>): void;
  quit(): void;
}
