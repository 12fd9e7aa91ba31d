import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Driver } from './driver.ts';
import { test as base } from './e2e-fixtures.ts';
import { projectRoot } from './launch-app.ts';

// The small app of tests/standin/fixture-app, for the specs of the stand-in itself. Its main.mjs says what each option
// switches on or off.

export { expect } from './e2e-fixtures.ts';

interface Bridge {
  ask(channel: string, input?: unknown): Promise<unknown>;
  say(channel: string, input?: unknown): void;
  listen(channel: string, heard: (value: unknown) => void): () => void;
  data: { list: unknown[]; date: Date };
  add(a: number, b: number): number;
  later(value: unknown): Promise<unknown>;
  fail(): void;
  clock(): number;
  readsPageGlobal(): string;
}

interface Seen {
  starts: { argv: string[]; data: { from: number } }[];
  navigations: string[];
  frameNavigations: { url: string; isMainFrame: boolean }[];
  redirects: string[];
  windows: { url: string; disposition: string }[];
  permissions: string[];
  requests: { url: string; type: string }[];
  downloads: string[];
  crashes: string[];
  afterNavigation: unknown;
}

declare global {
  var electron: { window: Electron.BrowserWindow };
  var fixture: Bridge;
  var seen: Seen;
}

export interface Started {
  driver: Driver;
  page: Page;
  seen(): Promise<Seen>;
}

export const appFolder = join(projectRoot, 'tests/standin/fixture-app');

export const test = base.extend<{ start(...wishes: string[]): Promise<Started>; server: Server }>({
  start: async ({ launch }, use, testInfo) => {
    await use(async (...wishes) => {
      const folder = testInfo.outputPath('fixture-user-data');
      const driver = await launch({ appFolder, env: { FIXTURE: wishes.join(','), FIXTURE_USER_DATA: folder } });
      const page = await driver.window('launcher');
      return { driver, page, seen: () => driver.app.evaluate(() => globalThis.seen) };
    });
  },
  server: async ({ browserName: _ }, use) => {
    const server = await startServer();
    await use(server);
    await server.close();
  },
});

interface Server {
  origin: string;
  asked: string[];
  close(): Promise<void>;
}

async function startServer(): Promise<Server> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/moved') response.writeHead(302, { location: '/elsewhere' }).end();
    else response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Foreign</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
