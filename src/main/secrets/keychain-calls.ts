import type { KeychainAnswer, KeychainAsk, KeychainTrouble } from './keychain-protocol.ts';

/** The part of keytar that is used. Not `findPassword` and `findCredentials`: other programs' items can crash them. */
export interface KeychainStore {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

const service = 'Latchkey';

/** Written and removed to find out whether the keyring is open. No connection id has a hyphen. */
const sentinel = 'keyring-check';

/** Makes one call and verifies its effect. Never throws. */
export async function answerCall(
  store: KeychainStore,
  platform: NodeJS.Platform,
  ask: KeychainAsk,
): Promise<KeychainAnswer> {
  const read = () => store.getPassword(service, ask.connectionId);

  /**
   * SECURITY: on Linux a locked keyring returns null for a read, as if the key were gone, and believing it would cost a
   * connection. A null counts only if the keyring can be written. Writing may have unlocked it, so the key is read again.
   */
  const readSurely = async (): Promise<KeychainAnswer> => {
    const key = await read();
    if (key !== null || platform !== 'linux') return { ok: true, key };
    await store.setPassword(service, sentinel, sentinel);
    const open = (await store.getPassword(service, sentinel)) === sentinel;
    await store.deletePassword(service, sentinel);
    return open ? { ok: true, key: await read() } : { ok: false, trouble: 'locked' };
  };

  const removeAndLook = async (): Promise<KeychainAnswer> => {
    await store.deletePassword(service, ask.connectionId);
    return readSurely();
  };

  try {
    switch (ask.what) {
      case 'read':
        return await readSurely();
      case 'save':
        await store.setPassword(service, ask.connectionId, ask.key);
        return (await read()) === ask.key ? { ok: true, key: null } : { ok: false, trouble: 'broken' };
      case 'remove': {
        const first = await removeAndLook();
        // If the key is still there, the keyring was locked during the removal and has been opened since.
        const answer = first.ok && first.key !== null ? await removeAndLook() : first;
        return answer.ok && answer.key !== null ? { ok: false, trouble: 'broken' } : answer;
      }
    }
  } catch (error) {
    return { ok: false, trouble: troubleIn(error instanceof Error ? error.message : '') };
  }
}

/** keytar gives a message and no code, so this table reads the message. A message that matches no line is `broken`. */
const phrases: readonly [phrase: RegExp, trouble: KeychainTrouble][] = [
  // libsecret 0.20.5 and GLib 2.74 on Debian 12; each one was provoked and read.
  [/in a locked collection/, 'locked'],
  [/Cannot autolaunch D-Bus/, 'missing'],
  [/Could not connect: /, 'missing'],
  [/org\.freedesktop\.secrets was not provided/, 'missing'],
  [/Timeout was reached/, 'waiting'],
  // GLib and D-Bus: the service ended during the call, is masked in systemd, or has no keyring at all.
  [/disconnected from message bus without replying|is closed/, 'missing'],
  [/name is not activatable|Unit .* is masked/, 'missing'],
  [/Object does not exist at path/, 'missing'],
  // No default collection: no keyring was ever made, KeePassXC exposes no database, or the file came after the service
  // started. As users of go-keyring, KeePassXC and live-share reported them.
  [/No such interface .*org\.freedesktop\.Secret\.Collection/, 'missing'],
  [/No such object path .*\/org\/freedesktop\/secrets\//, 'missing'],
  [/No such secret collection at path/, 'missing'],
  // D-Bus policies and AppArmor, with which snap, Flatpak and administrators confine programs: no access for us.
  [/Rejected send message|AppArmor policy prevents|DBus\.Error\.AccessDenied/, 'denied'],
  // GLib: the service is installed, but ended as soon as it was started.
  [/Error calling StartServiceByName/, 'missing'],
  // The Secret Service specification's name for a locked object; libsecret if the user dismissed a prompt.
  [/Secret\.Error\.IsLocked/, 'locked'],
  [/dismissed/, 'locked'],
  // macOS, SecBase.h: errSecAuthFailed (from a keychain that must be locked and unlocked again, desktop/desktop issue
  // 3263), errSecInteractionNotAllowed, errSecUserCanceled, errSecNoDefaultKeychain, errSecNotAvailable.
  [/user name or passphrase you entered is not correct/, 'locked'],
  [/User interaction is not allowed/, 'locked'],
  [/User canceled the operation/, 'denied'],
  [/default keychain could not be found|No keychain is available/, 'missing'],
  // Windows, WinError.h: ERROR_ACCESS_DENIED, ERROR_NO_SUCH_LOGON_SESSION.
  [/Access is denied/, 'denied'],
  [/specified logon session does not exist/, 'missing'],
];

function troubleIn(message: string): KeychainTrouble {
  return phrases.find(([phrase]) => phrase.test(message))?.[1] ?? 'broken';
}
