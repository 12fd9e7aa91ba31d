import { wholeNumber } from '../../shared/format.ts';

/** One figure of a preview. */
export function Count({ name, value }: { name: string; value: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{wholeNumber(value)}</dd>
    </div>
  );
}
