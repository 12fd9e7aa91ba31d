import { app, type Session, type WebContents } from 'electron';
import type { Pages } from './pages.ts';

/** What every window of ours is created with. `devTools` only while developing. */
export const windowPreferences = (preload: string, packaged: boolean) =>
  ({
    preload,
    // SECURITY: a script that gets into a page has no Node, no way to the preload's world, and the system's sandbox.
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
    devTools: !packaged,
    // alert() and its like could imitate the system's own windows, and would block the page.
    disableDialogs: true,
    // Chromium fetches its dictionaries from the network, and customer names are not prose.
    spellcheck: false,
    webgl: false,
  }) as const;

/** SECURITY: denies the whole session whatever a page could ask of the browser: permissions, downloads, the network. */
export function lockSession(session: Session, pages: Pages): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  // The content security policy says the same; this holds for what the policy does not cover, such as navigation.
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !pages.mayLoad(details.url) }));
}

/**
 * SECURITY: a page of ours stays where it was put: it navigates nowhere, opens nothing and embeds nothing. Said for
 * every web contents there will ever be, so that no window can be forgotten.
 */
export function lockAllContents(pages: Pages): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents, pages));
}

function lockContents(contents: WebContents, pages: Pages): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => {
    if (!pages.mayNavigate(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !pages.mayNavigate(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
