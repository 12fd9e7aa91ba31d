import { join } from 'node:path';
import { start } from '../../src/main/app/start.ts';
import { answerRequest } from '../../src/main/desktop/answer-request.ts';
import type { Desktop, LauncherOpening, ShortcutSlot } from '../../src/main/desktop/desktop.ts';
import type { TrayItem, TrayModel } from '../../src/main/desktop/tray-model.ts';
import type { ChildLink } from '../../src/main/lib/child-link.ts';
import type {
  AnnouncementName,
  Announcements,
  Handlers,
  Input,
  Output,
  RequestName,
} from '../../src/shared/contract.ts';
import { openableLink } from '../../src/shared/login-link.ts';
import type { Platform } from '../../src/shared/platform.ts';
import { fail, ok, type Result } from '../../src/shared/result.ts';
import { navigate } from './navigate.cjs';

export interface FakeDesktopOptions {
  /** Whether it is an installed program. */
  packaged?: boolean;
  /** The system that the program believes to run on. Default: Linux. */
  platform?: Platform;
  folder: string;
  fork: () => ChildLink;
  /** Shortcuts that the system refuses. */
  takenShortcuts?: readonly string[];
  /** Shortcuts go through Wayland's portal. */
  portal?: boolean;
  /** Overrides, as the environment would set them. */
  environment?: Readonly<Record<string, string>>;
  startedAtLogin?: boolean;
}

type Told = { [N in AnnouncementName]: { name: N; announcement: Announcements[N] } }[AnnouncementName];

/** A desktop in memory, on which the whole program runs without windows. It records every call. */
export class FakeDesktop {
  readonly told: Told[] = [];
  readonly opened: string[] = [];
  readonly pages: string[] = [];
  readonly notifications: { title: string; body: string }[] = [];
  readonly shortcuts = new Map<ShortcutSlot, { accelerator: string; pressed: () => void }>();
  readonly bugs: { reference: string; error: unknown }[] = [];
  tray: TrayModel | null = null;
  clipboard = '';
  clipboardIsConcealed = false;
  launcherOpening: LauncherOpening | null = null;
  settingsOpened: (string | null)[] = [];
  fileToRead: string | null = null;
  fileToWrite: string | null = null;
  browserOpens = true;
  /** Addresses of hand-overs that the system was asked to open. */
  readonly handedOver: string[] = [];
  /** Whether the browser visits the address of a hand-over. If not, nothing says so. */
  browserVisits = true;
  online = true;
  locale = 'en-GB';
  /** The result of `resolveProxy`. */
  proxy = 'DIRECT';
  readonly startAtLoginSet: boolean[] = [];
  wake = () => {};
  sleep = () => {};
  deepLink: (url: string) => void = () => {};
  secondInstance = () => {};
  readonly #options: FakeDesktopOptions;
  #handlers: Handlers | null = null;
  #log: (reference: string, error: unknown) => void = () => {};
  #quit: (() => Promise<void>)[] = [];
  #hideOnBlur = true;
  readonly #visits: Promise<void>[] = [];
  readonly #awaiting: ((address: string) => void)[] = [];
  #keepsOnBlur = (): boolean => false;

  constructor(options: FakeDesktopOptions) {
    this.#options = options;
  }

  /** Starts the program on a new desktop. Resolves when all accounts can be found. */
  static async start(options: FakeDesktopOptions): Promise<FakeDesktop> {
    const fake = new FakeDesktop(options);
    await start(fake.desktop, options.environment ?? {});
    return fake;
  }

  /** Sends a request as a window does, through the schema. */
  ask<N extends RequestName>(name: N, input: Input<N>): Promise<Result<Output<N>>> {
    return this.askAnything(name, input) as Promise<Result<Output<N>>>;
  }

  /** Sends a request as a hostile window would. */
  async askAnything(name: unknown, input: unknown): Promise<Result<unknown>> {
    const handlers = this.#handlers;
    if (!handlers) throw new Error('the program serves no requests');
    const log = (reference: string, error: unknown): void => {
      this.bugs.push({ reference, error });
      this.#log(reference, error);
    };
    const answer = await answerRequest({ handlers, log }, name, input);
    // The browser has the link by now, and is about to follow it.
    await Promise.all(this.#visits);
    return answer;
  }

  /** Tray actions by label, without headings and separators. */
  trayItem(label: string): Extract<TrayItem, { type: 'action' }> | undefined {
    return this.tray?.items.find((item) => item.type === 'action' && item.label === label) as never;
  }

  async quit(): Promise<void> {
    await Promise.all(this.#quit.map((listener) => listener()));
  }

  /** The next address of a hand-over that the browser gets. */
  nextAddress(): Promise<string> {
    return new Promise((given) => this.#awaiting.push(given));
  }

  /** The browser goes to an address, up to the provider's page. */
  async visit(address: string): Promise<void> {
    const led = await navigate(address);
    if (led !== null) this.opened.push(led);
  }

  get hideOnBlur(): boolean {
    return this.#hideOnBlur;
  }

  /** Another program's window takes the focus. */
  blur(): void {
    if (this.#hideOnBlur && !this.#keepsOnBlur()) this.launcherOpening = null;
  }

  get desktop(): Desktop {
    const {
      folder,
      fork,
      packaged = false,
      platform = 'linux',
      takenShortcuts = [],
      startedAtLogin = true,
    } = this.#options;
    const show = (opening: LauncherOpening): void => {
      this.launcherOpening = opening;
    };
    const hide = (): void => {
      this.launcherOpening = null;
    };
    return {
      folder,
      logsFolder: join(folder, 'logs'),
      version: '0.0.0',
      platform,
      packaged,
      userName: 'sam',
      locale: () => this.locale,
      languages: () => ['en-GB'],
      startedAtLogin,
      serve: (handlers, log) => {
        this.#handlers = handlers;
        this.#log = log;
      },
      announce: (name, announcement) => void this.told.push({ name, announcement } as Told),
      launcher: {
        show,
        toggle: (opening) => (this.launcherOpening ? hide() : show(opening)),
        hide,
        hideForBrowser: hide,
        isVisible: () => this.launcherOpening !== null,
        setHideOnBlur: (hideOnBlur) => {
          this.#hideOnBlur = hideOnBlur;
        },
        keepOnBlur: (keeps) => {
          this.#keepsOnBlur = keeps;
        },
      },
      settings: { open: (place) => void this.settingsOpened.push(place?.section ?? null) },
      tray: {
        set: (model) => {
          this.tray = model;
        },
      },
      shortcuts: {
        portal: this.#options.portal ?? false,
        set: (slot, accelerator, pressed) => {
          if (accelerator === null) this.shortcuts.delete(slot);
          else if (takenShortcuts.includes(accelerator)) return fail({ kind: 'shortcut-taken', shortcut: accelerator });
          else this.shortcuts.set(slot, { accelerator, pressed });
          return ok(null);
        },
      },
      browser: {
        openLogin: async (url, linkOrigins, provider) => {
          const link = openableLink(url, linkOrigins);
          if (link === null) return fail({ kind: 'link-refused', provider });
          if (!this.browserOpens) return fail({ kind: 'browser-not-opened' });
          this.opened.push(link);
          return ok(null);
        },
        openHandOver: async (address, listensAt) => {
          if (!this.browserOpens || address !== listensAt()) return fail({ kind: 'browser-not-opened' });
          this.handedOver.push(address);
          for (const given of this.#awaiting.splice(0)) given(address);
          if (this.browserVisits) this.#visits.push(this.visit(address));
          return ok(null);
        },
        openPage: async (url) => {
          this.pages.push(url);
          return ok(null);
        },
      },
      clipboard: {
        readText: async () => this.clipboard,
        writeText: async (text) => {
          this.clipboard = text;
          this.clipboardIsConcealed = false;
        },
        writeConcealed: async (text) => {
          this.clipboard = text;
          this.clipboardIsConcealed = true;
          return ok(null);
        },
        clearIfHolds: async (text) => {
          if (this.clipboard !== text) return false;
          this.clipboard = '';
          return true;
        },
      },
      notifications: { show: ({ title, body }) => void this.notifications.push({ title, body }) },
      network: {
        isOnline: () => this.online,
        resolveProxy: async () => this.proxy,
        onWake: (listener) => {
          this.wake = listener;
        },
        onSleep: (listener) => {
          this.sleep = listener;
        },
      },
      files: {
        chooseToRead: async () => this.fileToRead,
        chooseToWrite: async () => this.fileToWrite,
        showInFolder: () => {},
        readResource: async (name) => `resource ${name}`,
      },
      setTheme: () => {},
      setStartAtLogin: (start) => {
        this.startAtLoginSet.push(start);
        return ok(null);
      },
      forkKeychain: fork,
      onDeepLink: (listener) => {
        this.deepLink = listener;
      },
      onSecondInstance: (listener) => {
        this.secondInstance = listener;
      },
      onQuit: (listener) => void this.#quit.push(listener),
      quit: () => {},
    };
  }
}
