import type { SampleCustomers } from '../../src/main/providers/pretend-provider.ts';
import { loadPretendProviders } from '../../src/main/providers/registry.ts';
import { sampleCustomers } from '../../src/main/sandbox/sample-customers.ts';
import type { Sandbox, SandboxProvider } from '../../src/main/sandbox/sandbox.ts';

/** One of a sandbox's providers. */
export function providerIn({ providers }: Pick<Sandbox, 'providers'>, provider: string): SandboxProvider {
  const found = providers.find((each) => each.provider === provider);
  if (!found) throw new Error(`the sandbox has no ${provider}`);
  return found;
}

/** The environment in which a program takes the sandbox's providers for the real ones. */
export const asRealProviders = ({ providers }: Pick<Sandbox, 'providers'>): Record<string, string> => ({
  LATCHKEY_ORIGINS: JSON.stringify(Object.fromEntries(providers.map(({ provider, origins }) => [provider, origins]))),
});

/** The customers that a sandbox of this size has at one provider. */
export async function customersOf(provider: string, count: number): Promise<SampleCustomers> {
  const found = (await loadPretendProviders()).find(({ facts }) => facts.provider === provider);
  if (!found) throw new Error(`there is no pretend ${provider}`);
  return sampleCustomers(found.pretend.samples, count);
}
