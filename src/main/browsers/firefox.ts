import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserFamily, WindowLook } from './browser-family.ts';

/**
 * A program that is started gives its address to the Firefox that runs on the same folder. It finds it by a name made of the
 * folder's path: on Linux on the session bus, on macOS by a message port, on Windows by the class of a window. Source:
 * mozilla-central, toolkit/components/remote.
 */
export const firefox: BrowserFamily = {
  writeProfile,
  // SECURITY: without `--new-instance` the first start could give the address to a Firefox that runs already. With it a
  // later start would find the folder locked, and only say so.
  argumentsFor: ({ address, folder, isRunning }) => [
    ...(isRunning ? [] : ['--new-instance']),
    ...folderArguments(folder),
    ...(address === null ? [] : [address]),
  ],
  folderArguments,
  // Its crash reports hold the memory, cookies included, and it keeps them outside the folder.
  environment: { MOZ_CRASHREPORTER_DISABLE: '1' },
};

/** Source: mozilla-central, modules/libpref/init/StaticPrefList.yaml and browser/app/profile/firefox.js. */
const preferences: Readonly<Record<string, string | number | boolean>> = {
  // Read chrome/userChrome.css and bookmarks.html.
  'toolkit.legacyUserProfileCustomizations.stylesheets': true,
  'browser.places.importBookmarksHTML': true,
  'browser.toolbars.bookmarks.visibility': 'always',
  // No pages and questions of its own.
  'browser.aboutwelcome.enabled': false,
  'browser.preonboarding.enabled': false,
  'termsofuse.bypassNotification': true,
  'browser.startup.homepage_override.mstone': 'ignore',
  'startup.homepage_welcome_url': '',
  'browser.startup.page': 0,
  'browser.startup.homepage': 'about:blank',
  'browser.newtabpage.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.newtabpage.activity-stream.asrouter.userprefs.cfr.addons': false,
  'browser.newtabpage.activity-stream.asrouter.userprefs.cfr.features': false,
  'browser.uitour.enabled': false,
  'browser.warnOnQuit': false,
  'browser.tabs.warnOnClose': false,
  'browser.sessionstore.resume_from_crash': false,
  // Windows neither starts it again by itself, nor keeps titles of its pages in the taskbar's menu.
  'toolkit.winRegisterApplicationRestart': false,
  'browser.taskbar.lists.enabled': false,
  // Otherwise it does not give its lock back when its last window is closed, as if it had been killed.
  'toolkit.shutdown.fastShutdownStage': 0,
  // No account, no other profile, and nothing to remember.
  'identity.fxaccounts.enabled': false,
  'browser.profiles.enabled': false,
  'signon.rememberSignons': false,
  'extensions.formautofill.addresses.enabled': false,
  'extensions.formautofill.creditCards.enabled': false,
  'browser.formfill.enable': false,
  // No reports and experiments.
  'datareporting.policy.dataSubmissionEnabled': false,
  'datareporting.healthreport.uploadEnabled': false,
  'datareporting.usage.uploadEnabled': false,
  'toolkit.telemetry.unified': false,
  'toolkit.telemetry.server': '',
  'app.normandy.enabled': false,
  'app.shield.optoutstudies.enabled': false,
};

function writeProfile(folder: string, look: WindowLook): void {
  const write = (path: string, lines: readonly string[]): void =>
    writeFileSync(join(folder, path), [...lines, ''].join('\n'), { mode: 0o600 });
  write(
    'user.js',
    Object.entries(preferences).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`),
  );
  mkdirSync(join(folder, 'chrome'), { mode: 0o700 });
  write('chrome/userChrome.css', styles(look.colour));
  write('bookmarks.html', bookmarks(look));
}

/** The strip of tabs and the bookmarks bar have the colour, in light and dark mode alike. */
const styles = (colour: string): string[] => [
  '#navigator-toolbox, #TabsToolbar, #PersonalToolbar {',
  `  background: ${colour} !important;`,
  '  color: #ffffff !important;',
  '}',
  // The whole name of the customer.
  '#PersonalToolbar .bookmark-item { color: #ffffff !important; font-weight: 600 !important; max-width: none !important; }',
];

/** The format of Netscape's bookmarks. Source: mozilla-central, toolkit/components/places/BookmarkHTMLUtils.sys.mjs. */
const bookmarks = ({ customerName, pages }: WindowLook): string[] => [
  '<!DOCTYPE NETSCAPE-Bookmark-file-1>',
  '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">',
  '<DL><p>',
  '<DT><H3 PERSONAL_TOOLBAR_FOLDER="true">Bookmarks Toolbar</H3>',
  '<DL><p>',
  `<DT><H3>${inHtml(customerName)}</H3>`,
  '<DL><p>',
  ...pages.map(({ name, url }) => `<DT><A HREF="${inHtml(url)}">${inHtml(name)}</A>`),
  '</DL><p>',
  '</DL><p>',
  '</DL><p>',
];

/** The parser reads a file line by line. SECURITY: a name or an address is text, whatever is in it. */
const inHtml = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

function folderArguments(folder: string): string[] {
  return ['--profile', folder];
}
