import { EventEmitter } from 'node:events';
import type Electron from 'electron';
import { app } from './app.ts';
import { type OpenWindow, openWindows } from './open-windows.ts';
import { failUnlessReady } from './readiness.ts';
import { screen } from './screen.ts';
import { emitPreventable, type PartOf, plainEvent, standIn, standInClass } from './stand-in.ts';
import { WebContentsPart } from './web-contents.ts';

const all = new Set<BrowserWindowPart>();
let lastId = 0;

/**
 * A window without a frame. It has what an app learns from a window manager, and nothing that one would draw or grab.
 */
class BrowserWindowPart extends EventEmitter implements PartOf<Electron.BrowserWindow>, OpenWindow {
  readonly id: number;
  readonly webContents: Electron.WebContents;
  readonly whole: Electron.BrowserWindow;
  readonly #contents: WebContentsPart;
  readonly #options: Electron.BrowserWindowConstructorOptions;
  #bounds: Electron.Rectangle;
  #visible: boolean;
  #focused = false;
  #minimized = false;
  #destroyed = false;
  #painted = false;
  #alwaysOnTop: boolean;
  #title: string;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    failUnlessReady('Cannot create BrowserWindow before app is ready: it can be created');
    lastId += 1;
    this.id = lastId;
    this.#options = options;
    const { width = 800, height = 600 } = options;
    const { workArea } = screen.getPrimaryDisplay();
    this.#bounds = {
      x: options.x ?? Math.round(workArea.x + (workArea.width - width) / 2),
      y: options.y ?? Math.round(workArea.y + (workArea.height - height) / 2),
      width,
      height,
    };
    this.#visible = options.show !== false;
    this.#focused = this.#visible;
    this.#alwaysOnTop = options.alwaysOnTop ?? false;
    this.#title = options.title ?? app.name;
    this.whole = standIn<Electron.BrowserWindow>('BrowserWindow', this, () => this.#destroyed);
    all.add(this);
    openWindows.add(this);
    this.#contents = new WebContentsPart({
      size: this.#bounds,
      preferences: options.webPreferences ?? {},
      openWindow: (childOptions) => new BrowserWindow(childOptions),
      close: () => this.close(),
      destroyed: () => {
        if (!this.#destroyed) this.destroy();
      },
      focus: () => this.focus(),
      isFocused: () => this.#focused,
      painted: () => this.#paint(),
      titled: (title) => this.setTitle(title),
    });
    this.webContents = this.#contents.whole;
    app.emit('browser-window-created', plainEvent(), this.whole);
  }

  loadURL(url: string): Promise<void> {
    return this.#contents.loadURL(url);
  }
  loadFile(path: string, options?: Electron.LoadFileOptions): Promise<void> {
    return this.#contents.loadFile(path, options);
  }
  reload(): void {
    this.#contents.reload();
  }

  show(): void {
    this.showInactive();
    this.focus();
  }
  showInactive(): void {
    if (this.#visible) return;
    this.#visible = true;
    this.#minimized = false;
    this.#later('show');
  }
  hide(): void {
    if (!this.#visible) return;
    this.blur();
    this.#visible = false;
    this.#later('hide');
  }
  isVisible(): boolean {
    return this.#visible;
  }
  /** Only a window on the screen can have the focus, as with a window manager. */
  focus(): void {
    if (!this.#visible || this.#focused) return;
    for (const other of all) other.blur();
    this.#focused = true;
    this.#contents.front();
    this.#later('focus');
  }
  blur(): void {
    if (!this.#focused) return;
    this.#focused = false;
    this.#later('blur');
  }
  isFocused(): boolean {
    return this.#focused;
  }
  minimize(): void {
    if (this.#minimized) return;
    this.blur();
    this.#minimized = true;
    this.#later('minimize');
  }
  restore(): void {
    if (!this.#minimized) return;
    this.#minimized = false;
    this.#later('restore');
    this.focus();
  }
  isMinimized(): boolean {
    return this.#minimized;
  }
  isMaximized(): boolean {
    return false;
  }
  isFullScreen(): boolean {
    return false;
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }

  getBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }
  setBounds(bounds: Partial<Electron.Rectangle>): void {
    const before = this.#bounds;
    this.#bounds = { ...before, ...bounds };
    const { x, y, width, height } = this.#bounds;
    if (width !== before.width || height !== before.height) {
      this.#contents.resize({ width, height });
      this.#later('resize');
    }
    if (x !== before.x || y !== before.y) this.#later('move');
  }
  getNormalBounds(): Electron.Rectangle {
    return this.getBounds();
  }
  getContentBounds(): Electron.Rectangle {
    return this.getBounds();
  }
  getSize(): number[] {
    return [this.#bounds.width, this.#bounds.height];
  }
  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }
  getContentSize(): number[] {
    return this.getSize();
  }
  setContentSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }
  getPosition(): number[] {
    return [this.#bounds.x, this.#bounds.y];
  }
  setPosition(x: number, y: number): void {
    this.setBounds({ x, y });
  }
  center(): void {
    const { workArea } = screen.getDisplayMatching(this.#bounds);
    this.setPosition(
      Math.round(workArea.x + (workArea.width - this.#bounds.width) / 2),
      Math.round(workArea.y + (workArea.height - this.#bounds.height) / 2),
    );
  }
  setMinimumSize(): void {}
  setMaximumSize(): void {}
  setResizable(): void {}
  isResizable(): boolean {
    return this.#options.resizable ?? true;
  }

  getTitle(): string {
    return this.#title;
  }
  setTitle(title: string): void {
    this.#title = title;
  }
  isAlwaysOnTop(): boolean {
    return this.#alwaysOnTop;
  }
  setAlwaysOnTop(onTop: boolean): void {
    this.#alwaysOnTop = onTop;
  }
  moveTop(): void {}
  setVisibleOnAllWorkspaces(): void {}
  setSkipTaskbar(): void {}
  setMenu(): void {}
  removeMenu(): void {}
  setMenuBarVisibility(): void {}
  setAutoHideMenuBar(): void {}
  setBackgroundColor(): void {}
  setContentProtection(): void {}
  setIcon(): void {}
  setOpacity(): void {}
  setTitleBarOverlay(): void {}
  flashFrame(): void {}
  setFullScreenable(): void {}
  setWindowButtonVisibility(): void {}
  setVibrancy(): void {}

  /** Returns true if a listener kept the window open. */
  closeUnlessPrevented(): boolean {
    if (emitPreventable(this, 'close', {})) return true;
    this.destroy();
    return false;
  }
  close(): void {
    this.closeUnlessPrevented();
  }
  destroy(): void {
    this.#focused = false;
    this.#destroyed = true;
    all.delete(this);
    openWindows.delete(this);
    this.#contents.destroy();
    this.emit('closed');
    openWindows.closed();
  }

  #paint(): void {
    if (this.#painted) return;
    this.#painted = true;
    this.emit('ready-to-show', plainEvent());
  }

  /** Emits after the call has returned, as a window manager would. */
  #later(name: string): void {
    setImmediate(() => {
      if (this.#destroyed) return;
      this.emit(name, plainEvent());
      if (name === 'focus' || name === 'blur') app.emit(`browser-window-${name}`, plainEvent(), this.whole);
    });
  }

  static getAllWindows(): Electron.BrowserWindow[] {
    return [...all].map((window) => window.whole);
  }
  static getFocusedWindow(): Electron.BrowserWindow | null {
    return [...all].find((window) => window.#focused)?.whole ?? null;
  }
  static fromWebContents(contents: Electron.WebContents): Electron.BrowserWindow | null {
    return [...all].find((window) => window.webContents === contents)?.whole ?? null;
  }
  static fromId(id: number): Electron.BrowserWindow | null {
    return [...all].find((window) => window.id === id)?.whole ?? null;
  }
}

export const BrowserWindow = standInClass<typeof Electron.BrowserWindow>('BrowserWindow', BrowserWindowPart);
