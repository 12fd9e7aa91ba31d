/** What the tray shows, as data: built by a pure function, drawn by tray.ts. */
export interface TrayModel {
  icon: 'idle' | 'syncing' | 'attention';
  tooltip: string;
  items: readonly TrayItem[];
}

export type TrayItem =
  | { type: 'separator' }
  | { type: 'heading'; label: string }
  | {
      type: 'action';
      label: string;
      sublabel?: string;
      accelerator?: string;
      checked?: boolean;
      enabled?: boolean;
      click: () => void;
    };
