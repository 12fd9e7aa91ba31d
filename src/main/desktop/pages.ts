/** The windows of this program, each one page. */
type PageName = 'launcher' | 'settings';

export const appScheme = 'app';
export const appHost = 'latchkey';

export interface Pages {
  /** The one URL at which a page may run; also what a request from it is checked against. */
  urlOf(page: PageName): string;
  /** Whether a window may fetch this: our own files and nothing else. */
  mayLoad(url: string): boolean;
  /** Whether a page may take its window there by itself. */
  mayNavigate(url: string): boolean;
}

/** The pages of the built program: `app://latchkey/launcher.html` and `app://latchkey/settings.html`. */
export const builtPages: Pages = {
  urlOf: (page) => `${appScheme}://${appHost}/${page}.html`,
  mayLoad(url) {
    const parsed = URL.parse(url);
    return parsed?.protocol === `${appScheme}:` && parsed.host === appHost && !parsed.username && !parsed.password;
  },
  mayNavigate: () => false,
};

/**
 * The pages as a development server has them, with its socket for hot reload and Chromium's own developer tools.
 * SECURITY: never used by a packaged program; see `create-desktop.ts`.
 */
export function developmentPages(serverUrl: string): Pages {
  const server = new URL(serverUrl);
  return {
    urlOf: (page) => new URL(`${page}.html`, server).href,
    mayLoad(url) {
      const parsed = URL.parse(url);
      if (!parsed) return false;
      const ours = ['http:', 'https:', 'ws:', 'wss:'].includes(parsed.protocol) && parsed.host === server.host;
      return ours || parsed.protocol === 'devtools:';
    },
    // The server reloads a page that it cannot change in place.
    mayNavigate: (url) => URL.parse(url)?.origin === server.origin,
  };
}
