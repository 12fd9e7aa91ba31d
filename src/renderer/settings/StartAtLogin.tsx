import { Switch } from '../components/Switch.tsx';

interface StartAtLoginProps {
  startAtLogin: boolean;
  onChange: (startAtLogin: boolean) => void;
}

export function StartAtLogin({ startAtLogin, onChange }: StartAtLoginProps) {
  return (
    <Switch
      label="Start when I sign in to this computer"
      hint="Latchkey then waits in the tray, without a window."
      checked={startAtLogin}
      onChange={onChange}
    />
  );
}
