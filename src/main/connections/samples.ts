import type { Endpoint } from '../providers/provider.ts';
import type { Sandbox, SandboxProvider } from '../sandbox/sandbox.ts';

/**
 * The pretend providers of the sample customers. They start on first use. Their keys are in memory only: they are no
 * secrets, and trying Latchkey out leaves nothing in the keychain and needs none.
 */
export class Samples {
  readonly #start: () => Promise<Sandbox>;
  #starting: Promise<Sandbox> | null = null;

  /** `start` loads and starts the pretend providers; called again only after a failure. */
  constructor(start: () => Promise<Sandbox>) {
    this.#start = start;
  }

  /** Where the pretend provider listens; undefined if there is none for this provider. */
  async endpoint(provider: string): Promise<Endpoint | undefined> {
    const origin = (await this.#find(provider))?.origin;
    return origin === undefined ? undefined : { apiOrigin: origin, linkOrigins: [origin] };
  }

  /** The key that the pretend provider accepts; null if there is none for this provider. */
  async key(provider: string): Promise<string | null> {
    return (await this.#find(provider))?.key ?? null;
  }

  /** The key that each pretend provider accepts. */
  async keys(): Promise<readonly { provider: string; name: string; key: string }[]> {
    const { providers } = await this.#sandbox();
    return providers.map(({ provider, name, key }) => ({ provider, name, key }));
  }

  async close(): Promise<void> {
    await (await this.#starting)?.close();
  }

  async #find(provider: string): Promise<SandboxProvider | undefined> {
    return (await this.#sandbox()).providers.find((each) => each.provider === provider);
  }

  #sandbox(): Promise<Sandbox> {
    this.#starting ??= this.#start().catch((error) => {
      this.#starting = null;
      throw error;
    });
    return this.#starting;
  }
}
