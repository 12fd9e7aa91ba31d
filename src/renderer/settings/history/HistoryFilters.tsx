import { finalOutcomes, type LedgerFilter, type LedgerRow } from '../../../shared/ledger.ts';
import { Button } from '../../components/Button.tsx';
import { Select } from '../../components/Select.tsx';
import { outcomes } from '../words.ts';

const periods = [
  { value: 'any', name: 'Any time', days: null },
  { value: 'today', name: 'Today', days: 0 },
  { value: 'week', name: 'Last 7 days', days: 6 },
  { value: 'month', name: 'Last 30 days', days: 29 },
] as const;

const anyOutcome = { value: 'any', name: 'Any outcome' } as const;
const outcomeChoices = [anyOutcome, ...finalOutcomes.map((value) => ({ value, name: outcomes[value] }))];

/** What the history is narrowed to, as the controls have it. */
export interface HistoryChoice {
  period: (typeof periods)[number]['value'];
  outcome: (typeof outcomeChoices)[number]['value'];
  customer: Pick<LedgerRow, 'accountId' | 'accountName'> | null;
}

export const everything: HistoryChoice = { period: 'any', outcome: 'any', customer: null };

/** `now` in ms. Days begin at midnight of this machine. */
export function filterOf({ period, outcome, customer }: HistoryChoice, now: number): LedgerFilter {
  const days = periods.find(({ value }) => value === period)?.days ?? null;
  const midnight = new Date(now);
  midnight.setHours(0, 0, 0, 0);
  if (days !== null) midnight.setDate(midnight.getDate() - days);
  return {
    ...(days === null ? {} : { since: midnight.toISOString() }),
    ...(outcome === 'any' ? {} : { outcome }),
    ...(customer ? { accountId: customer.accountId } : {}),
  };
}

interface HistoryFiltersProps {
  choice: HistoryChoice;
  onChange: (choice: HistoryChoice) => void;
}

export function HistoryFilters({ choice, onChange }: HistoryFiltersProps) {
  const { customer } = choice;
  return (
    <div className="history-filters">
      <Select
        aria-label="Period"
        value={choice.period}
        options={periods}
        onChange={(period) => onChange({ ...choice, period })}
      />
      <Select
        aria-label="Outcome"
        value={choice.outcome}
        options={outcomeChoices}
        onChange={(outcome) => onChange({ ...choice, outcome })}
      />
      {customer && (
        <Button
          icon="cross"
          aria-label={`Only ${customer.accountName}: show all customers`}
          onClick={() => onChange({ ...choice, customer: null })}
        >
          Only {customer.accountName}
        </Button>
      )}
    </div>
  );
}
