import type { LedgerOutcome, LedgerRow } from '../../../shared/ledger.ts';
import type { ProviderFacts } from '../../../shared/provider-facts.ts';

const outcomes: Readonly<Record<LedgerOutcome, string>> = {
  started: 'Under way',
  opened: 'Opened',
  copied: 'Link copied',
  failed: 'Failed',
  unknown: 'Unknown',
};

/** What became of a log-in. The kinds of problems are words already: `rate-limited`. */
export const outcomeWords = ({ outcome, problemKind }: LedgerRow): string =>
  outcome === 'failed' && problemKind ? `Failed: ${problemKind.replaceAll('-', ' ')}` : outcomes[outcome];

/** Where the log-in led; empty: to the provider's own start page. */
export function targetWords(row: LedgerRow, providers: readonly ProviderFacts[]): string {
  if (row.target === null) return '';
  const targets = providers.find(({ provider }) => provider === row.provider)?.targets ?? [];
  return targets.find(({ id }) => id === row.target)?.name ?? row.target;
}
