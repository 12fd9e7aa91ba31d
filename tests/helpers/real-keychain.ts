import { startPrivateKeyring } from '../../scripts/private-keyring.mjs';
import { type ForkedChild, forkChild } from './fork-child.ts';
import type { Trial } from './trial.ts';

/** Forks the program's own keychain process with a keyring that `use` can change at once. */
export class RealKeychain {
  readonly #children: ForkedChild[] = [];
  #address: string;
  #entry = 'src/main/secrets/keychain-process.ts';

  constructor(address: string) {
    this.#address = address;
  }

  fork(): ForkedChild {
    const child = forkChild(this.#entry, { ...process.env, DBUS_SESSION_BUS_ADDRESS: this.#address });
    this.#children.push(child);
    return child;
  }

  async use(change: { address?: string; entry?: string }): Promise<void> {
    this.#address = change.address ?? this.#address;
    this.#entry = change.entry ?? this.#entry;
    for (const child of this.#children.splice(0)) {
      child.kill();
      await child.ended;
    }
  }
}

type Keyring = Awaited<ReturnType<typeof startPrivateKeyring>>;

/** Runs a test with SendGrid connected, and its key in a real keyring. */
export async function withKeyring(
  trial: Trial,
  run: (keyring: Keyring, keychain: RealKeychain) => Promise<void>,
): Promise<void> {
  const keyring = await startPrivateKeyring();
  try {
    const keychain = new RealKeychain(keyring.address);
    await trial.start({}, () => keychain.fork());
    await trial.connectAll(['sendgrid']);
    await run(keyring, keychain);
  } finally {
    await trial.quit();
    await keyring.stop();
  }
}
