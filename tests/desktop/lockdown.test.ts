import { EventEmitter } from 'node:events';
import { app, type Session, type WebContents } from 'electron';
import { describe, expect, test } from 'vitest';
import { lockAllWebContents, lockSession, windowPreferences } from '../../src/main/desktop/lockdown.ts';
import { builtPages, developmentPages, type Pages } from '../../src/main/desktop/pages.ts';

/** What a listener did to an event. */
function outcomeOf(emitter: EventEmitter, name: string, details: object = {}): 'prevented' | 'went on' {
  let outcome: 'prevented' | 'went on' = 'went on';
  emitter.emit(name, {
    ...details,
    preventDefault: () => {
      outcome = 'prevented';
    },
  });
  return outcome;
}

/** A session that keeps its handlers. */
class PretendSession extends EventEmitter {
  request: (contents: null, permission: string, answer: (granted: boolean) => void) => void = () => {};
  check: () => boolean = () => true;
  device: () => boolean = () => true;
  before: (details: { url: string }, answer: (response: { cancel: boolean }) => void) => void = () => {};
  readonly webRequest = {
    onBeforeRequest: (listener: PretendSession['before']) => {
      this.before = listener;
    },
  };
  setPermissionRequestHandler(handler: PretendSession['request']): void {
    this.request = handler;
  }
  setPermissionCheckHandler(handler: PretendSession['check']): void {
    this.check = handler;
  }
  setDevicePermissionHandler(handler: PretendSession['device']): void {
    this.device = handler;
  }
}

describe('the session of the windows', { tags: ['windows-no-permissions'] }, () => {
  const session = new PretendSession();
  lockSession(session as unknown as Session, builtPages);

  test.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'fileSystem', 'unknown'])(
    'is denied %s, asked or checked',
    (permission) => {
      const granted: boolean[] = [];
      session.request(null, permission, (answer) => granted.push(answer));
      expect(granted).toEqual([false]);
      expect(session.check()).toBe(false);
      expect(session.device()).toBe(false);
    },
  );

  test('downloads nothing', () => {
    expect(outcomeOf(session, 'will-download')).toBe('prevented');
  });

  test.each([
    ['app://latchkey/launcher.html', false],
    ['https://api.sendgrid.com/v3/user', true],
    ['http://127.0.0.1/', true],
    ['file:///etc/passwd', true],
    ['data:text/plain,x', true],
  ])(
    'asks only for files of the program: %s',
    { tags: ['windows-no-permissions', 'windows-own-files'] },
    (url, cancelled) => {
      const answers: boolean[] = [];
      session.before({ url }, ({ cancel }) => answers.push(cancel));
      expect(answers).toEqual([cancelled]);
    },
  );
});

describe('all web contents', () => {
  /** Web contents that are created in a program with these pages. */
  const lockedWith = (pages: Pages) => {
    const made = Object.assign(new EventEmitter(), {
      opening: (_details: object): { action: string } => ({ action: 'allow' }),
      setWindowOpenHandler(handler: (details: object) => { action: string }) {
        made.opening = handler;
      },
    });
    app.removeAllListeners('web-contents-created');
    lockAllWebContents(pages);
    app.emit('web-contents-created', {}, made as unknown as WebContents);
    return made;
  };
  const contents = lockedWith(builtPages);

  test.each(['https://evil.example/', 'file:///etc/passwd', 'app://latchkey/settings.html'])(
    'stays: %s',
    { tags: ['windows-stay'] },
    (url) => {
      expect(outcomeOf(contents, 'will-navigate', { url })).toBe('prevented');
      expect(outcomeOf(contents, 'will-frame-navigate', { url, isMainFrame: false })).toBe('prevented');
      expect(outcomeOf(contents, 'will-frame-navigate', { url, isMainFrame: true })).toBe('prevented');
      expect(outcomeOf(contents, 'will-redirect', { url })).toBe('prevented');
      expect(contents.opening({ url })).toEqual({ action: 'deny' });
    },
  );

  test('follow a development server, but no frame in them does', { tags: ['windows-stay'] }, () => {
    const server = 'http://localhost:5173/';
    const developed = lockedWith(developmentPages(server));
    const url = `${server}launcher.html`;
    expect(outcomeOf(developed, 'will-frame-navigate', { url, isMainFrame: true })).toBe('went on');
    expect(outcomeOf(developed, 'will-frame-navigate', { url, isMainFrame: false })).toBe('prevented');
    expect(outcomeOf(developed, 'will-navigate', { url: 'https://evil.example/' })).toBe('prevented');
  });

  test('embeds nothing', { tags: ['windows-stay'] }, () => {
    expect(outcomeOf(contents, 'will-attach-webview')).toBe('prevented');
  });
});

describe('a window', () => {
  test('is made without Node, with a world of its own for the preload, in the sandbox', {
    tags: ['windows-sandboxed', 'package-no-devtools'],
  }, () => {
    expect(windowPreferences('/preload.cjs', true)).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      plugins: false,
      navigateOnDragDrop: false,
      devTools: false,
      spellcheck: false,
    });
  });
});
