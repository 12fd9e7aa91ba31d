/**
 * What macOS knows of an app. A panel takes the keyboard without activating its app; a hidden app shows no window until it
 * is unhidden, which activates it. Source: Electron, shell/browser/native_window_mac.mm, shell/browser/browser_mac.mm; Apple,
 * NSApplication, unhide.
 */
class Activation {
  isActive = false;
  isHidden = false;
  policy: 'regular' | 'accessory' | 'prohibited' = 'regular';

  activate(): void {
    this.isActive = true;
    this.isHidden = false;
  }
  hide(): void {
    this.isActive = false;
    this.isHidden = true;
  }
}

/** Null on other systems. */
export const activation = process.platform === 'darwin' ? new Activation() : null;
