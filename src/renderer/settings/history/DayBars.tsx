import { Toolbar } from '@base-ui/react/toolbar';
import { calendarDate, countOf } from '../../../shared/format.ts';
import type { DayCount } from '../../../shared/ledger.ts';
import { useDays } from './use-days.ts';
import type { LedgerQuery } from './use-ledger.ts';
import './day-bars.css';

interface DayBarsProps {
  /** Whose log-ins are counted, whatever their time. */
  query: LedgerQuery;
  chosen: DayCount | null;
  /** Null: all days again. */
  onChoose: (day: DayCount | null) => void;
}

/** How many log-ins each of the last days had. A day with some can be chosen. */
export function DayBars({ query, chosen, onChoose }: DayBarsProps) {
  const days = useDays(query);
  const [first] = days;
  const most = Math.max(...days.map(({ count }) => count));
  if (!first || most === 0) return null;
  const all = days.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="day-bars">
      <Toolbar.Root
        className="day-bars-days"
        aria-label={`Log-ins per day: ${countOf(all, 'log-in')} in ${countOf(days.length, 'day')}`}
      >
        {days.map((day) => {
          const height = { height: `${(100 * day.count) / most}%` };
          if (day.count === 0) return <span className="day-bar" key={day.since} />;
          const isChosen = day.since === chosen?.since;
          const words = `${countOf(day.count, 'log-in')} on ${calendarDate(day.since)}`;
          return (
            <Toolbar.Button
              className="day-bar"
              key={day.since}
              aria-label={words}
              aria-pressed={isChosen}
              title={words}
              onClick={() => onChoose(isChosen ? null : day)}
            >
              <span className="day-bar-count" style={height} />
            </Toolbar.Button>
          );
        })}
      </Toolbar.Root>
      <p className="day-bars-ends" aria-hidden="true">
        <span>{calendarDate(first.since)}</span>
        <span>Log-ins per day</span>
        <span>today</span>
      </p>
    </div>
  );
}
