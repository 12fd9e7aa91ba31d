import type { KeychainAnswer, KeychainAsk, KeychainTrouble } from './keychain-protocol.ts';

/** The part of keytar that is used. `findPassword` and `findCredentials` are not: foreign items can crash them. */
export interface KeychainStore {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

const service = 'Latchkey';

/** Written and removed to see whether the keyring is open. The hyphen keeps it apart from every connection id. */
const sentinel = 'keyring-check';

/** Does one call and proves its effect. Never throws. */
export async function answerCall(
  store: KeychainStore,
  platform: NodeJS.Platform,
  ask: KeychainAsk,
): Promise<KeychainAnswer> {
  const read = () => store.getPassword(service, ask.connectionId);

  /**
   * SECURITY: a locked keyring on Linux answers a read with null, as if the key were gone. Whoever believed it would
   * throw a connection away. What cannot be written cannot be believed; and since the keyring may have been
   * unlocked by the writing, the question is asked again.
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
        // A key that is still there: the keyring was locked for the removal, and is open since.
        const answer = first.ok && first.key !== null ? await removeAndLook() : first;
        return answer.ok && answer.key !== null ? { ok: false, trouble: 'broken' } : answer;
      }
    }
  } catch (error) {
    return { ok: false, trouble: troubleIn(error instanceof Error ? error.message : '') };
  }
}

/** keytar gives a sentence and no code, so the sentence must do, here and nowhere else. What none fits is `broken`. */
const phrases: readonly [phrase: RegExp, trouble: KeychainTrouble][] = [
  // libsecret 0.20.5 and GLib 2.74 on Debian 12, each one provoked and read.
  [/in a locked collection/, 'locked'],
  [/Cannot autolaunch D-Bus/, 'missing'],
  [/Could not connect: /, 'missing'],
  [/org\.freedesktop\.secrets was not provided/, 'missing'],
  [/Timeout was reached/, 'waiting'],
  // GLib and D-Bus: the service ended in the middle of the call, is masked in systemd, or has no keyring at all.
  [/disconnected from message bus without replying|is closed/, 'missing'],
  [/name is not activatable|Unit .* is masked/, 'missing'],
  [/Object does not exist at path/, 'missing'],
  // D-Bus policies and AppArmor, as snap, Flatpak and administrators confine programs: it is there, and not for us.
  [/Rejected send message|AppArmor policy prevents|DBus\.Error\.AccessDenied/, 'denied'],
  // GLib: the service is installed, and ended as soon as it was started.
  [/Error calling StartServiceByName/, 'missing'],
  // The Secret Service specification's own name for a locked object; libsecret where a prompt was refused.
  [/Secret\.Error\.IsLocked/, 'locked'],
  [/dismissed/, 'locked'],
  // macOS, SecBase.h: errSecAuthFailed (what a keychain that must be locked and unlocked again says, desktop/desktop
  // issue 3263), errSecInteractionNotAllowed, errSecUserCanceled, errSecNoDefaultKeychain, errSecNotAvailable.
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
