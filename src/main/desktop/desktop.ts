import type { AnnouncementName, Announcements, Handlers } from '../../shared/contract.ts';
import type { Platform } from '../../shared/platform.ts';
import type { Result } from '../../shared/result.ts';
import type { Theme } from '../../shared/settings.ts';
import type { SettingsSection } from '../../shared/settings-sections.ts';
import type { ChildLink } from '../lib/child-link.ts';
import type { TrayModel } from './tray-model.ts';

// What the program needs of the desktop it runs on, in the program's own words. This folder is the only one that
// imports electron; start.ts gets one of these, and so can be driven by anything that has this shape.

export type LauncherOpening = Announcements['launcherShown'];
export type ShortcutSlot = 'launcher' | 'clipboard';

export interface Desktop {
  /** The program's own folder (Electron's userData), 0700. */
  readonly folder: string;
  readonly logsFolder: string;
  readonly version: string;
  readonly platform: Platform;
  /** False while developing and in tests: only then do overrides by environment count. */
  readonly packaged: boolean;
  /** The operating system's name for whoever uses this machine; kept in the ledger. */
  readonly userName: string;
  /** The login item started us, not the user: nothing should show itself. */
  readonly startedAtLogin: boolean;

  /** Answers the windows' requests. Called once, before the first window loads. */
  serve(handlers: Handlers, log: (reference: string, error: unknown) => void): void;
  /** Tells every window of ours that is there. */
  announce<N extends AnnouncementName>(name: N, announcement: Announcements[N]): void;

  readonly launcher: {
    /** Shows it on the display with the pointer, or moves the focus to it. */
    show(opening: LauncherOpening): void;
    /** Shows it, or hides it if it has the focus. */
    toggle(opening: LauncherOpening): void;
    /** Hides it and gives the focus back to where it was. */
    hide(): void;
    /** After a link was handed to the browser, which keeps the focus. */
    hideForBrowser(): void;
    isVisible(): boolean;
    /** Whether losing the focus hides it. */
    setHideOnBlur(hide: boolean): void;
  };
  readonly settings: {
    /** Opens or fronts it; first run is a page of it. */
    open(section: SettingsSection | null): void;
  };
  readonly tray: { set(model: TrayModel): void };
  readonly shortcuts: {
    /** Replaces what the slot had; null frees it. On a refusal the old one is back in place. */
    set(slot: ShortcutSlot, accelerator: string | null, pressed: () => void): Result<null>;
  };
  readonly browser: {
    /**
     * Hands a login link to the default browser if its origin is one of `linkOrigins`, else answers `link-refused`.
     * Resolves once the system took it; on Linux that is no proof that a browser came up.
     */
    openLogin(url: string, linkOrigins: readonly string[], provider: string): Promise<Result<null>>;
    /** A provider's public page; a constant of the program, never a provider's or a window's word. */
    openPage(url: string): Promise<Result<null>>;
  };
  readonly clipboard: {
    readText(): Promise<string>;
    /** Plain text such as an id. */
    writeText(text: string): Promise<void>;
    /** A login link: kept out of clipboard histories as each system allows. */
    writeConcealed(text: string): Promise<Result<null>>;
    /** Empties the clipboard if `text` is still what it holds. Answers whether it did. */
    clearIfHolds(text: string): Promise<boolean>;
  };
  readonly notices: { show(notice: { title: string; body: string; onClick?: () => void }): void };
  readonly network: {
    isOnline(): boolean;
    /** The system's answer for a URL in PAC form, e.g. `PROXY 10.0.0.1:8080; DIRECT`. */
    resolveProxy(url: string): Promise<string>;
    onWake(listener: () => void): void;
  };
  readonly files: {
    chooseToRead(title: string, extensions: readonly string[]): Promise<string | null>;
    chooseToWrite(title: string, suggestedName: string): Promise<string | null>;
    showInFolder(path: string): void;
    /** Text of a file that ships with the program, e.g. the licences. */
    readResource(name: string): Promise<string>;
  };
  setTheme(theme: Theme): void;
  setStartAtLogin(start: boolean): void;
  forkKeychain(): ChildLink;
  /** Deep links: the one this start came with, if any, and all later ones. Raw text, not yet parsed. */
  onDeepLink(listener: (url: string) => void): void;
  /** A second start, without a deep link. */
  onSecondStart(listener: () => void): void;
  /** Runs before the program ends; waited for at most a second and a half. */
  onQuit(listener: () => Promise<void>): void;
  quit(): void;
}
