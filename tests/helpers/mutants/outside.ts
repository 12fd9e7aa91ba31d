import { type Mutant, mutantsOf } from './mutant.ts';

/** Providers, the network and the desktop. */
export const outsideMutants: readonly Mutant[] = [
  ...mutantsOf(
    'src/main/http/http.ts',
    ['http/http'],
    [
      [
        'leaks',
        'if (!Object.values(request.headers).every((value) => /^[\\x20-\\x7e]*$/.test(value))) {',
        'if (false) {',
        'an error prints the key',
      ],
      [
        'bills',
        "request.method === 'GET' && request.priority !== 'log-in' ? maxAttempts : 1",
        'maxAttempts',
        'a login link is asked for three times',
      ],
      ['leaks', 'if (bytes > longestReplyBytes) {', 'if (false) {', 'a server fills the memory'],
      [
        'misleads',
        'const timer = setTimeout(onCancel, withinMs);',
        'const timer = setTimeout(() => {}, 0);',
        'a server that trickles holds the log-in for ever',
      ],
      [
        'bills',
        "return fail({ kind: 'rate-limited', retryAt: permit.retryAt, ...share, ...about });",
        '',
        'the provider’s limit is ignored',
      ],
      ['bills', 'permit.settle(outcome?.ok ? outcome.value : null);', '', 'the provider’s limit is never learnt'],
      ['leaks', "'accept-encoding': 'identity',", '', 'a server may choose any coding'],
      [
        'opens',
        'if (head.status >= 300 && head.status < 400) {',
        'if (false) {',
        'a slow body costs the link in the headers',
      ],
    ],
  ),
  ...mutantsOf(
    'src/main/http/rate-budget.ts',
    ['http/rate-budget'],
    [
      [
        'bills',
        'const until = nowMs + atMostAnHour(',
        'const until = nowMs + 0 * atMostAnHour(',
        'no rest after a 429',
      ],
      ['misleads', 'rest.until <= nowMs + hourMs', 'true', 'a clock set back stops everything for a year'],
      ['misleads', "if (priority === 'log-in') return false;", '', 'a log-in waits for the limit of the lists'],
      [
        'bills',
        'return period.remaining <= (priority',
        'return period.remaining < -1e9 && 0 < (priority',
        'the limit is spent to the end',
      ],
      ['bills', '- period.underWay;', ';', 'requests on their way are not counted'],
      [
        'bills',
        "if (priority === 'preview' && period.previews >= Math.floor(period.limit * previewShare)) return true;",
        '',
        'looking at customers uses up the requests of the lists',
      ],
      [
        'misleads',
        "return this.#rests[priority === 'log-in' ? 'log-in' : 'other'];",
        "return this.#rests['other'];",
        'a refused list holds log-ins back',
      ],
      [
        'misleads',
        'Math.min(hourMs, Math.max(0, ms))',
        'Math.max(0, ms)',
        'a value in other units stops everything for years',
      ],
    ],
  ),
  ...mutantsOf(
    'src/main/providers/brevo/index.ts',
    ['providers/brevo/login-links', 'providers/conformance'],
    [
      [
        'opens',
        "const isToken = typeof token === 'string' && /^[A-Za-z0-9._~+=-]{8,1800}$/.test(token);",
        "const isToken = typeof token === 'string';",
        'a token leads to another page',
      ],
      [
        'opens',
        '`{"id":${remoteId},${options.slice(1)}`',
        '`{"id":${Number(remoteId)},${options.slice(1)}`',
        'a long id is rounded: another customer opens',
      ],
      [
        'opens',
        'options === \'{}\' ? `{"id":${remoteId}}`',
        'options === \'{}\' ? `{"id":${Number(remoteId)}}`',
        'a long id is rounded: another customer opens',
      ],
      [
        'misleads',
        "if (!isEmail(adminEmail)) return fail({ kind: 'input-invalid', request: 'logIn' });",
        '',
        'anything is sent as the admin’s email',
      ],
      [
        'misleads',
        "if (token === undefined || token === null || token === '') return fail({ kind: 'link-missing', ...about });",
        '',
        'a missing link is called a refused one',
      ],
    ],
  ),
  ...mutantsOf(
    'src/main/providers/brevo/problems.ts',
    ['providers/brevo/refusals'],
    [
      [
        'misleads',
        "isAboutIp(message) ? 'ip-not-authorised' : 'key-rejected'",
        "'key-rejected'",
        'the user replaces a good key',
      ],
      [
        'misleads',
        "if (status >= 500) return { kind: 'provider-down', status, ...about };",
        '',
        'a fault of the provider looks like the user’s',
      ],
      [
        'misleads',
        "return { kind: 'plan-required', ...about };",
        "return { kind: 'key-rejected', ...about };",
        'the user replaces a good key',
      ],
    ],
  ),
  ...mutantsOf(
    'src/main/providers/sendgrid/problems.ts',
    ['providers/sendgrid/sendgrid'],
    [
      [
        'misleads',
        "if (says(errors, '10-40300', isAboutIp)) return 'ip-not-authorised';",
        '',
        'the user replaces a good key',
      ],
      [
        'misleads',
        "if (subject === 'log-in') return { kind: 'account-gone', orNoSso: true, ...about };",
        '',
        'a customer who is gone is not said to be gone',
      ],
      [
        'misleads',
        "return { kind: 'wrong-region', ...about };",
        "return { kind: 'key-rejected', ...about };",
        'no window says that it is the other region',
      ],
    ],
  ),
  ...mutantsOf(
    'src/main/desktop/answer-request.ts',
    ['desktop/answer-request', 'desktop/ipc'],
    [
      ['opens', 'Object.hasOwn(requests, name);', 'name in requests;', '`__proto__` is a request'],
      [
        'opens',
        "if (!read.success) return fail({ kind: 'input-invalid', request: name });",
        '',
        'a page sends what it likes',
      ],
      ['leaks', 'return fail(unexpected(deps, error));', 'throw error;', 'a bug’s words reach a window'],
      ['misleads', '  deps.log(reference, error);\n', '', 'a bug leaves no trace'],
    ],
  ),
  ...mutantsOf(
    'src/main/desktop/trusted-sender.ts',
    ['desktop/trusted-sender', 'desktop/ipc'],
    [
      ['opens', 'frame.parent !== null || ', '', 'a frame inside a page sends requests'],
      ['opens', ' || frame.detached) return false;', ') return false;', 'a frame that is gone sends requests'],
      ['opens', '=== expected;', '.startsWith(expected);', 'a page with a longer address sends requests'],
    ],
  ),
  ...mutantsOf(
    'src/main/desktop/argv.ts',
    ['desktop/argv'],
    [
      ['opens', '=== linkMarker).length === 1;', '=== linkMarker).length > 0;', 'a smuggled switch counts'],
      ['opens', '!marked || ', '', 'a command line of others counts'],
      ['opens', 'links.length !== 1 || ', '', 'a second link counts'],
      ['opens', 'link.length > longestLink', 'false', 'a link without a limit counts'],
    ],
  ),
  ...mutantsOf(
    'src/main/desktop/browser.ts',
    ['desktop/browser'],
    [
      [
        'opens',
        "return link === null ? fail({ kind: 'link-refused', provider }) : open(link);",
        'return open(url);',
        'the system opens a foreign link',
      ],
      [
        'opens',
        'address === listensAt() && handOverAddress.test(address)',
        'handOverAddress.test(address)',
        'an address without a server is opened',
      ],
      ['opens', ' && handOverAddress.test(address)', '', 'any address of ours is opened'],
      [
        'opens',
        ' && !parsed.username && !parsed.password && !parsed.port;',
        ';',
        'a page with a user’s name is opened',
      ],
    ],
  ),
  ...mutantsOf(
    'src/main/desktop/clipboard.ts',
    ['desktop/clipboard'],
    [
      ['leaks', ', ...concealed[platform]() })', ' })', 'clipboard histories keep the link'],
      [
        'loses',
        'if ((await clipboard.readText()) !== text) return false;',
        '',
        'what the user copied since is cleared',
      ],
      ['leaks', '    clipboard.clear();\n', '', 'the link stays on the clipboard'],
    ],
  ),
  ...mutantsOf(
    'src/main/desktop/environment.ts',
    ['trust/faults-wishes'],
    [
      [
        'leaks',
        'app.isPackaged ? undefined : process.env[name] || undefined',
        'process.env[name] || undefined',
        'an environment variable loads any page with the bridge in it',
      ],
    ],
  ),
  ...mutantsOf(
    'src/main/app/overrides.ts',
    ['trust/standing', 'trust/faults-wishes'],
    [['leaks', 'if (packaged) return { endpoints: {}, sandbox: {} };', '', 'an environment variable diverts keys']],
  ),
  ...mutantsOf(
    'src/main/desktop/lockdown.ts',
    ['desktop/lockdown'],
    [
      ['leaks', 'sandbox: true,', 'sandbox: false,', 'a script in a window leaves the sandbox'],
      ['leaks', 'contextIsolation: true,', 'contextIsolation: false,', 'a script in a window reaches the preload'],
      ['leaks', 'nodeIntegration: false,', 'nodeIntegration: true,', 'a script in a window has Node'],
      ['leaks', 'answer(false));', 'answer(true));', 'a page gets permissions'],
      ['leaks', 'session.setPermissionCheckHandler(() => false);', '', 'a page checks permissions'],
      ['leaks', "session.on('will-download', (event) => event.preventDefault());", '', 'a page downloads'],
      ['leaks', 'cancel: !pages.mayLoad(details.url)', 'cancel: false', 'a page loads from the network'],
      ['leaks', "webContents.setWindowOpenHandler(() => ({ action: 'deny' }));", '', 'a page opens windows'],
      ['leaks', "webContents.on('will-redirect', (event) => event.preventDefault());", '', 'a page is led elsewhere'],
      [
        'leaks',
        "webContents.on('will-attach-webview', (event) => event.preventDefault());",
        '',
        'a page embeds another',
      ],
      ['leaks', '!event.isMainFrame || ', '', 'a frame navigates'],
      ['leaks', 'devTools: !packaged,', 'devTools: true,', 'an installed program has developer tools'],
    ],
  ),
];
