import { Switch as Base } from '@base-ui/react/switch';
import { type ReactNode, useId } from 'react';
import './switch.css';

interface SwitchProps {
  label: string;
  hint?: ReactNode;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}

/** Takes effect at once. */
export function Switch({ label, hint, checked, onChange, ...rest }: SwitchProps) {
  const id = useId();
  return (
    <div className="toggle">
      <Base.Root
        {...rest}
        id={id}
        className="switch"
        nativeButton
        render={<button type="button" />}
        checked={checked}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onCheckedChange={onChange}
      >
        <Base.Thumb className="switch-thumb" />
      </Base.Root>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
