import { describe, expect, it } from 'vitest';
import { autostartEntry } from '../../src/main/desktop/login-item.ts';

describe('the autostart entry of Linux', () => {
  it('starts the program hidden', () => {
    expect(autostartEntry({ path: '/opt/Latchkey/latchkey', args: [] })).toBe(
      [
        '[Desktop Entry]',
        'Type=Application',
        'Name=Latchkey',
        'Exec="/opt/Latchkey/latchkey" "--hidden"',
        'Terminal=false',
        'X-GNOME-Autostart-enabled=true',
        '',
      ].join('\n'),
    );
  });

  it('cannot be led astray by the path of the program', () => {
    const entry = autostartEntry({ path: '/home/a b/100% "mine"/$HOME/`x`\\y\nHidden=true', args: [] });
    const exec = entry.split('\n')[3];
    expect(exec).toBe('Exec="/home/a b/100%% \\\\"mine\\\\"/\\\\$HOME/\\\\`x\\\\`\\\\\\\\y\\nHidden=true" "--hidden"');
    expect(entry.split('\n')).toHaveLength(7);
  });
});
