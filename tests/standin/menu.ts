import { EventEmitter } from 'node:events';
import type Electron from 'electron';
import { app } from './app.ts';
import { type PartOf, plainEvent, standIn, standInClass } from './stand-in.ts';

const roleLabels: Record<string, string | undefined> = {
  about: 'About',
  close: 'Close',
  copy: 'Copy',
  cut: 'Cut',
  delete: 'Delete',
  editMenu: 'Edit',
  fileMenu: 'File',
  minimize: 'Minimize',
  paste: 'Paste',
  quit: 'Quit',
  redo: 'Redo',
  reload: 'Reload',
  selectAll: 'Select All',
  undo: 'Undo',
  viewMenu: 'View',
  windowMenu: 'Window',
};

let lastCommandId = 0;

class MenuItemPart implements PartOf<Electron.MenuItem> {
  id: string;
  label: string;
  sublabel: string;
  toolTip: string;
  type: Electron.MenuItem['type'];
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  accelerator: Electron.MenuItem['accelerator'];
  readonly commandId: number;
  readonly click: () => void;
  readonly whole: Electron.MenuItem;
  declare menu: Electron.Menu;
  declare role?: NonNullable<Electron.MenuItem['role']>;
  declare submenu?: Electron.Menu;
  declare icon?: Electron.NativeImage | string;

  constructor(options: Electron.MenuItemConstructorOptions) {
    lastCommandId += 1;
    this.commandId = lastCommandId;
    this.id = options.id ?? '';
    if (options.role) this.role = options.role as NonNullable<Electron.MenuItem['role']>;
    if (options.icon) this.icon = options.icon;
    const { submenu } = options;
    if (submenu) this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : (submenu as Electron.Menu);
    this.type = options.type ?? (submenu ? 'submenu' : 'normal');
    this.label = options.label ?? (options.role ? (roleLabels[options.role] ?? options.role) : '');
    this.sublabel = options.sublabel ?? '';
    this.toolTip = options.toolTip ?? '';
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.accelerator = options.accelerator ?? null;
    this.whole = standIn<Electron.MenuItem>('MenuItem', this);
    this.click = () => {
      if (!this.enabled) return;
      if (this.type === 'checkbox') this.checked = !this.checked;
      if (this.type === 'radio') {
        for (const item of this.menu.items) if (item.type === 'radio') item.checked = item === this.whole;
      }
      if (options.click) options.click(this.whole, undefined, { triggeredByAccelerator: false });
      else if (options.role === 'quit') app.quit();
    };
  }
}

export const MenuItem = standInClass<typeof Electron.MenuItem>('MenuItem', MenuItemPart);

class MenuPart extends EventEmitter implements PartOf<Electron.Menu> {
  readonly items: Electron.MenuItem[] = [];

  append(item: Electron.MenuItem): void {
    this.insert(this.items.length, item);
  }
  insert(position: number, item: Electron.MenuItem): void {
    item.menu = standIn<Electron.Menu>('Menu', this);
    this.items.splice(position, 0, item);
  }
  getMenuItemById(id: string): Electron.MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : 'submenu' in item ? item.submenu?.getMenuItemById(id) : null;
      if (found) return found;
    }
    return null;
  }
  popup(): void {
    this.emit('menu-will-show', plainEvent());
  }
  closePopup(): void {
    this.emit('menu-will-close', plainEvent());
  }

  /** Electron's own, until the app sets one. */
  static #application: Electron.Menu | null | undefined;
  static buildFromTemplate(template: (Electron.MenuItem | Electron.MenuItemConstructorOptions)[]): Electron.Menu {
    const menu = new Menu();
    for (const item of template) {
      menu.append(
        item instanceof MenuItemPart ? item.whole : new MenuItem(item as Electron.MenuItemConstructorOptions),
      );
    }
    return menu;
  }
  static setApplicationMenu(menu: Electron.Menu | null): void {
    MenuPart.#application = menu;
  }
  static getApplicationMenu(): Electron.Menu | null {
    if (MenuPart.#application === undefined) {
      const roles = ['fileMenu', 'editMenu', 'viewMenu', 'windowMenu'] as const;
      MenuPart.#application = Menu.buildFromTemplate(roles.map((role) => ({ role })));
    }
    return MenuPart.#application;
  }
}

export const Menu = standInClass<typeof Electron.Menu>('Menu', MenuPart);
