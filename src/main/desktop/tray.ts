import { Menu, type MenuItemConstructorOptions, nativeTheme, Tray } from 'electron';
import type { Platform } from '../../shared/platform.ts';
import { trayIcon } from './tray-icon.ts';
import type { TrayItem, TrayModel } from './tray-model.ts';
import { menuLabel, tooltipText } from './tray-text.ts';

export interface TrayDeps {
  platform: Platform;
  /** The folder `resources` of the program. */
  resources: string;
  /** A left click, where the platform has them. */
  clicked(): void;
}

/** Draws the tray's model. There from the first model on, until the program ends. */
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
    // Clicks are functions, which JSON leaves out; what they do is said by `label` and `about`.
    const menu = JSON.stringify(model.items);
    if (menu === this.#drawnMenu) return;
    this.#drawnMenu = menu;
    // A whole new menu: Linux shows what it was given and notices no change of an item. Source: Electron, Tray.
    tray.setContextMenu(Menu.buildFromTemplate(model.items.map(menuItem)));
  }

  #drawIcon(): void {
    const model = this.#model;
    if (!model) return;
    const { platform, resources } = this.#deps;
    const dark = nativeTheme.shouldUseDarkColorsForSystemIntegratedUI;
    const drawn = `${model.icon} ${dark}`;
    // Set only when it changes: setting the same image again makes some panels flicker.
    if (drawn === this.#drawnIcon) return;
    this.#drawnIcon = drawn;
    const image = trayIcon(model.icon, platform, resources);
    if (this.#tray) {
      this.#tray.setImage(image);
      return;
    }
    this.#tray = new Tray(image);
    // On macOS a click opens the menu, as everywhere in its menu bar, and is not told where a menu is set. On Linux a
    // click is whatever the panel calls an activation.
    if (platform !== 'darwin') this.#tray.on('click', () => this.#deps.clicked());
  }
}

function menuItem(item: TrayItem): MenuItemConstructorOptions {
  if (item.type === 'separator') return { type: 'separator' };
  if (item.type === 'heading') return { label: menuLabel(item.label), enabled: false };
  return {
    // Sublabels exist on macOS alone, and there only lately.
    label: menuLabel(item.label, item.sublabel),
    ...(item.checked === undefined ? {} : { type: 'checkbox', checked: item.checked }),
    enabled: item.enabled ?? true,
    // Shown, not registered: the shortcut is a global one already.
    ...(item.accelerator === undefined ? {} : { accelerator: item.accelerator, registerAccelerator: false }),
    click: () => item.click(),
  };
}
