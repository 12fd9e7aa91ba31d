import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumExecutable } from '../standin/chromium.ts';

/** The user's own browser, which gets the login links: a real Chromium that Latchkey does not know. */
export class DefaultBrowser {
  readonly #browser: Browser;

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async start(): Promise<DefaultBrowser> {
    const browser = await chromium.launch({
      executablePath: chromiumExecutable(false),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      ],
    });
    return new DefaultBrowser(browser);
  }

  /** Opens the link in a new tab. Returns the tab and the status of the reply. */
  async open(link: string): Promise<{ page: Page; status: number }> {
    const page = await this.#browser.newPage({ viewport: { width: 960, height: 720 } });
    const reply = await page.goto(link);
    return { page, status: reply?.status() ?? 0 };
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}
