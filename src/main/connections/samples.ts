import type { Endpoint } from '../providers/provider.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';

/** The pretend providers of the sample customers. They start on first use. */
export class Samples {
  readonly #start: () => Promise<Sandbox>;
  #starting: Promise<Sandbox> | null = null;

  /** `start` loads and starts the pretend providers; called again only after a failure. */
  constructor(start: () => Promise<Sandbox>) {
    this.#start = start;
  }

  /** Where the pretend provider listens; undefined if there is none for this provider. */
  async endpoint(provider: string): Promise<Endpoint | undefined> {
    const { providers } = await this.#sandbox();
    const origin = providers.find((each) => each.provider === provider)?.origin;
    return origin === undefined ? undefined : { apiOrigin: origin, linkOrigins: [origin] };
  }

  /** The key that each pretend provider accepts. */
  async keys(): Promise<readonly { provider: string; name: string; key: string }[]> {
    const { providers } = await this.#sandbox();
    return providers.map(({ provider, name, key }) => ({ provider, name, key }));
  }

  async close(): Promise<void> {
    await (await this.#starting)?.close();
  }

  #sandbox(): Promise<Sandbox> {
    this.#starting ??= this.#start().catch((error) => {
      this.#starting = null;
      throw error;
    });
    return this.#starting;
  }
}
