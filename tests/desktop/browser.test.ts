import { shell } from 'electron';
import { beforeEach, describe, expect, test } from 'vitest';
import { openHandOver, openLogin, openPage } from '../../src/main/desktop/browser.ts';
import { fail, ok } from '../../src/shared/result.ts';
import { fc } from '../helpers/any-input.ts';
import { triesBadInputs } from '../helpers/figures.ts';

const origins = ['https://app.sendgrid.com', 'https://app-smtp.brevo.com'];
let opened: string[] = [];

beforeEach(() => {
  opened = [];
  shell.openExternal = async (url) => {
    opened.push(url);
  };
});

describe('a login link', () => {
  test('is handed to the system exactly as it was checked', async () => {
    const link = 'https://app.sendgrid.com/login?code=abc';
    expect(await openLogin(link, origins, 'SendGrid')).toEqual(ok(null));
    expect(opened).toEqual([link]);
  });

  test.each([
    'https://app.sendgrid.com.evil.example/login',
    'https://user@app.sendgrid.com/login',
    'https://app.sendgrid.com:8443/login',
    'http://app.sendgrid.com/login',
    'file:///etc/passwd',
    'javascript:alert(1)',
    `https://app.sendgrid.com/${'x'.repeat(2_100)}`,
    '',
  ])('is not opened at %s', async (link) => {
    expect(await openLogin(link, origins, 'SendGrid')).toEqual(fail({ kind: 'link-refused', provider: 'SendGrid' }));
    expect(opened).toEqual([]);
  });

  test('is never one of 5,000 hostile URLs', triesBadInputs(5_000, 'opening-hostile'), async () => {
    const stranger = fc.oneof(
      fc.webUrl(),
      fc.string(),
      fc.webUrl().map((url) => `${url}?https://app.sendgrid.com/`),
      fc.domain().map((domain) => `https://app.sendgrid.com.${domain}/`),
      fc.domain().map((domain) => `https://app.sendgrid.com@${domain}/`),
    );
    await fc.assert(
      fc.asyncProperty(stranger, async (link) => {
        expect((await openLogin(link, origins, 'SendGrid')).ok).toBe(false);
      }),
      { numRuns: 5_000 },
    );
    expect(opened).toEqual([]);
  });

  test("is reported as not opened if the system refuses, without the system's message", async () => {
    shell.openExternal = async (url) => {
      throw new Error(`Failed to open ${url}`);
    };
    expect(await openLogin('https://app.sendgrid.com/?code=abc', origins, 'SendGrid')).toEqual(
      fail({ kind: 'browser-not-opened' }),
    );
  });
});

describe('the address of a hand-over', () => {
  const address = `http://127.0.0.1:40123/${'a'.repeat(43)}`;

  test('is handed to the system if Latchkey listens there now', async () => {
    expect(await openHandOver(address, () => address)).toEqual(ok(null));
    expect(opened).toEqual([address]);
  });

  test.each([
    ['Latchkey listens nowhere', address, null],
    ['Latchkey listens elsewhere', address, address.replace('40123', '40124')],
    ['it is only the beginning', address.slice(0, -1), address],
    ['it is no address of this machine', 'http://evil.example/', 'http://evil.example/'],
    ['it is a file', 'file:///etc/passwd', 'file:///etc/passwd'],
  ])('is not opened if %s', { tags: ['opening-exact'] }, async (_, given, listensAt) => {
    expect(await openHandOver(given, () => listensAt)).toEqual(fail({ kind: 'browser-not-opened' }));
    expect(opened).toEqual([]);
  });
});

describe('a page of a provider', () => {
  test('is opened if it is an ordinary https page', async () => {
    expect(await openPage('https://app.sendgrid.com/settings/api_keys')).toEqual(ok(null));
    expect(opened).toEqual(['https://app.sendgrid.com/settings/api_keys']);
  });

  test.each(['http://app.sendgrid.com/', 'https://a@b.example/', 'https://b.example:444/', 'file:///x', 'x'])(
    'is not opened where it is %s',
    async (url) => {
      expect(await openPage(url)).toEqual(fail({ kind: 'browser-not-opened' }));
      expect(opened).toEqual([]);
    },
  );
});
