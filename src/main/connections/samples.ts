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
    const { sendgrid, brevo } = await this.#sandbox();
    const origin = { sendgrid: sendgrid.origin, brevo: brevo.origin }[provider];
    return origin === undefined ? undefined : { apiOrigin: origin, linkOrigins: [origin] };
  }

  /** The key that each pretend provider accepts. */
  async keys(): Promise<readonly { provider: string; name: string; key: string }[]> {
    const { sendgrid, brevo } = await this.#sandbox();
    return [
      { provider: 'sendgrid', name: 'SendGrid', key: sendgrid.key },
      { provider: 'brevo', name: 'Brevo', key: brevo.key },
    ];
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
