import { expect } from 'vitest';
import { fault } from '../helpers/fault.ts';
import { type Fault, only, type ProviderName, ProviderServer, type Reply } from '../helpers/provider-server.ts';
import { bothProviders, type Expected, type Trial } from '../helpers/trial.ts';

// What a provider, or another server in its place, may reply to a log-in.

const errorId = (id: string): unknown => ({ errors: [{ message: 'no', field: null, error_id: id }] });
const code = (name: string): unknown => ({ code: name, message: 'no' });

/** The provider sends this reply to the log-in, and ordinary ones afterwards. */
async function logInMeets(
  trial: Trial,
  provider: ProviderName,
  reply: Reply | Fault,
  expected: Expected,
): Promise<void> {
  await trial.survives(
    provider,
    {
      bring: () => {
        trial.provider.fault = only(provider, 'login', reply);
      },
      pass: () => {
        trial.provider.fault = null;
      },
    },
    expected,
  );
}

/** SendGrid's yes is a redirect, so another one is an answer without a link. */
const redirected = (provider: ProviderName): Expected['problem'] =>
  provider === 'sendgrid' ? { kind: 'link-missing' } : { kind: 'reply-unreadable', why: 'redirect' };

async function ready(trial: Trial): Promise<void> {
  await trial.start();
  await trial.connectAll();
}

fault('the provider refuses the key (401)', {}, async (trial) => {
  await ready(trial);
  const expected = { problem: { kind: 'key-rejected' }, step: 'replace-key' } as const;
  await logInMeets(trial, 'sendgrid', { status: 401, body: errorId('10-40100') }, expected);
  await logInMeets(trial, 'brevo', { status: 401, body: code('unauthorized') }, expected);

  // The connection shows the problem too, until the provider accepts the key again.
  const health = async () => (await trial.state()).connections.find(({ provider }) => provider === 'brevo')?.health;
  trial.provider.fault = only('brevo', 'login', { status: 401, body: code('unauthorized') });
  await trial.logIn('brevo');
  expect(await health()).toMatchObject({ status: 'attention', problem: { kind: 'key-rejected' } });
  trial.provider.fault = null;
  await trial.expectOrdinaryLogIn('brevo');
  expect(await health()).toMatchObject({ status: 'idle', problem: null });
});

fault('the key may not do this (403)', {}, async (trial) => {
  await ready(trial);
  const narrow = { problem: { kind: 'key-not-allowed' }, step: 'replace-key' } as const;
  await logInMeets(trial, 'sendgrid', { status: 403, body: errorId('10-40300') }, narrow);
  await logInMeets(trial, 'brevo', { status: 403, body: code('permission_denied') }, narrow);
  const blocked = { errors: [{ message: 'Too many bad requests. Temporary block' }] };
  await logInMeets(
    trial,
    'sendgrid',
    { status: 403, body: blocked },
    { problem: { kind: 'temporarily-blocked' }, step: 'try-again' },
  );
});

fault('the customer is gone (404)', {}, async (trial) => {
  await ready(trial);
  const expected = { problem: { kind: 'account-gone' }, step: 'sync-now' } as const;
  await logInMeets(trial, 'sendgrid', { status: 404, body: errorId('10-40400') }, expected);
  await logInMeets(trial, 'brevo', { status: 404, body: code('document_not_found') }, expected);
});

fault('the request is refused (400, 422)', {}, async (trial) => {
  await ready(trial);
  for (const provider of bothProviders) {
    for (const status of [400, 422]) {
      const body = provider === 'brevo' ? code('invalid_parameter') : errorId('10-40000');
      await logInMeets(
        trial,
        provider,
        { status, body },
        { problem: { kind: 'request-refused', status }, step: status === 400 ? 'sync-now' : 'try-again' },
      );
    }
  }
});

fault('the plan does not cover it (402)', {}, async (trial) => {
  await ready(trial);
  const expected = { problem: { kind: 'plan-required' }, step: 'none' } as const;
  await logInMeets(trial, 'sendgrid', { status: 402, body: errorId('10-40200') }, expected);
  await logInMeets(trial, 'brevo', { status: 402, body: code('not_enough_credits') }, expected);
});

fault('the provider has a fault (500, 502, 503, 504)', {}, async (trial) => {
  await ready(trial);
  for (const provider of bothProviders) {
    for (const status of [500, 502, 503, 504]) {
      const reply = { status, body: '<html>Bad gateway</html>' };
      await logInMeets(trial, provider, reply, { problem: { kind: 'provider-down', status }, step: 'try-again' });
    }
  }
});

fault('200 instead of 303', { tags: ['network-sendgrid-303'] }, async (trial) => {
  await ready(trial);
  // A client that follows the redirect sees the start page, and has spent the code.
  await logInMeets(
    trial,
    'sendgrid',
    { status: 200, body: {} },
    { problem: { kind: 'link-missing' }, step: 'try-again' },
  );
  await logInMeets(
    trial,
    'brevo',
    { status: 200, body: { ok: true } },
    { problem: { kind: 'link-missing' }, step: 'try-again' },
  );
});

fault('Location is missing, or comes twice', { tags: ['network-sendgrid-303'] }, async (trial) => {
  await ready(trial);
  const missing = { problem: { kind: 'link-missing' }, step: 'try-again' } as const;
  await logInMeets(trial, 'sendgrid', { status: 303 }, missing);
  const twice = (): Reply => {
    const { link } = trial.provider.issue('sendgrid', 'cus-1');
    return { status: 303, headers: { location: [link, link] } };
  };
  await logInMeets(trial, 'sendgrid', twice, missing);
});

fault(
  'Location leads elsewhere: foreign, http, user information, a port',
  { tags: ['opening-exact', 'opening-refused-unlogged', 'network-sendgrid-303'] },
  async (trial) => {
    await ready(trial);
    const { port, codeCanary } = trial.provider;
    const elsewhere = [
      'https://evil.example',
      'http://app.sendgrid.com',
      `http://127.0.0.1:${port + 1}`,
      `http://user:secret@127.0.0.1:${port}`,
      `http://127.0.0.1:${port}.evil.example`,
      `http://127.0.0.1:${port}@evil.example`,
      '//evil.example',
      'javascript:alert(1)//',
      'file:///etc/passwd#',
    ];
    for (const start of elsewhere) {
      const location = `${start}/login?code=${codeCanary.core}`;
      await logInMeets(
        trial,
        'sendgrid',
        { status: 303, headers: { location } },
        { problem: { kind: 'link-refused' }, step: 'none' },
      );
    }
  },
);

fault('an empty or odd token', { tags: ['opening-exact'] }, async (trial) => {
  await ready(trial);
  const { core } = trial.provider.codeCanary;
  for (const token of ['', null, undefined]) {
    await logInMeets(
      trial,
      'brevo',
      { status: 201, body: { token } },
      { problem: { kind: 'link-missing' }, step: 'try-again' },
    );
  }
  for (const token of [
    `../../../${core}`,
    `${core}?x`,
    `${core}#`,
    `//evil.example/${core}`,
    'short',
    7,
    [core],
    `${core}\n`,
  ]) {
    await logInMeets(
      trial,
      'brevo',
      { status: 201, body: { token } },
      { problem: { kind: 'link-refused' }, step: 'none' },
    );
  }
});

fault('the sign-in page of a public network', {}, async (trial) => {
  await ready(trial);
  const page = '<!doctype html><title>Welcome to Airport WiFi</title>';
  for (const provider of bothProviders) {
    const html = { status: 200, headers: { 'content-type': 'text/html' }, body: page };
    await logInMeets(trial, provider, html, {
      problem: { kind: 'reply-unreadable', why: 'not-json' },
      step: 'try-again',
    });
    const detour = { status: 302, headers: { location: 'http://login.airport.example/' }, body: page };
    await logInMeets(trial, provider, detour, { problem: redirected(provider), step: 'try-again' });
  }
});

fault('a body that ends too soon', {}, async (trial) => {
  await ready(trial);
  const cut = (status: number, start: string): Fault => {
    return (_asked, response) => {
      response.writeHead(status, { 'content-length': '500' });
      response.write(start, () => response.destroy());
      return 'taken';
    };
  };
  const expected = { problem: { kind: 'reply-unreadable', why: 'truncated' }, step: 'try-again' } as const;
  await logInMeets(trial, 'brevo', cut(201, '{"token":"'), expected);
  // SendGrid's link is in a header, and then the body does not count.
  await logInMeets(trial, 'sendgrid', cut(400, '{"errors":'), expected);
});

fault('the API answers with a redirect', { tags: ['network-no-redirect'] }, async (trial) => {
  await ready(trial);
  const second = await ProviderServer.start();
  try {
    for (const provider of bothProviders) {
      for (const status of provider === 'sendgrid' ? [301, 302, 307, 308] : [301, 302, 303, 307, 308]) {
        const reply = { status, headers: { location: `${second.origin}/v3/elsewhere` } };
        await logInMeets(trial, provider, reply, { problem: redirected(provider), step: 'try-again' });
      }
    }
    // The first request to it would have carried the key.
    expect(second.asked).toEqual([]);
  } finally {
    await second.stop();
  }
});

fault('Brevo does not allow this IP address', {}, async (trial) => {
  await ready(trial);
  const message =
    'We have detected you are using an unrecognised IP address 203.0.113.7. If you performed this action make sure to add the new IP address in this link: https://app.brevo.com/security/authorised_ips';
  await logInMeets(
    trial,
    'brevo',
    { status: 401, body: { code: 'unauthorized', message } },
    { problem: { kind: 'ip-not-authorised' }, step: 'open-allowed-ips' },
  );
  expect(await trial.ask('openProviderPage', { provider: 'brevo', page: 'allowed-ips' })).toMatchObject({ ok: true });
  expect((await trial.runner.seen()).pages).toEqual(['https://app.brevo.com/security/authorised_ips']);
});

fault('a Brevo key that can only read', {}, async (trial) => {
  await ready(trial);
  const message = 'API Key does not have the permission to perform this action';
  await logInMeets(
    trial,
    'brevo',
    { status: 403, body: { code: 'permission_denied', message } },
    { problem: { kind: 'key-not-allowed' }, step: 'replace-key' },
  );
});
