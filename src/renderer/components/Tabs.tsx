import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { Icon, type IconName } from './Icon.tsx';
import './tabs.css';

interface Tab<T extends string> {
  id: T;
  name: string;
  icon?: IconName;
  /** Shown as a dot; said as "needs attention". */
  attention?: boolean;
}

interface TabsProps<T extends string> {
  label: string;
  tabs: readonly Tab<T>[];
  selected: T;
  onSelect: (id: T) => void;
  /** `vertical`: the list of sections at the side of a window. */
  orientation?: 'horizontal' | 'vertical';
}

const steps: Partial<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** One Tab stop; arrows, Home and End move and select. Goes with a `TabPanel` that has the same `id`. */
export function Tabs<T extends string>({ label, tabs, selected, onSelect, orientation = 'horizontal' }: TabsProps<T>) {
  const list = useRef<HTMLDivElement>(null);

  const move = (event: KeyboardEvent): void => {
    const at = tabs.findIndex((tab) => tab.id === selected);
    const step = steps[event.key];
    const to =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? tabs.length - 1
          : step === undefined
            ? null
            : (at + step + tabs.length) % tabs.length;
    const tab = to === null ? undefined : tabs[to];
    if (!tab) return;
    event.preventDefault();
    onSelect(tab.id);
    list.current?.querySelector<HTMLElement>(`#tab-${tab.id}`)?.focus();
  };

  return (
    <div
      className="tabs"
      ref={list}
      role="tablist"
      aria-label={label}
      aria-orientation={orientation}
      onKeyDown={move}
      data-orientation={orientation}
    >
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          className="tab"
          id={`tab-${tab.id}`}
          aria-selected={tab.id === selected}
          aria-controls={tab.id === selected ? `panel-${tab.id}` : undefined}
          tabIndex={tab.id === selected ? 0 : -1}
          onClick={() => onSelect(tab.id)}
        >
          {tab.icon && <Icon name={tab.icon} />}
          <span>{tab.name}</span>
          {tab.attention && (
            <span className="tab-attention">
              <span className="visually-hidden">, needs attention</span>
            </span>
          )}
        </button>
      ))}
    </div>
  );
}

export function TabPanel({ id, children }: { id: string; children: ReactNode }) {
  return (
    <div className="tab-panel" role="tabpanel" id={`panel-${id}`} aria-labelledby={`tab-${id}`}>
      {children}
    </div>
  );
}
