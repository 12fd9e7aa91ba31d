import { resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import react from '@vitejs/plugin-react';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import config from '../../electron.vite.config.ts';
import type { FakeOptions } from '../fakes/fake-latchkey.ts';

// The windows as they ship (the renderer's own build settings, under the real content security policy) in a real
// Chromium, with tests/fakes/fake-latchkey.ts in main's place.

const repository = resolve(import.meta.dirname, '../..');
const origin = 'http://latchkey.test';

/** As desktop/ sends it with each file. */
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

async function buildWindows(windows: readonly WindowName[]): Promise<Map<string, string | Uint8Array>> {
  const renderer = (config as { renderer?: Record<string, unknown> }).renderer ?? {};
  const built = renderer['build'] as { rolldownOptions: { input: Record<string, string> } };
  const input = Object.fromEntries(windows.map((window) => [window, built.rolldownOptions.input[window] ?? '']));
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
      lib: { entry: resolve(repository, 'tests/fakes/fake-latchkey.ts'), formats: ['iife'], name: 'fakeLatchkey' },
    },
  });
  const chunk = outputOf(answer)[0];
  return chunk.code;
}

export interface OpenOptions extends Pick<BrowserContextOptions, 'viewport' | 'deviceScaleFactor'> {
  fake?: FakeOptions;
  colorScheme?: 'light' | 'dark';
  forcedColors?: 'active' | 'none';
  reducedMotion?: 'reduce' | 'no-preference';
}

export interface Harness {
  browser: Browser;
  /** A window, loaded and ready (`html[data-ready]`). */
  open(window: WindowName, options?: OpenOptions): Promise<Page>;
  /** Console errors, thrown errors, requests that left the app, refusals of the policy; empty is well. */
  faults(page: Page): readonly string[];
  close(): Promise<void>;
}

const sizes = { launcher: { width: 720, height: 480 }, settings: { width: 880, height: 640 } };

/** Builds only the windows that a file of tests opens; by default both. */
export async function startHarness(...windows: WindowName[]): Promise<Harness> {
  const [files, fake, browser] = await Promise.all([
    buildWindows(windows.length > 0 ? windows : ['launcher', 'settings']),
    buildFake(),
    chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium-headless-shell',
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
    }),
  ]);
  const faultsOf = new WeakMap<Page, string[]>();

  return {
    browser,
    async open(window, options = {}) {
      const context = await browser.newContext({
        viewport: options.viewport ?? sizes[window],
        deviceScaleFactor: options.deviceScaleFactor ?? 1,
        colorScheme: options.colorScheme ?? 'light',
        forcedColors: options.forcedColors ?? 'none',
        reducedMotion: options.reducedMotion ?? 'no-preference',
        locale: 'en-GB',
        timezoneId: 'Europe/Berlin',
      });
      const page = await context.newPage();
      const faults: string[] = [];
      faultsOf.set(page, faults);
      page.on('pageerror', (error) => faults.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
      });
      await context.route('**/*', async (route) => {
        const url = new URL(route.request().url());
        const body = url.origin === origin ? files.get(url.pathname) : undefined;
        if (body === undefined) {
          faults.push(`asked for ${url.href}`);
          await route.abort();
          return;
        }
        await route.fulfill({
          body: Buffer.from(body),
          contentType: types[url.pathname.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
          headers: { 'content-security-policy': policy },
        });
      });
      await page.addInitScript({ content: `window.fakeOptions = ${JSON.stringify(options.fake ?? {})};\n${fake}` });
      await page.goto(`${origin}/${window}.html`);
      await page.locator('html[data-ready]').waitFor();
      return page;
    },
    faults: (page) => faultsOf.get(page) ?? [],
    close: () => browser.close(),
  };
}

/** What axe finds against WCAG 2.2 AA and its best practices, one line each; empty is well. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} (${node.failureSummary ?? ''})`),
  );
}
