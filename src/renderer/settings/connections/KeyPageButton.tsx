import type { ProviderFacts } from '../../../shared/provider-facts.ts';
import { latchkey } from '../../api.ts';
import { Button } from '../../components/Button.tsx';

/** Opens the page of the provider where keys are made. */
export function KeyPageButton({ facts }: { facts: ProviderFacts }) {
  return (
    <Button
      variant="quiet"
      icon="external"
      onClick={() => void latchkey.openProviderPage({ provider: facts.provider, page: 'keys' })}
    >
      Open {facts.shortName}’s key page
    </Button>
  );
}
