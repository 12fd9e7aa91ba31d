import { brevo } from './brevo/index.ts';
import type { Provider } from './provider.ts';
import { sendgrid } from './sendgrid/index.ts';

/** Every kind of service that Latchkey knows, in the order it is offered. */
export const providers: readonly Provider[] = [sendgrid, brevo];

/** By `ProviderFacts.provider`. */
export const providerOf = (provider: string): Provider | undefined =>
  providers.find(({ facts }) => facts.provider === provider);
