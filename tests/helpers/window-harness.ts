import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import react from '@vitejs/plugin-react';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll } from 'vitest';
import config from '../../electron.vite.config.ts';
import { defaultSettings } from '../../src/shared/settings.ts';
import type { FakeOptions, FakeStart } from './fake-latchkey.ts';

// The windows as they ship (the renderer's own build settings, under the real content security policy) in a real
// Chromium, with tests/helpers/fake-latchkey.ts instead of main.

const repository = resolve(import.meta.dirname, '../..');

/** The same as src/main/desktop sends with each file. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const types: Record<string, string> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
};

type BuildAnswer = Rolldown.RolldownOutput | Rolldown.RolldownOutput[];
const outputOf = (answer: unknown): Rolldown.RolldownOutput['output'] => {
  const outputs = answer as BuildAnswer;
  const first = Array.isArray(outputs) ? outputs[0] : outputs;
  if (!first) throw new Error('vite built nothing');
  return first.output;
};

type WindowName = 'launcher' | 'settings';

async function buildWindow(window: WindowName): Promise<Map<string, string | Uint8Array>> {
  const renderer = (config as { renderer?: Record<string, unknown> }).renderer ?? {};
  const built = renderer['build'] as { rolldownOptions: { input: Record<string, string> } };
  const input = { [window]: built.rolldownOptions.input[window] ?? '' };
  const answer = await build({
    ...renderer,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: { ...built, write: false, rolldownOptions: { input } },
  });
  return new Map(
    outputOf(answer).map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source] as const),
  );
}

async function buildFake(): Promise<string> {
  const answer = await build({
    configFile: false,
    logLevel: 'error',
    root: repository,
    build: {
      write: false,
      lib: { entry: resolve(repository, 'tests/helpers/fake-latchkey.ts'), formats: ['iife'], name: 'fakeLatchkey' },
    },
  });
  const chunk = outputOf(answer)[0];
  return chunk.code;
}

const serve = (files: ReadonlyMap<string, string | Uint8Array>): Promise<Server> =>
  new Promise((listening) => {
    const server = createServer((request, response) => {
      const path = new URL(request.url ?? '', 'http://window').pathname;
      const type = types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
      response.writeHead(files.has(path) ? 200 : 404, { 'content-type': type, 'content-security-policy': policy });
      response.end(files.get(path));
    });
    server.listen(0, '127.0.0.1', () => listening(server));
  });

export interface OpenOptions extends Pick<BrowserContextOptions, 'viewport' | 'deviceScaleFactor'> {
  fake?: FakeOptions;
  colorScheme?: 'light' | 'dark';
  forcedColors?: 'active' | 'none';
  reducedMotion?: 'reduce' | 'no-preference';
}

export interface Harness {
  /** A window, loaded and ready (`html[data-ready]`). */
  open(window: WindowName, options?: OpenOptions): Promise<Page>;
  /** Gives the page back, so that the next `open` may load a window in it. */
  release(page: Page): Promise<void>;
  /** Console errors, thrown errors, requests that left the app, violations of the policy. Empty if all is well. */
  faults(page: Page): readonly string[];
}

const sizes = { launcher: { width: 720, height: 480 }, settings: { width: 880, height: 640 } };

/** One harness for a file of tests: starts before the first test, closes after the last. Builds only this window. */
export function harnessFor(window: WindowName): Harness {
  let started: (Harness & { close(): Promise<void> }) | null = null;
  beforeAll(async () => {
    started = await startHarness(window);
  }, 120_000);
  afterAll(() => started?.close());
  const harness = (): Harness => {
    if (!started) throw new Error('the harness runs only while tests run');
    return started;
  };
  return {
    open: (...wanted) => harness().open(...wanted),
    release: (page) => harness().release(page),
    faults: (page) => harness().faults(page),
  };
}

async function startHarness(window: WindowName): Promise<Harness & { close(): Promise<void> }> {
  const [files, fake, browser] = await Promise.all([
    buildWindow(window),
    buildFake(),
    chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium-headless-shell',
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
    }),
  ]);
  const server = await serve(files);
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const faultsOf = new WeakMap<Page, string[]>();
  /** Released pages by the context they belong to: reloading a page takes a fifth of the time of a new one. */
  const released = new Map<string, Page[]>();
  const kindOf = new WeakMap<Page, string>();

  const newPage = async (context: BrowserContextOptions): Promise<Page> => {
    const page = await (await browser.newContext(context)).newPage();
    page.on('pageerror', (error) => faultsOf.get(page)?.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') faultsOf.get(page)?.push(message.text());
    });
    page.on('request', (request) => {
      const { origin: asked, pathname } = new URL(request.url());
      if (request.url() !== 'about:blank' && (asked !== origin || !files.has(pathname)))
        faultsOf.get(page)?.push(`asked for ${request.url()}`);
    });
    await page.addInitScript({ content: fake });
    return page;
  };

  return {
    async open(window, options = {}) {
      const { fake: fakeOptions = {}, colorScheme = 'light', forcedColors = 'none', ...rest } = options;
      const { viewport = sizes[window], deviceScaleFactor = 1, reducedMotion = 'no-preference' } = rest;
      const kind = `${window} ${deviceScaleFactor}`;
      const page =
        released.get(kind)?.pop() ??
        (await newPage({ deviceScaleFactor, locale: 'en-GB', timezoneId: 'Europe/Berlin' }));
      kindOf.set(page, kind);
      faultsOf.set(page, []);
      if (viewport) await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, forcedColors, reducedMotion });
      const start: FakeStart = { defaultSettings, ...fakeOptions };
      await page.goto(`${origin}/${window}.html?fake=${encodeURIComponent(JSON.stringify(start))}`);
      await page.locator('html[data-ready]').waitFor();
      return page;
    },
    async release(page) {
      const kind = kindOf.get(page) ?? '';
      await page.goto('about:blank');
      released.set(kind, [...(released.get(kind) ?? []), page]);
    },
    faults: (page) => faultsOf.get(page) ?? [],
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}

/** What axe finds against WCAG 2.2 AA and its best practices, one line each. Empty if all is well. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} (${node.failureSummary ?? ''})`),
  );
}
