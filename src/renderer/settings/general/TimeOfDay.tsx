import { type Clock, clockTime } from '../../../shared/format.ts';
import { useNow } from '../../hooks/use-now.ts';
import { Row } from '../Section.tsx';
import { Segmented } from './Segmented.tsx';

const choices: readonly { value: Clock; name: string }[] = [
  { value: 'system', name: 'System' },
  { value: '12h', name: '12 h' },
  { value: '24h', name: '24 h' },
];

/** How times of day are written. The present time shows what a choice does. */
export function TimeOfDay({ clock, onChange }: { clock: Clock; onChange: (clock: Clock) => void }) {
  const now = useNow(1_000, true);
  return (
    <Row label="Time of day" hint={`It is ${clockTime(new Date(now).toISOString())}.`}>
      <Segmented label="Time of day" value={clock} options={choices} onChange={onChange} />
    </Row>
  );
}
