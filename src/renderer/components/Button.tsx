import { Button as Pressable } from '@base-ui/react/button';
import type { ButtonHTMLAttributes } from 'react';
import { Icon, type IconName } from './Icon.tsx';
import { Spinner } from './Spinner.tsx';
import './button.css';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  icon?: IconName;
  /** Keeps its size and its focus, and ignores further presses. */
  busy?: boolean;
}

export function Button({ variant = 'secondary', icon, busy = false, disabled, children, ...rest }: ButtonProps) {
  return (
    <Pressable
      {...rest}
      className="button"
      data-variant={variant}
      aria-busy={busy || undefined}
      disabled={busy || disabled}
      focusableWhenDisabled={busy}
    >
      {busy ? <Spinner /> : icon && <Icon name={icon} />}
      {children}
    </Pressable>
  );
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** Said by screen readers and shown as a tooltip. */
  label: string;
  icon: IconName;
}

export function IconButton({ label, icon, ...rest }: IconButtonProps) {
  return (
    <Pressable {...rest} className="icon-button" aria-label={label} title={label}>
      <Icon name={icon} />
    </Pressable>
  );
}
