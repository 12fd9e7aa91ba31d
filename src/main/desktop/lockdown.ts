import { app, type Session, type WebContents } from 'electron';
import type { Pages } from './pages.ts';

/** The web preferences of every window. `devTools` only while developing. */
export const windowPreferences = (preload: string, packaged: boolean) =>
  ({
    preload,
    // SECURITY: a script that gets into a page has no Node, cannot reach the preload's world, and runs in the OS sandbox.
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
    // alert() and similar dialogs could imitate the system's own windows, and would block the page.
    disableDialogs: true,
    // Chromium fetches its dictionaries from the network, and customer names are not prose.
    spellcheck: false,
    webgl: false,
  }) as const;

/** SECURITY: denies the session everything that a page could ask the browser for: permissions, downloads, the network. */
export function lockSession(session: Session, pages: Pages): void {
  session.setPermissionRequestHandler((_webContents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  // The content security policy forbids the same; this also covers what a policy does not, such as navigation.
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !pages.mayLoad(details.url) }));
}

/**
 * SECURITY: a page stays at its URL: it navigates nowhere, opens nothing and embeds nothing. Applies to all web contents
 * that the app will ever create, so that no window can be forgotten.
 */
export function lockAllWebContents(pages: Pages): void {
  app.on('web-contents-created', (_event, webContents) => lockWebContents(webContents, pages));
}

function lockWebContents(webContents: WebContents, pages: Pages): void {
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  webContents.on('will-navigate', (event) => {
    if (!pages.mayNavigate(event.url)) event.preventDefault();
  });
  webContents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !pages.mayNavigate(event.url)) event.preventDefault();
  });
  webContents.on('will-redirect', (event) => event.preventDefault());
  webContents.on('will-attach-webview', (event) => event.preventDefault());
}
