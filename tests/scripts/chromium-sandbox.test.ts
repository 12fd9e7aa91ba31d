import { describe, expect, test } from 'vitest';
import { whyNoSandbox } from '../../scripts/chromium-sandbox.mjs';

describe.skipIf(process.platform !== 'linux')('why the sandbox cannot start', () => {
  const machine = { user: 1000, read: () => null, canUnshare: () => true, helper: null };
  const why = (change: Partial<Parameters<typeof whyNoSandbox>[1]>) =>
    whyNoSandbox('/x/electron', { ...machine, ...change });
  const reads = (path: string, value: string) => (asked: string) => (asked === path ? value : null);
  const helper = { uid: 0, mode: 0o104755 };

  test('no reason on an ordinary system', () => {
    expect(why({})).toBeNull();
  });

  test('root', () => {
    expect(why({ user: 0 })?.remedy).toBe('start it as an ordinary user. ');
  });

  test.for([
    ['Ubuntu 24.04 and later', { read: reads('/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1') }],
    ['a hardened kernel', { read: reads('/proc/sys/kernel/unprivileged_userns_clone', '0') }],
    ['a container', { canUnshare: () => false }],
  ] as const)('%s: the helper program of the sandbox is the way out', ([, change]) => {
    expect(why(change)?.remedy).toBe(
      "run once\n  sudo chown root '/x/chrome-sandbox' && sudo chmod 4755 '/x/chrome-sandbox'\n",
    );
    expect(why({ ...change, helper })).toBeNull();
    expect(why({ ...change, helper: { uid: 1000, mode: 0o100755 } })).not.toBeNull();
  });

  test.for([
    // Docker's default bounds, and everything but CAP_SYS_ADMIN.
    ['a container without CAP_SYS_ADMIN', 'CapBnd:\t00000000a80425fb\nNoNewPrivs:\t0'],
    ['a container without that one', 'CapBnd:\t000001ffffdfffff\nNoNewPrivs:\t0'],
    ['a container in which no program gains rights', 'CapBnd:\t000001ffffffffff\nNoNewPrivs:\t1'],
  ] as const)('%s: the helper program does not help, and none is named', ([, status]) => {
    const container = { canUnshare: () => false, read: reads('/proc/self/status', status) };
    expect(why({ ...container, helper })).toEqual({
      why: 'this container allows neither the user namespace that the sandbox needs nor its helper program',
      remedy: null,
    });
    expect(why({ ...container, canUnshare: () => true })).toBeNull();
  });

  test('with all rights of root the helper program does help', () => {
    const read = reads('/proc/self/status', 'CapBnd:\t000001ffffffffff\nNoNewPrivs:\t0');
    expect(why({ canUnshare: () => false, read, helper })).toBeNull();
  });
});
