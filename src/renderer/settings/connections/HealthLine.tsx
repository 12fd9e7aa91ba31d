import type { ConnectionHealth } from '../../../shared/connection.ts';
import { Icon } from '../../components/Icon.tsx';
import { Spinner } from '../../components/Spinner.tsx';
import { healthWords } from '../words.ts';
import './health-line.css';

const icons = { well: 'check', waiting: 'clock', attention: 'warning' } as const;

/** How a connection is doing. `now` in ms. */
export function HealthLine({ health, now }: { health: ConnectionHealth; now: number }) {
  const { tone, words } = healthWords(health, now);
  return (
    <span className="health-line" data-health={tone}>
      {tone === 'busy' ? <Spinner /> : <Icon name={icons[tone]} />}
      <span>{words}</span>
    </span>
  );
}
