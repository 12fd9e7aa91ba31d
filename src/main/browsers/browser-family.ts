// What tells one family of browsers from another. The windows of customers' own know no more of a browser than this.

/** How a window shows whose it is. */
export interface WindowLook {
  customerName: string;
  /** In the window's title, which other users of the machine can read: it names no customer. */
  title: string;
  /** `#1d4fc4`. White can be read on it. */
  colour: string;
  /** On the bookmarks bar. */
  pages: readonly { name: string; url: string }[];
}

/** One start of a browser's program. */
interface BrowserStart {
  folder: string;
  /** Null: an empty page. */
  address: string | null;
  /** Null: the window has its title. */
  title: string | null;
  /** A browser runs on the folder, and the program only gives the address to it. */
  isRunning: boolean;
}

export interface BrowserFamily {
  /** Writes a new profile: the customer's name, the connection's colour, bookmarks, and no offers of the browser's own. */
  writeProfile(folder: string, look: WindowLook): void;
  /** SECURITY: everybody can read them. */
  argumentsFor(start: BrowserStart): string[];
  /** Those that say which folder it is. */
  folderArguments(folder: string): string[];
  /** Variables that its program needs. */
  environment: Readonly<Record<string, string>>;
}
