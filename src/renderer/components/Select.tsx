import { Select as Base } from '@base-ui/react/select';
import { useRef } from 'react';
import { useFieldAttributes } from './Field.tsx';
import { Icon } from './Icon.tsx';
import './select.css';

interface SelectProps<T extends string> {
  /** Not needed inside a `Field`. */
  'aria-label'?: string;
  ref?: React.Ref<HTMLButtonElement>;
  value: T;
  options: readonly { value: T; name: string }[];
  onChange: (value: T) => void;
}

/** A button that opens a list; typed letters find an option, in the open list and without it. */
export function Select<T extends string>({ value, options, onChange, ref, 'aria-label': label }: SelectProps<T>) {
  /** The list belongs to the part of the page that its button is in: screen readers move by these parts. */
  const part = useRef<HTMLElement>(null);
  const chosen = options.find((option) => option.value === value);
  return (
    <Base.Root modal={false} value={value} onValueChange={(next) => next !== null && next !== value && onChange(next)}>
      <Base.Trigger {...useFieldAttributes()} ref={ref} className="select" aria-label={label}>
        <Base.Value
          className="select-value"
          ref={(element) => {
            part.current = element?.closest<HTMLElement>('main, [role="dialog"]') ?? null;
          }}
        >
          {chosen?.name}
        </Base.Value>
        <Icon name="choices" />
      </Base.Trigger>
      <Base.Portal className="select-portal" container={part}>
        <Base.Positioner
          className="select-place"
          alignItemWithTrigger={false}
          positionMethod="fixed"
          align="end"
          sideOffset={4}
          collisionPadding={8}
        >
          <Base.Popup className="select-popup">
            <Base.List>
              {options.map((option) => (
                <Base.Item className="select-option" key={option.value} value={option.value}>
                  <Base.ItemText className="select-name">{option.name}</Base.ItemText>
                  <Base.ItemIndicator className="select-check">
                    <Icon name="check" />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
