import { type MouseEvent, useEffect, useRef } from 'react';
import { Icon } from '../components/Icon.tsx';
import { optionId, ResultRow } from './ResultRow.tsx';
import { rowWords } from './row-words.ts';
import { factsOf, type Item, landingOf } from './state/items.ts';
import type { Send } from './state/use-launcher.ts';
import type { LauncherView } from './state/view.ts';
import './results.css';

export const listId = 'results';

interface ResultListProps {
  launcher: LauncherView;
  send: Send;
  now: number;
}

/** The listbox: accounts, under headings while nothing is typed, or what can be done if there are none. */
export function ResultList({ launcher, send, now }: ResultListProps) {
  const { items, index } = launcher;
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    list.current?.querySelector(`#${optionId(index)}`)?.scrollIntoView({ block: 'nearest' });
    // The heading above the first row belongs to it.
    if (index === 0) list.current?.scrollTo({ top: 0 });
  }, [index]);

  const itemAt = ({ target }: MouseEvent): Item | undefined => {
    const line = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
    return line ? items[Number(line.dataset['index'])] : undefined;
  };

  /** For keys see use-list-keys.ts. */
  const pointer = {
    onClick: (event: MouseEvent) => {
      const item = itemAt(event);
      if (item) send({ type: 'command', command: { do: 'press', key: item.key, nth: event.detail } });
    },
    onContextMenu: (event: MouseEvent) => {
      event.preventDefault();
      const item = itemAt(event);
      if (item) send({ type: 'command', command: { do: 'press-actions', key: item.key } });
    },
  };

  return (
    <div
      className="results"
      id={listId}
      ref={list}
      role="listbox"
      aria-label="Customers"
      tabIndex={-1}
      data-unread={launcher.unread?.because}
      {...pointer}
    >
      {groupsOf(items).map(({ name, from, members }) => {
        const options = members.map((item, i) => (
          <Line key={item.key} item={item} index={from + i} launcher={launcher} now={now} />
        ));
        return name === null ? (
          options
        ) : (
          <fieldset className="results-group" key={name}>
            <legend className="results-heading">{name}</legend>
            {options}
          </fieldset>
        );
      })}
    </div>
  );
}

function groupsOf(items: readonly Item[]): { name: string | null; from: number; members: Item[] }[] {
  const groups: { name: string | null; from: number; members: Item[] }[] = [];
  items.forEach((item, index) => {
    const name = item.type === 'account' ? item.group : null;
    const last = groups.at(-1);
    if (last && last.name === name) last.members.push(item);
    else groups.push({ name, from: index, members: [item] });
  });
  return groups;
}

interface LineProps {
  item: Item;
  index: number;
  launcher: LauncherView;
  now: number;
}

function Line({ item, index, launcher, now }: LineProps) {
  const { app, attempt } = launcher;
  const active = index === launcher.index;
  if (item.type === 'offer') {
    return (
      <div
        className="result offer"
        id={optionId(index)}
        data-index={index}
        role="option"
        tabIndex={-1}
        aria-selected={active}
        data-active={active || undefined}
      >
        <Icon name={item.icon} />
        <span className="result-name">{item.name}</span>
      </div>
    );
  }
  const { row } = item;
  const at = attempt?.row.accountId === row.accountId ? attempt.stage.at : null;
  const connection = app.connections.find(({ connectionId }) => connectionId === row.connectionId);
  const words = rowWords(row, app);
  return (
    <ResultRow
      row={row}
      active={active}
      busy={at === 'working' || at === 'question' ? at : null}
      landing={landingOf(row, launcher.typedTarget, app)?.name ?? null}
      mark={factsOf(row, app)?.mark ?? '?'}
      colour={connection?.colour ?? 'grey'}
      connectionLabel={connection?.label ?? ''}
      labelShown={words.connectionLabel !== null}
      whereField={words.where.field}
      whereText={words.where.text}
      sample={connection?.sandbox ?? false}
      how={at === null ? 'open' : (attempt?.how ?? 'open')}
      index={index}
      now={now}
    />
  );
}
