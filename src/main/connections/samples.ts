import type { Endpoint } from '../providers/provider.ts';
import type { Sandbox, SandboxOptions } from '../sandbox/sandbox.ts';

export interface Samples {
  /** Where the pretend provider listens, starting it first if need be; undefined where there is no such one. */
  endpoint(provider: string): Promise<Endpoint | undefined>;
  /** The key that each pretend provider accepts. */
  keys(): Promise<readonly { provider: string; name: string; key: string }[]>;
  close(): Promise<void>;
}

/** The pretend providers of the sample customers; they start when first asked for, and are not even loaded before. */
export function samplesWith(options: SandboxOptions): Samples {
  let starting: Promise<Sandbox> | null = null;
  const sandbox = (): Promise<Sandbox> => {
    starting ??= import('../sandbox/sandbox.ts')
      .then(({ startSandbox }) => startSandbox(options))
      .catch((error) => {
        starting = null;
        throw error;
      });
    return starting;
  };
  return {
    async endpoint(provider) {
      const { sendgrid, brevo } = await sandbox();
      const origin = { sendgrid: sendgrid.origin, brevo: brevo.origin }[provider];
      return origin === undefined ? undefined : { apiOrigin: origin, linkOrigins: [origin] };
    },
    async keys() {
      const { sendgrid, brevo } = await sandbox();
      return [
        { provider: 'sendgrid', name: 'SendGrid', key: sendgrid.key },
        { provider: 'brevo', name: 'Brevo', key: brevo.key },
      ];
    },
    async close() {
      await (await starting)?.close();
    },
  };
}
