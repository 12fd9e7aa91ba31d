import { useEffect, useState } from 'react';
import type { Input } from '../../../shared/contract.ts';
import type { WindowBrowsers } from '../../../shared/own-windows.ts';
import type { Settings } from '../../../shared/settings.ts';
import { latchkey } from '../../api.ts';
import { Field } from '../../components/Field.tsx';
import { Select } from '../../components/Select.tsx';
import { Group } from '../Section.tsx';

interface OwnWindowsProps {
  settings: Settings;
  put: (change: Input<'changeSettings'>) => void;
}

const limitsMinutes = [15, 30, 60, 120, 240, 480];

/** The windows of customers' own: in which browser, and for how long. */
export function OwnWindows({ settings, put }: OwnWindowsProps) {
  const { windowBrowser, windowLimitMinutes } = settings;
  const browsers = useBrowsers(windowBrowser);
  const limits = [...new Set([...limitsMinutes, windowLimitMinutes ?? 15])].sort((a, b) => a - b);
  return (
    <Group title="Windows of customers’ own">
      <Field label="Browser" hint={browsers && hintOf(browsers, windowBrowser)}>
        <Select
          value={windowBrowser ?? ''}
          options={optionsOf(browsers, windowBrowser)}
          onChange={(id) => put({ windowBrowser: id === '' ? null : id })}
        />
      </Field>
      <Field label="Close a window" hint="Latchkey warns you ten minutes and one minute before.">
        <Select
          value={String(windowLimitMinutes ?? '')}
          options={[
            { value: '', name: 'When I close it' },
            ...limits.map((minutes) => ({ value: String(minutes), name: limitWords(minutes) })),
          ]}
          onChange={(minutes) => put({ windowLimitMinutes: minutes === '' ? null : Number(minutes) })}
        />
      </Field>
    </Group>
  );
}

/** Null until they are known. Looked for again with each choice. */
function useBrowsers(chosen: string | null): WindowBrowsers | null {
  const [browsers, setBrowsers] = useState<WindowBrowsers | null>(null);
  useEffect(() => {
    let isShown = true;
    void latchkey.findWindowBrowsers({}).then((answer) => {
      if (isShown && answer.ok) setBrowsers(answer.value);
    });
    return () => {
      isShown = false;
    };
  }, [chosen]);
  return browsers;
}

function optionsOf(browsers: WindowBrowsers | null, chosen: string | null): { value: string; name: string }[] {
  const found = browsers?.found ?? [];
  const [first] = found;
  const isMissing = chosen !== null && !found.some(({ id }) => id === chosen);
  return [
    { value: '', name: first ? `Default (${first.name})` : 'Default' },
    ...found.map(({ id, name }) => ({ value: id, name })),
    ...(isMissing ? [{ value: chosen, name: browsers ? `${chosen} (not installed)` : chosen }] : []),
  ];
}

function hintOf({ confined, found, used }: WindowBrowsers, chosen: string | null): string {
  const unusable =
    confined.length === 0
      ? ''
      : ` ${confined.join(' and ')} cannot be used: a snap or flatpak may not use Latchkey’s folder.`;
  if (found.length === 0)
    return `No browser here can do this. Install Chromium, Chrome, Edge, Brave, Vivaldi or Firefox.${unusable}`;
  if (!used && chosen !== null) return `The browser that you chose is not installed any more.${unusable}`;
  return `Chromium, Chrome, Edge, Brave, Vivaldi and Firefox can do this.${unusable}`;
}

export const limitWords = (minutes: number): string =>
  minutes < 60
    ? `${minutes} minutes after the log-in`
    : `${minutes / 60} ${minutes === 60 ? 'hour' : 'hours'} after the log-in`;
