import { Tabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';
import './tabs.css';

interface TabGroupProps<T extends string> {
  className: string;
  selected: T;
  onSelect: (id: T) => void;
  /** How the names are laid out: the arrows that move between them follow it. */
  orientation: 'horizontal' | 'vertical';
  /** A `TabList` and a `TabPanel`. */
  children: ReactNode;
}

/** Pages of which one is shown, and the list of their names. */
export function TabGroup<T extends string>({ selected, onSelect, ...rest }: TabGroupProps<T>) {
  return <Tabs.Root {...rest} value={selected} onValueChange={onSelect} />;
}

interface TabListProps {
  label: string;
  tabs: readonly {
    id: string;
    name: string;
    icon: IconName;
    /** Shown as a dot; said as "needs attention". */
    attention: boolean;
  }[];
}

/** One Tab stop; the arrows, Home and End move and select. */
export function TabList({ label, tabs }: TabListProps) {
  return (
    <Tabs.List className="tabs" aria-label={label} activateOnFocus>
      {tabs.map(({ id, name, icon, attention }) => (
        <Tabs.Tab className="tab" key={id} value={id} id={`tab-${id}`}>
          <Icon name={icon} />
          <span>{name}</span>
          {attention && (
            <span className="tab-attention">
              <span className="visually-hidden">, needs attention</span>
            </span>
          )}
        </Tabs.Tab>
      ))}
    </Tabs.List>
  );
}

/** No stop of Tab itself: every page begins with controls of its own. */
export function TabPanel({ id, children }: { id: string; children: ReactNode }) {
  return (
    <Tabs.Panel className="tab-panel" value={id} tabIndex={undefined}>
      {children}
    </Tabs.Panel>
  );
}
