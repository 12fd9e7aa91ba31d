import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { ReactNode } from 'react';

interface ChoiceProps<T extends string> {
  /** Said by screen readers. */
  label: string;
  className: string;
  value: T;
  onChange: (value: T) => void;
  children: ReactNode;
}

/** One of a few, all visible. One Tab stop; the arrows move and choose. */
export function Choice<T extends string>({ label, className, value, onChange, children }: ChoiceProps<T>) {
  return (
    <RadioGroup className={className} aria-label={label} value={value} onValueChange={onChange}>
      {children}
    </RadioGroup>
  );
}

/** Has its name from its words, from a `label` for its `id`, or from `aria-label`. */
export function ChoiceItem(props: Radio.Root.Props<string>) {
  return <Radio.Root {...props} nativeButton render={<button type="button" />} />;
}
