import { EventEmitter } from 'node:events';
import type Electron from 'electron';
import { app } from './app.ts';
import { type OpenWindow, openWindows } from './open-windows.ts';
import { failUnlessReady } from './readiness.ts';
import { screen } from './screen.ts';
import { emitPreventable, type PartOf, plainEvent, standIn, standInClass } from './stand-in.ts';
import { WebContentsPart } from './web-contents.ts';
import { frameOf } from './window-frame.ts';
import { WindowState } from './window-state.ts';

const all = new Set<BrowserWindowPart>();
let lastId = 0;

const sum = (a: { width: number; height: number }, b: { width: number; height: number }) => ({
  width: a.width + b.width,
  height: a.height + b.height,
});

/** A window as an app knows it: what a window manager tells of it, and nothing that one would draw or grab. */
class BrowserWindowPart extends EventEmitter implements PartOf<Electron.BrowserWindow>, OpenWindow {
  readonly id: number;
  readonly webContents: Electron.WebContents;
  readonly whole: Electron.BrowserWindow;
  readonly #contents: WebContentsPart;
  readonly #options: Electron.BrowserWindowConstructorOptions;
  readonly #state: WindowState;
  readonly #frame: { width: number; height: number };
  #bounds: Electron.Rectangle;
  #beforeMaximized: Electron.Rectangle | null = null;
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
    this.#frame = frameOf(options);
    const around = options.useContentSize ? this.#frame : { width: 0, height: 0 };
    const { width, height } = sum({ width: options.width ?? 800, height: options.height ?? 600 }, around);
    const { workArea } = screen.getPrimaryDisplay();
    this.#bounds = {
      x: options.x ?? Math.round(workArea.x + (workArea.width - width) / 2),
      y: options.y ?? Math.round(workArea.y + (workArea.height - height) / 2),
      width,
      height,
    };
    this.#alwaysOnTop = options.alwaysOnTop ?? false;
    this.#title = options.title ?? app.name;
    this.whole = standIn<Electron.BrowserWindow>('BrowserWindow', this, () => this.#destroyed);
    all.add(this);
    openWindows.add(this);
    this.#contents = new WebContentsPart({
      size: this.#pageSize(),
      preferences: options.webPreferences ?? {},
      openWindow: (childOptions) => new BrowserWindow(childOptions),
      close: () => this.close(),
      destroyed: () => {
        if (!this.#destroyed) this.destroy();
      },
      focus: () => this.focus(),
      isFocused: () => this.#state.isFocused,
      painted: () => this.#paint(),
      titled: (title) => this.setTitle(title),
    });
    this.#state = new WindowState({
      isPanel: options.type === 'panel',
      shown: options.show !== false,
      emit: (name) => this.#later(name),
      front: () => this.#contents.front(),
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
    this.#state.show();
  }
  showInactive(): void {
    this.#state.showInactive();
  }
  hide(): void {
    this.#state.hide();
  }
  isVisible(): boolean {
    return this.#state.isVisible;
  }
  focus(): void {
    this.#state.focus();
  }
  blur(): void {
    this.#state.blur();
  }
  isFocused(): boolean {
    return this.#state.isFocused;
  }
  minimize(): void {
    this.#state.minimize();
  }
  restore(): void {
    this.#state.restore();
  }
  isMinimized(): boolean {
    return this.#state.isMinimized;
  }
  maximize(): void {
    if (this.#beforeMaximized) return;
    this.#beforeMaximized = this.#bounds;
    this.setBounds(screen.getDisplayMatching(this.#bounds).workArea);
    this.#later('maximize');
  }
  isMaximized(): boolean {
    return this.#beforeMaximized !== null;
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
    // They would be those of its icon.
    if (process.platform === 'win32' && this.isMinimized()) return;
    const before = this.#bounds;
    this.#bounds = { ...before, ...bounds };
    const { x, y, width, height } = this.#bounds;
    if (width !== before.width || height !== before.height) {
      this.#contents.resize(this.#pageSize());
      this.#later('resize');
    }
    if (x !== before.x || y !== before.y) this.#later('move');
  }
  getNormalBounds(): Electron.Rectangle {
    return { ...(this.#beforeMaximized ?? this.#bounds) };
  }
  /** A frame is above its page, and to the left of it by half its width. */
  getContentBounds(): Electron.Rectangle {
    const { x, y } = this.#bounds;
    const size = this.#pageSize();
    return { x: x + this.#frame.width / 2, y: y + this.#bounds.height - size.height - this.#frame.width / 2, ...size };
  }
  getSize(): number[] {
    return [this.#bounds.width, this.#bounds.height];
  }
  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }
  getContentSize(): number[] {
    const { width, height } = this.#pageSize();
    return [width, height];
  }
  setContentSize(width: number, height: number): void {
    this.setBounds(sum({ width, height }, this.#frame));
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
  setOpacity(opacity: number): void {
    this.#state.opacity = Math.min(1, Math.max(0, opacity));
  }
  getOpacity(): number {
    return this.#state.opacity;
  }
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
    this.#state.gone();
    this.#destroyed = true;
    all.delete(this);
    openWindows.delete(this);
    this.#contents.destroy();
    this.emit('closed');
    openWindows.closed();
  }

  #pageSize(): { width: number; height: number } {
    const { width, height } = this.#bounds;
    return { width: Math.max(0, width - this.#frame.width), height: Math.max(0, height - this.#frame.height) };
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
    return [...all].find((window) => window.isFocused())?.whole ?? null;
  }
  static fromWebContents(contents: Electron.WebContents): Electron.BrowserWindow | null {
    return [...all].find((window) => window.webContents === contents)?.whole ?? null;
  }
  static fromId(id: number): Electron.BrowserWindow | null {
    return [...all].find((window) => window.id === id)?.whole ?? null;
  }
}

export const BrowserWindow = standInClass<typeof Electron.BrowserWindow>('BrowserWindow', BrowserWindowPart);
