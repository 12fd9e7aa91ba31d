import { expect, test } from 'vitest';
import { providerOf, providers } from '../../src/main/providers/registry.ts';
import { describeConformance } from '../helpers/conformance.ts';
import { documentedServiceOf } from '../helpers/documented-service.ts';
import { fixture, fixtureNames } from '../helpers/fixtures.ts';

for (const provider of providers) {
  const { facts } = provider;
  await documentedServiceOf(facts.provider).then(
    (service) => describeConformance(provider, service),
    (error: unknown) =>
      test(`${facts.name} keeps the promises of a provider`, () => {
        throw error;
      }),
  );
}

test('every provider is found by its id, and no two share an id or a mark', () => {
  for (const provider of providers) expect(providerOf(provider.facts.provider)).toBe(provider);
  expect(new Set(providers.map(({ facts }) => facts.provider)).size).toBe(providers.length);
  expect(new Set(providers.map(({ facts }) => facts.mark)).size).toBe(providers.length);
  expect(providerOf('unknown')).toBeUndefined();
});

test.each(providers)('$facts.name has fixtures, and each says where and when it was read', ({ facts }) => {
  const names = fixtureNames(facts.provider);
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) {
    const { source, read, request, status } = fixture(facts.provider, name);
    expect(source.length).toBeGreaterThan(10);
    expect(read).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(request).toMatch(/^(any|(GET|POST) \/)/);
    expect(status).toBeGreaterThanOrEqual(200);
  }
});
