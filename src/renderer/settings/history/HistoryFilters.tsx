import { calendarDate } from '../../../shared/format.ts';
import { type DayCount, finalOutcomes, type LedgerFilter, type LedgerRow } from '../../../shared/ledger.ts';
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
  /** Of the bars. It comes before the period. */
  day: DayCount | null;
}

export const everything: HistoryChoice = { period: 'any', outcome: 'any', customer: null, day: null };

/** `now` in ms. Days begin at midnight of this machine. */
export function filterOf({ period, outcome, customer, day }: HistoryChoice, now: number): LedgerFilter {
  const days = periods.find(({ value }) => value === period)?.days ?? null;
  const midnight = new Date(now);
  if (days !== null) midnight.setDate(midnight.getDate() - days);
  // Last: today may begin at one, and the other day at midnight.
  midnight.setHours(0, 0, 0, 0);
  const time = day ? { since: day.since, until: day.until } : days === null ? {} : { since: midnight.toISOString() };
  return {
    ...time,
    ...(outcome === 'any' ? {} : { outcome }),
    ...(customer ? { accountId: customer.accountId } : {}),
  };
}

interface HistoryFiltersProps {
  choice: HistoryChoice;
  onChange: (choice: HistoryChoice) => void;
}

export function HistoryFilters({ choice, onChange }: HistoryFiltersProps) {
  const { customer, day } = choice;
  return (
    <div className="history-filters">
      <Select
        aria-label="Period"
        value={choice.period}
        options={periods}
        onChange={(period) => onChange({ ...choice, period, day: null })}
      />
      <Select
        aria-label="Outcome"
        value={choice.outcome}
        options={outcomeChoices}
        onChange={(outcome) => onChange({ ...choice, outcome })}
      />
      {day && (
        <Button
          icon="cross"
          aria-label={`Only ${calendarDate(day.since)}: show all days`}
          onClick={() => onChange({ ...choice, day: null })}
        >
          Only {calendarDate(day.since)}
        </Button>
      )}
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
