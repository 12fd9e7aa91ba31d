import { Choice, ChoiceItem } from '../../components/Choice.tsx';
import './segmented.css';

interface SegmentedProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; name: string }[];
  onChange: (value: T) => void;
}

/** A choice among a few short words, all visible. */
export function Segmented<T extends string>({ options, ...rest }: SegmentedProps<T>) {
  return (
    <Choice className="segmented" {...rest}>
      {options.map(({ value, name }) => (
        <ChoiceItem className="segment" key={value} value={value}>
          {name}
        </ChoiceItem>
      ))}
    </Choice>
  );
}
