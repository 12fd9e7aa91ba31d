import { brevo } from './brevo.ts';
import type { Provider } from './provider.ts';
import { sendgrid } from './sendgrid.ts';

/** Every kind of service that Latchkey knows, in the order it is offered. */
export const providers: readonly Provider[] = [sendgrid, brevo];

/** By `ProviderFacts.provider`. */
export const providerOf = (provider: string): Provider | undefined =>
  providers.find(({ facts }) => facts.provider === provider);
