import { useEffect, useEffectEvent, useState } from 'react';
import { ownerOfKeys } from './decide.ts';
import { commandOf } from './launcher-keys.ts';
import type { SearchField, Send } from './use-launcher.ts';
import type { LauncherView } from './view.ts';

/** The keys of the list, wherever the focus is, unless a palette, an editor or the field of a prompt gets them. */
export function useListKeys(launcher: LauncherView, send: Send, field: SearchField): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const owner = ownerOfKeys(launcher);
    if (owner === 'none') return event.preventDefault();
    const { target } = event;
    const inList = target === field.input.current || target === document.body;
    const command = commandOf(event, launcher.app.platform);
    const inPreview = target instanceof Element && target.matches('.preview');
    // A letter typed while nothing has the focus that takes letters belongs to the text field.
    if (!command && (target === document.body || inPreview) && event.key.length === 1) field.focus();
    if (!command || owner !== 'list' || event.defaultPrevented) return;
    // On a button, Enter and Tab belong to the button. In the field of a prompt, every key belongs to the field.
    if (!inList && !inPreview && (command.do === 'log-in' || target instanceof HTMLInputElement)) return;
    if (!inList && command.do === 'targets') return;
    event.preventDefault();
    // SECURITY: a held Enter must not answer the question that it raised.
    if (event.repeat && command.do !== 'move') return;
    send({ type: 'command', command: command.do === 'move' && event.repeat ? { ...command, held: true } : command });
  });
  /** Undo in the Edit menu of macOS. */
  const edit = useEffectEvent((event: InputEvent) => {
    if (event.inputType !== 'historyUndo' || event.target !== field.input.current) return;
    event.preventDefault();
    send({ type: 'command', command: { do: 'undo' } });
  });
  useEffect(() => {
    document.addEventListener('keydown', press);
    document.addEventListener('beforeinput', edit);
    return () => {
      document.removeEventListener('keydown', press);
      document.removeEventListener('beforeinput', edit);
    };
  }, []);
}

/** While Ctrl (or Cmd) is held, the first nine rows show their numbers. */
export function useModKey(platform: string, visible: boolean): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    const mod = platform === 'darwin' ? 'Meta' : 'Control';
    const change = (event: KeyboardEvent): void => {
      if (event.key === mod) setHeld(event.type === 'keydown');
    };
    const release = (): void => setHeld(false);
    document.addEventListener('keydown', change);
    document.addEventListener('keyup', change);
    window.addEventListener('blur', release);
    return () => {
      document.removeEventListener('keydown', change);
      document.removeEventListener('keyup', change);
      window.removeEventListener('blur', release);
    };
  }, [platform]);
  return held && visible;
}
