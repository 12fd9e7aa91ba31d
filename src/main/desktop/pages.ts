/** Each window has one page. */
type PageName = 'launcher' | 'settings';

export const appScheme = 'app';
export const appHost = 'latchkey';

export interface Pages {
  /** The only URL at which a page may run; the sender of a request must be at this URL. */
  urlOf(page: PageName): string;
  /** Whether a window may load this URL: our own files and nothing else. */
  mayLoad(url: string): boolean;
  /** Whether a page may navigate its own window to this URL. */
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
 * The pages of a development server, with its socket for hot reload and Chromium's own developer tools.
 * SECURITY: a packaged program never uses them; see `overrideOf`.
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
    // The server reloads a page that it cannot update in place.
    mayNavigate: (url) => URL.parse(url)?.origin === server.origin,
  };
}
