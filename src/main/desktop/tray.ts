import { Menu, type MenuItemConstructorOptions, nativeTheme, Tray } from 'electron';
import type { Platform } from '../../shared/platform.ts';
import { trayIcon } from './tray-icon.ts';
import type { TrayItem, TrayModel } from './tray-model.ts';
import { menuLabel, tooltipText } from './tray-text.ts';

export interface TrayDeps {
  platform: Platform;
  /** The program's `resources` folder. */
  resources: string;
  /** Called on a left click, if the platform reports it. */
  clicked(): void;
}

/** Draws the tray's model. The icon appears with the first model and stays until the program ends. */
export class TrayIcon {
  readonly #deps: TrayDeps;
  #tray: Tray | null = null;
  #model: TrayModel | null = null;
  #drawnMenu = '';
  #drawnIcon = '';

  constructor(deps: TrayDeps) {
    this.#deps = deps;
    nativeTheme.on('updated', () => this.#drawIcon());
  }

  set(model: TrayModel): void {
    this.#model = model;
    this.#drawIcon();
    const tray = this.#tray;
    if (!tray) return;
    tray.setToolTip(tooltipText(model.tooltip));
    // JSON leaves out the click functions; `label` and `about` say what they do.
    const menu = JSON.stringify(model.items);
    if (menu === this.#drawnMenu) return;
    this.#drawnMenu = menu;
    // Always a new menu: Linux ignores changes to the items of the current one. Source: Electron, Tray.
    tray.setContextMenu(Menu.buildFromTemplate(model.items.map(menuItem)));
  }

  #drawIcon(): void {
    const model = this.#model;
    if (!model) return;
    const { platform, resources } = this.#deps;
    const dark = nativeTheme.shouldUseDarkColorsForSystemIntegratedUI;
    const drawn = `${model.icon} ${dark}`;
    // Set only on a change: setting the same image again makes some panels flicker.
    if (drawn === this.#drawnIcon) return;
    this.#drawnIcon = drawn;
    const image = trayIcon(model.icon, platform, resources);
    if (this.#tray) {
      this.#tray.setImage(image);
      return;
    }
    this.#tray = new Tray(image);
    // On macOS a click opens the menu, as everywhere in its menu bar, and Electron emits no `click` if there is a menu. On
    // Linux the panel decides what counts as a click.
    if (platform !== 'darwin') this.#tray.on('click', () => this.#deps.clicked());
  }
}

function menuItem(item: TrayItem): MenuItemConstructorOptions {
  if (item.type === 'separator') return { type: 'separator' };
  if (item.type === 'heading') return { label: menuLabel(item.label), enabled: false };
  if (item.type === 'submenu') {
    return { label: menuLabel(item.label, item.sublabel), submenu: item.items.map(menuItem) };
  }
  return {
    // Only recent versions of macOS have sublabels, so the label includes it.
    label: menuLabel(item.label, item.sublabel),
    ...(item.checked === undefined ? {} : { type: 'checkbox', checked: item.checked }),
    enabled: item.enabled ?? true,
    // Displayed but not registered: it is a global shortcut already.
    ...(item.accelerator === undefined ? {} : { accelerator: item.accelerator, registerAccelerator: false }),
    click: () => item.click(),
  };
}
