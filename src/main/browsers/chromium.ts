import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserFamily, WindowLook } from './browser-family.ts';

/** What all browsers of Chromium's family have in common: the files of a profile, and the command line. */
export const chromium: BrowserFamily = {
  writeProfile,
  argumentsFor: ({ address, folder, title }) => [
    ...folderArguments(folder),
    '--no-first-run',
    '--no-default-browser-check',
    ...(title === null ? [] : [`--window-name=${title}`]),
    ...(address === null ? [] : [address]),
  ],
  folderArguments,
  environment: {},
};

/**
 * Source: chromium/src, chrome/browser/ui/tabs/pref_names.h, themes/theme_service,
 * profiles/profile_attributes_entry.cc.
 */
function writeProfile(folder: string, { colour, customerName, pages }: WindowLook): void {
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

function folderArguments(folder: string): string[] {
  return [`--user-data-dir=${folder}`];
}
