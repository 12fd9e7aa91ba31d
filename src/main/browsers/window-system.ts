import type { FamilyId } from './families.ts';
import type { FoundBrowsers } from './known-browsers.ts';

/** `live`: a browser has the lock. `stale`: one that ended without giving it back did. `free`: none. */
export type LockState = 'live' | 'stale' | 'free';

/** `unlocked`: a browser runs there without the lock: some time before it takes it, and some time after it has given it back. */
export type FolderState = LockState | 'unlocked';

/** One folder, and the browser that runs on it. */
export interface FolderWatch {
  /** The process that was started does not tell, because it may only pass the address on to another one. */
  readonly lock: LockState;
  /** The same, and what runs there without the lock. That takes longer to find out. */
  readonly state: FolderState;
  /** Ends what runs there, by a wish or by force. False: that cannot be done here. */
  end(how: 'ask' | 'force'): Promise<boolean>;
}

/** What a system does in a way of its own: where its browsers are, and how it tells which of them runs on a folder. */
export interface WindowSystem {
  /** Where the folders of customers' own windows are. */
  readonly root: string;
  /** The browsers of this machine that can open such windows. */
  find(): Promise<FoundBrowsers>;
  watch(family: FamilyId, folder: string): FolderWatch;
  /** SECURITY: false: a browser would take this folder for another one, and with it the customer. */
  tellsApart(family: FamilyId, folder: string): boolean;
}

export interface Host {
  /** Of this process. */
  environment: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  home: string;
  /** Latchkey's own. */
  folder: string;
}
