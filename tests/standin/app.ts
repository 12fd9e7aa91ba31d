import { EventEmitter } from 'node:events';
import type Electron from 'electron';
import { activation } from './activation.ts';
import { AppPaths } from './app-paths.ts';
import type { CdpSession } from './cdp.ts';
import { startChromium } from './chromium.ts';
import { adoptChromium, closeChromium } from './host.ts';
import { type MayPass, openInputGate } from './input-gate.ts';
import { appFolder, launchOf, readPackage } from './launch.ts';
import { openWindows } from './open-windows.ts';
import { becomeReady, isReady } from './readiness.ts';
import { SingleInstance } from './single-instance.ts';
import { emitPreventable, type PartOf, plainEvent, standIn } from './stand-in.ts';
import { WindowState } from './window-state.ts';

const facts = readPackage(appFolder());

/** Each window registers itself to be asked about keys. */
export const inputGate: { mayPass: MayPass } = { mayPass: () => true };

class AppPart extends EventEmitter implements PartOf<Electron.App> {
  name = facts.productName ?? facts.name ?? 'Electron';
  readonly isPackaged = process.env['STANDIN_PACKAGED'] === '1';
  readonly runningUnderARM64Translation = false;
  userAgentFallback = '';
  readonly dock = activation ? dockOf(activation) : undefined;
  readonly #paths = new AppPaths(() => this.name);
  readonly #whenReady = Promise.withResolvers<void>();
  readonly #instance = new SingleInstance();
  readonly #schemes = new Set<string>();
  #loginItem: Electron.Settings = {};
  #quitting = false;
  #exiting = false;

  constructor() {
    super();
    // A unit test has nothing to wait for.
    if (!launchOf()) this.#whenReady.resolve();
  }

  readonly commandLine = standIn<Electron.CommandLine>('commandLine', {
    // The switches of Chromium itself. The stand-in's Chromium has those that it needs here.
    appendSwitch() {},
    appendArgument() {},
    removeSwitch() {},
    hasSwitch: (name) => launchOf()?.args.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`)) ?? false,
    getSwitchValue: (name) =>
      launchOf()
        ?.args.find((arg) => arg.startsWith(`--${name}=`))
        ?.slice(name.length + 3) ?? '',
  });

  getName(): string {
    return this.name;
  }
  setName(name: string): void {
    this.name = name;
  }
  getVersion(): string {
    return facts.version ?? process.versions['electron'] ?? '';
  }
  getAppPath(): string {
    return appFolder();
  }
  getPath(name: string): string {
    return this.#paths.get(name);
  }
  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }
  setAppLogsPath(path?: string): void {
    if (path !== undefined) this.#paths.set('logs', path);
  }
  getLocale(): string {
    return 'en-US';
  }
  getSystemLocale(): string {
    return 'en-US';
  }
  getPreferredSystemLanguages(): string[] {
    return ['en-US'];
  }
  isReady(): boolean {
    return isReady();
  }
  whenReady(): Promise<void> {
    return this.#whenReady.promise;
  }
  // These change how the system shows or runs the program, and nothing that the program can see.
  setAppUserModelId(): void {}
  setDesktopName(): void {}
  setAboutPanelOptions(): void {}
  setActivationPolicy(policy: 'regular' | 'accessory' | 'prohibited'): void {
    if (activation) activation.policy = policy;
  }
  enableSandbox(): void {}
  disableHardwareAcceleration(): void {}
  focus(): void {
    activation?.activate();
  }
  hide(): void {
    WindowState.hideApp();
  }
  show(): void {
    activation?.activate();
  }
  isActive(): boolean {
    return activation?.isActive ?? true;
  }
  isHidden(): boolean {
    return activation?.isHidden ?? false;
  }
  isAccessibilitySupportEnabled(): boolean {
    return false;
  }

  setLoginItemSettings(settings: Electron.Settings): void {
    this.#loginItem = settings;
  }
  getLoginItemSettings(): Electron.LoginItemSettings {
    const openAtLogin = this.#loginItem.openAtLogin ?? false;
    return {
      openAtLogin,
      wasOpenedAtLogin: false,
      status: openAtLogin ? 'enabled' : 'not-registered',
      executableWillLaunchAtLogin: openAtLogin,
      launchItems: [],
    };
  }
  setAsDefaultProtocolClient(scheme: string): boolean {
    this.#schemes.add(scheme);
    return true;
  }
  removeAsDefaultProtocolClient(scheme: string): boolean {
    return this.#schemes.delete(scheme);
  }
  isDefaultProtocolClient(scheme: string): boolean {
    return this.#schemes.has(scheme);
  }

  requestSingleInstanceLock(additionalData: Record<string, unknown> = {}): boolean {
    const start = { argv: process.argv, workingDirectory: process.cwd(), additionalData };
    return this.#instance.request(this.getPath('userData'), start, (second) => {
      void this.whenReady().then(() =>
        this.emit('second-instance', plainEvent(), second.argv, second.workingDirectory, second.additionalData),
      );
    });
  }
  hasSingleInstanceLock(): boolean {
    return this.#instance.held;
  }
  releaseSingleInstanceLock(): void {
    this.#instance.release();
  }

  quit(): void {
    if (this.#quitting || this.#exiting) return;
    this.#quitting = !emitPreventable(this, 'before-quit', {});
    if (!this.#quitting) return;
    for (const window of [...openWindows]) {
      if (!window.closeUnlessPrevented()) continue;
      this.#quitting = false;
      return;
    }
    if (openWindows.size === 0) this.#allClosed();
  }

  /** Emits neither before-quit nor will-quit, and asks no window. */
  exit(exitCode = 0): void {
    if (this.#exiting) return;
    this.#exiting = true;
    for (const window of [...openWindows]) window.destroy();
    this.#end(exitCode);
  }

  /** Called when a window has closed. It may have been the last one. */
  windowClosed(): void {
    if (openWindows.size > 0 || this.#exiting) return;
    if (this.#quitting) setImmediate(() => this.#allClosed());
    else if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }

  #allClosed(): void {
    if (!this.#quitting || this.#exiting || openWindows.size > 0) return;
    if (emitPreventable(this, 'will-quit', {})) {
      this.#quitting = false;
      return;
    }
    this.#exiting = true;
    this.#end(0);
  }

  #end(exitCode: number): void {
    this.emit('quit', plainEvent(), exitCode);
    void closeChromium().finally(() => process.exit(exitCode));
  }

  /** Starts Chromium, then emits 'ready'. Called after the main file was read. `watch` gets Chromium first. */
  async start(watch: (browser: CdpSession) => Promise<void>): Promise<void> {
    openWindows.whenClosed(() => this.windowClosed());
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.quit());
    if (this.#quitting || this.#exiting) return;
    const devToolsPort = launchOf()?.devToolsPort ?? false;
    const testTool = devToolsPort ? heldBack() : null;
    const chromium = startChromium({ headed: process.env['STANDIN_HEADED'] === '1', devToolsPort });
    await adoptChromium(chromium);
    await watch(chromium.connection.browser);
    const { product } = await chromium.connection.browser.send('Browser.getVersion');
    Object.defineProperty(process.versions, 'chrome', { value: product.split('/')[1], enumerable: true });
    if (testTool) {
      const url = await openInputGate(await chromium.devToolsUrl(), inputGate.mayPass);
      process.stderr.write(`DevTools listening on ${url}\n`);
      await testTool;
    }
    if (this.#quitting || this.#exiting) return;
    becomeReady();
    this.emit('will-finish-launching');
    this.emit('ready', plainEvent(), {});
    this.#whenReady.resolve();
  }
}

/** The Dock has an icon while the policy is regular. Source: Electron, shell/browser/browser_mac.mm, DockIsVisible. */
const dockOf = (of: { policy: string }): Electron.Dock =>
  standIn<Electron.Dock>('dock', { isVisible: () => of.policy === 'regular' });

/** Playwright holds the app until it has attached, and then calls this. */
function heldBack(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  Object.assign(globalThis, { __playwright_run: resolve });
  return promise;
}

const part = new AppPart();
export const app = standIn<Electron.App>('app', part);
export const startApp = (watch: (browser: CdpSession) => Promise<void>): Promise<void> => part.start(watch);
