import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// What all browsers of Chromium's family have in common: the files of a profile, the command line, and the lock.

/** How a window shows whose it is. */
export interface WindowLook {
  customerName: string;
  /** In the window's title, which other users of the machine can read: it names no customer. */
  title: string;
  /** `#1d4fc4`. */
  colour: string;
  /** On the bookmarks bar. */
  pages: readonly { name: string; url: string }[];
}

/**
 * Writes a new profile: the customer's name, the connection's colour, bookmarks, and no offers of the browser's own. Source:
 * chromium/src, chrome/browser/ui/tabs/pref_names.h, themes/theme_service, profiles/profile_attributes_entry.cc.
 */
export function writeProfile(folder: string, { colour, customerName, pages }: WindowLook): void {
  const argb = Number.parseInt(`ff${colour.slice(1)}`, 16) | 0;
  const write = (path: string, content: unknown): void =>
    writeFileSync(join(folder, path), JSON.stringify(content), { mode: 0o600 });
  mkdirSync(join(folder, 'Default'), { mode: 0o700 });
  writeFileSync(join(folder, 'First Run'), '', { mode: 0o600 });
  const profile = { name: customerName, is_using_default_name: false };
  write('Local State', {
    profile: { info_cache: { Default: profile }, last_used: 'Default', profiles_order: ['Default'] },
    background_mode: { enabled: false },
  });
  write('Default/Preferences', {
    profile: { name: customerName, exit_type: 'Normal' },
    browser: {
      has_seen_welcome_page: true,
      check_default_browser: false,
      // 3: vivid.
      theme: { user_color2: argb, color_variant2: 3, color_scheme2: 0 },
    },
    extensions: { theme: { id: 'user_color_theme_id' } },
    bookmark_bar: { show_on_all_tabs: true, show_apps_shortcut: false },
    credentials_enable_service: false,
    credentials_enable_autosignin: false,
    autofill: { profile_enabled: false, credit_card_enabled: false },
    signin: { allowed: false, allowed_on_next_startup: false },
  });
  write('Default/Bookmarks', bookmarks(customerName, pages));
}

/** The roots have fixed ids. Source: chromium/src, components/bookmarks/browser/bookmark_node.cc. */
function bookmarks(customerName: string, pages: WindowLook['pages']): unknown {
  const root = (id: string, name: string, guid: string, children: unknown[]) => ({
    id,
    name,
    guid,
    children,
    type: 'folder',
    date_added: '0',
    date_modified: '0',
  });
  const links = pages.map(({ name, url }, index) => ({
    id: String(index + 5),
    type: 'url',
    name,
    url,
    date_added: '0',
  }));
  const ofCustomer = {
    id: '4',
    type: 'folder',
    name: customerName,
    date_added: '0',
    date_modified: '0',
    children: links,
  };
  return {
    version: 1,
    roots: {
      bookmark_bar: root('1', 'Bookmarks bar', '0bc5d13f-2cba-5d74-951f-3f233fe6c908', [ofCustomer]),
      other: root('2', 'Other bookmarks', '82b081ec-3dd3-529c-8475-ab6c344590dd', []),
      synced: root('3', 'Mobile bookmarks', '4cf2e351-0e85-532b-bb37-df045d8f8d0f', []),
    },
  };
}

const folderSwitch = (folder: string): string => `--user-data-dir=${folder}`;

/** The arguments that open an address in the window of this folder. SECURITY: everybody can read them. */
export const argumentsFor = (folder: string, address: string | null, title: string | null): string[] => [
  folderSwitch(folder),
  '--no-first-run',
  '--no-default-browser-check',
  ...(title === null ? [] : [`--window-name=${title}`]),
  ...(address === null ? [] : [address]),
];

/** `live`: a browser runs on the folder. `stale`: one that ended without giving its lock back did. `free`: none. */
export type Holder = { state: 'live'; pid: number } | { state: 'stale' } | { state: 'free' };

/**
 * Whether a browser runs on a folder: its lock is a symbolic link to `<host>-<process id>`. The process that was started
 * does not tell, because it may only pass the address on to another one. Source: chromium/src,
 * chrome/browser/process_singleton_posix.cc.
 */
export function holderOf(folder: string): Holder {
  const pid = lockedBy(folder);
  if (pid === null) return { state: 'free' };
  return isBrowserOn(pid, folder) ? { state: 'live', pid } : { state: 'stale' };
}

function lockedBy(folder: string): number | null {
  try {
    const pid = /-(\d+)$/.exec(readlinkSync(join(folder, 'SingletonLock')))?.[1];
    return pid === undefined ? null : Number(pid);
  } catch {
    return null;
  }
}

/** A browser with windows writes its command line anew, with blanks between the words. */
const names = (command: string, folder: string): boolean =>
  `${command} `.replaceAll('\0', ' ').includes(` ${folderSwitch(folder)} `);

/** SECURITY: the number may belong to another program by now, and that must not be ended. */
function isBrowserOn(pid: number, folder: string): boolean {
  try {
    if (process.platform === 'linux') {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return statSync(`/proc/${pid}`).uid === process.getuid?.() && names(command, folder);
    }
    const [uid, ...words] = execFileSync('ps', ['-o', 'uid=,command=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .split(' ');
    return Number(uid) === process.getuid?.() && names(words.join(' '), folder);
  } catch {
    // There is no such process.
    return false;
  }
}
