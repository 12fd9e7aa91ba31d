import type { ReactNode } from 'react';
import type { Platform } from '../../../shared/platform.ts';
import { Icon } from '../../components/Icon.tsx';

/** Some Linux desktops have no tray, so say how to open Latchkey without its icon. */
export function TrayHint({ platform }: { platform: Platform }) {
  if (platform !== 'linux') return null;
  return <Hint>Some desktops show no tray icon. Starting Latchkey again opens it just as well.</Hint>;
}

export function Hint({ children }: { children: ReactNode }) {
  return (
    <p className="first-run-hint">
      <Icon name="info" />
      <span>{children}</span>
    </p>
  );
}
