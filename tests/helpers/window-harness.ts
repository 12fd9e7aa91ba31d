import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { defaultSettings } from '../../src/shared/settings.ts';
import type { FakeOptions, FakeStart } from './fake-latchkey.ts';

// The windows as they ship, from tests/helpers/windows-server.ts, in a real Chromium, with tests/helpers/fake-latchkey.ts
// instead of main.

export interface OpenOptions extends Pick<BrowserContextOptions, 'viewport' | 'deviceScaleFactor'> {
  fake?: FakeOptions;
  colorScheme?: 'light' | 'dark';
  forcedColors?: 'active' | 'none';
  reducedMotion?: 'reduce' | 'no-preference';
}

type WindowName = 'launcher' | 'settings';

export interface Harness {
  /** A window, loaded and ready (`html[data-ready]`). It is there until the test ends. */
  open(window: WindowName, options?: OpenOptions): Promise<Page>;
}

export const usualSizes = { launcher: { width: 920, height: 480 }, settings: { width: 880, height: 640 } };

/**
 * Windows for a file of tests. Chromium starts before the first test and closes after the last. A test fails if one of its
 * pages logged an error, threw, broke the policy, or sent a request that the windows' server did not answer.
 */
export function windowHarness(): Harness {
  let started: Awaited<ReturnType<typeof startHarness>> | null = null;
  beforeAll(async () => {
    started = await startHarness();
  }, 120_000);
  afterEach(async () => {
    expect(await started?.releaseAll()).toEqual([]);
  });
  afterAll(() => started?.close());
  return {
    open: (...wanted) => {
      if (!started) throw new Error('the harness runs only while tests run');
      return started.open(...wanted);
    },
  };
}

/** A page, and what went wrong in it since it was opened. */
interface Opened {
  page: Page;
  faults: string[];
  /** Only one of the same kind can take its place. */
  kind: string;
}

async function startHarness() {
  const origin = inject('windowsOrigin');
  const [fake, browser] = await Promise.all([
    readFake(origin),
    chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium-headless-shell',
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
    }),
  ]);
  let inUse: Opened[] = [];
  /** Reloading a page takes a fifth of the time of a new one. */
  const released: Opened[] = [];

  const newPage = async (kind: string, context: BrowserContextOptions): Promise<Opened> => {
    const page = await (await browser.newContext(context)).newPage();
    const opened: Opened = { page, kind, faults: [] };
    page.on('pageerror', (error) => opened.faults.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') opened.faults.push(message.text());
    });
    page.on('request', (request) => {
      const isOurs = request.url() === 'about:blank' || new URL(request.url()).origin === origin;
      if (!isOurs) opened.faults.push(`asked for ${request.url()}`);
    });
    page.on('response', (response) => {
      if (!response.ok()) opened.faults.push(`asked for ${response.url()}`);
    });
    await page.addInitScript({ content: fake });
    return opened;
  };

  return {
    async open(window: WindowName, options: OpenOptions = {}): Promise<Page> {
      const { fake: fakeOptions = {}, colorScheme = 'light', forcedColors = 'none', ...rest } = options;
      const { viewport = usualSizes[window], deviceScaleFactor = 1, reducedMotion = 'no-preference' } = rest;
      const kind = `${deviceScaleFactor}`;
      const at = released.findIndex((each) => each.kind === kind);
      const [again] = at < 0 ? [] : released.splice(at, 1);
      const opened =
        again ?? (await newPage(kind, { deviceScaleFactor, locale: 'en-GB', timezoneId: 'Europe/Berlin' }));
      inUse.push(opened);
      const { page } = opened;
      if (viewport) await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, forcedColors, reducedMotion });
      const start: FakeStart = { defaultSettings, ...fakeOptions };
      await page.goto(`${origin}/${window}.html?fake=${encodeURIComponent(JSON.stringify(start))}`);
      await page.locator('html[data-ready]').waitFor();
      return page;
    },
    /** Takes the pages of a test back. Returns what went wrong in them. */
    async releaseAll(): Promise<string[]> {
      const returned = inUse;
      inUse = [];
      const faults = returned.flatMap((each) => each.faults.splice(0));
      for (const opened of returned) {
        await opened.page.goto('about:blank');
        // What the page said while it was left is no fault of the next test.
        opened.faults.length = 0;
        released.push(opened);
      }
      return faults;
    },
    close: () => browser.close(),
  };
}

async function readFake(origin: string): Promise<string> {
  const reply = await fetch(`${origin}/fake.js`);
  const body = await reply.text();
  if (!reply.ok) throw new Error(`the windows were not built: ${body}`);
  return body;
}
