import { brevo } from './brevo/index.ts';
import type { PretendProvider } from './pretend-provider.ts';
import type { Provider } from './provider.ts';
import { sendgrid } from './sendgrid/index.ts';

/** Every kind of service that Latchkey knows, in the order in which it is offered. */
const registered: readonly { provider: Provider; loadPretend: () => Promise<{ pretend: PretendProvider }> }[] = [
  { provider: sendgrid, loadPretend: () => import('./sendgrid/pretend.ts') },
  { provider: brevo, loadPretend: () => import('./brevo/pretend.ts') },
];

export const providers: readonly Provider[] = registered.map(({ provider }) => provider);

/** By `ProviderFacts.provider`. */
export const providerOf = (provider: string): Provider | undefined =>
  providers.find(({ facts }) => facts.provider === provider);

/** The pretend provider of each kind, for the sandbox. Loaded by this call: most users never need one. */
export const loadPretendProviders = () =>
  Promise.all(
    registered.map(async ({ provider, loadPretend }) => ({
      facts: provider.facts,
      pretend: (await loadPretend()).pretend,
    })),
  );
