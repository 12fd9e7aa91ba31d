import { type ForkedChild, forkChild } from '../fakes/fork-child.ts';

/** Forks the program's own keychain process beside a keyring that can be changed: `use` takes effect at once. */
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
