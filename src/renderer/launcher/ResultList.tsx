import { type CSSProperties, type MouseEvent, memo, type RefObject, useMemo } from 'react';
import { relativeTime } from '../../shared/format.ts';
import { Icon } from '../components/Icon.tsx';
import { KeyCap } from '../components/KeyCap.tsx';
import { partsOf } from './drawn-lines.ts';
import { linesOf } from './list-lines.ts';
import { nameEnds } from './name-ends.ts';
import { optionId, ResultRow } from './ResultRow.tsx';
import { landingWords, rowWords, shortLabels, widestLabel } from './row-words.ts';
import { factsOf, type Item, rowLanding } from './state/items.ts';
import type { Send } from './state/use-launcher.ts';
import type { LauncherView } from './state/view.ts';
import { textWidth } from './text-width.ts';
import { evidenceWords } from './ticket-words.ts';
import { useDrawnLines } from './use-drawn-lines.ts';
import './results.css';

export const listId = 'results';

/** What the list shows. While it stays the same, nothing of the list is rendered again. */
const shownFields = [
  'items',
  'index',
  'listId',
  'shown',
  'outOfSight',
  'app',
  'attempt',
  'typedTarget',
  'typedPage',
  'typedUser',
  'unread',
] as const;

interface ResultListProps {
  launcher: Pick<LauncherView, (typeof shownFields)[number]>;
  /** The text that the rows answer; undefined before the first answer. */
  answers: string | undefined;
  send: Send;
  /** The box that scrolls the rows. */
  list: RefObject<HTMLDivElement | null>;
  now: number;
  /** Show the numbers of the rows that a number key takes. */
  numbered: boolean;
}

/** The listbox: accounts, under headings while nothing is typed, or what can be done if there are none. */
export const ResultList = memo(DrawnList, (before, after) => {
  if (before.now !== after.now || before.numbered !== after.numbered || before.send !== after.send) return false;
  if (before.answers !== after.answers) return false;
  return shownFields.every((field) => before.launcher[field] === after.launcher[field]);
});

function DrawnList({ launcher, answers, send, list, now, numbered }: ResultListProps) {
  const { items, index, shown, outOfSight } = launcher;
  const { lines, groups } = useMemo(() => linesOf(items), [items]);
  const labels = useMemo(() => labelsOf(launcher.app.connections), [launcher.app.connections]);
  const ends = useMemo(
    () => nameEnds(items.flatMap((item) => (item.type === 'account' ? item.row.name : []))),
    [items],
  );
  const columns = useMemo(() => columnsOf(labels.column, items, now), [labels, items, now]);
  const { places, isDrawn } = useDrawnLines({
    list,
    lines,
    listId: launcher.listId,
    active: index < 0 ? -1 : lines.findIndex((line) => line.index === index),
    // The heading above the first row belongs to it.
    activeIsFirst: index === 0,
    onLook: ({ first: from, last: to, isActiveInSight }) => {
      const headings = (before: number): number => lines.slice(0, before).filter(({ item }) => item === null).length;
      const [first, last] = [from - headings(from), to - headings(to + 1)];
      const away = isActiveInSight ? null : (items[index]?.key ?? null);
      if (first === shown.first && last === shown.last && away === outOfSight) return;
      send({ type: 'scrolled', shown: { first, last }, outOfSight: away });
    },
  });

  const optionsOf = (from: number, to: number) =>
    partsOf(from, to, places, isDrawn).map((part) => {
      if (part.line === null) return <div key={`before ${part.before}`} style={{ height: part.room }} />;
      const line = lines[part.line];
      if (!line?.item) return null;
      const nth = line.index - shown.first + 1;
      return (
        <Line
          key={line.key}
          item={line.item}
          index={line.index}
          number={numbered && nth >= 1 && nth <= 9 && line.index <= shown.last ? nth : null}
          launcher={launcher}
          labels={labels}
          ends={ends}
          now={now}
        />
      );
    });

  return (
    <div
      className="results"
      id={listId}
      ref={list}
      role="listbox"
      aria-label="Customers"
      tabIndex={-1}
      data-answers={answers}
      data-unread={launcher.unread?.because}
      data-dated={columns['--times'] !== undefined || undefined}
      style={columns as CSSProperties}
      {...pointerOf(items, send)}
    >
      {groups.map(({ name, heading, from, to }) =>
        name === null ? (
          optionsOf(from, to)
        ) : (
          <fieldset className="results-group" key={heading?.key}>
            <legend className="results-heading" data-line={heading?.key}>
              {name}
            </legend>
            {optionsOf(from, to)}
          </fieldset>
        ),
      )}
    </div>
  );
}

/** Labels for their column, and for a row that says where Enter leads. By connection: see `shortLabels`. */
interface Labels {
  column: ReadonlyMap<string, string>;
  besideLanding: ReadonlyMap<string, string>;
}

const labelsOf = (connections: LauncherView['app']['connections']): Labels => ({
  column: shortLabels(connections, textWidth, widestLabel.column),
  besideLanding: shortLabels(connections, textWidth, widestLabel.besideLanding),
});

/** So that the columns stay where they are while times that are hardly wider come and go. */
const step = 16;

/** The columns of labels and of times are as wide as the widest one. Without times, there is no column of them. */
function columnsOf(labels: ReadonlyMap<string, string>, items: readonly Item[], now: number) {
  const widest = (texts: Iterable<string>): number => Math.ceil(Math.max(0, ...[...texts].map(textWidth)));
  const opened = items.flatMap((item) => (item.type === 'account' ? (item.row.lastLogInAt ?? []) : []));
  const times = widest(new Set(opened.map((at) => relativeTime(at, now))));
  return {
    '--labels': `${widest(labels.values())}px`,
    '--times': times === 0 ? undefined : `${Math.ceil(times / step) * step}px`,
  };
}

/** For keys see use-list-keys.ts. */
function pointerOf(items: readonly Item[], send: Send) {
  const itemAt = ({ target }: MouseEvent): Item | undefined => {
    const line = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
    return line ? items[Number(line.dataset['index'])] : undefined;
  };
  return {
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
}

interface LineProps {
  item: Item;
  index: number;
  /** The number key that takes this row, if it is to be shown. */
  number: number | null;
  launcher: ResultListProps['launcher'];
  labels: Labels;
  /** By name: see `nameEnds`. */
  ends: ReadonlyMap<string, number>;
  now: number;
}

function Line({ item, index, number, launcher, labels, ends, now }: LineProps) {
  const { app, attempt, items } = launcher;
  const active = index === launcher.index;
  if (item.type !== 'account') {
    return (
      <div
        className="result offer"
        id={optionId(index)}
        data-index={index}
        data-line={item.key}
        role="option"
        tabIndex={-1}
        aria-selected={active}
        aria-setsize={items.length}
        aria-posinset={index + 1}
        data-active={active || undefined}
        data-done={(item.type === 'offer' && item.isDone) || undefined}
      >
        {item.type === 'window' && number !== null ? (
          <span className="result-keys">
            <KeyCap keys={[String(number)]} />
          </span>
        ) : (
          <Icon name={item.icon} />
        )}
        <span className="result-name">
          {item.name}
          {item.type === 'offer' && item.isDone && <span className="visually-hidden">, done</span>}
        </span>
      </div>
    );
  }
  const { row } = item;
  const at = attempt?.row.accountId === row.accountId ? attempt.stage.at : null;
  const connection = app.connections.find(({ connectionId }) => connectionId === row.connectionId);
  const words = rowWords(row, app);
  const { found = null } = item;
  const { place, shortPlace, user } = rowLanding(row, launcher);
  const isSaid = found?.text === words.where.text;
  return (
    <ResultRow
      row={row}
      nameEnd={ends.get(row.name) ?? null}
      active={active}
      busy={at === 'working' || at === 'question' ? at : null}
      landing={landingWords(place, user)}
      placeShown={shortPlace}
      userShown={user}
      mark={factsOf(row, app)?.mark ?? '?'}
      colour={connection?.colour ?? 'grey'}
      connectionLabel={connection?.label ?? ''}
      labelShown={words.connectionLabel && (labels.column.get(row.connectionId) ?? words.connectionLabel)}
      shortLabel={words.connectionLabel && (labels.besideLanding.get(row.connectionId) ?? words.connectionLabel)}
      whereField={words.where.field}
      whereText={isSaid ? '' : words.where.text}
      found={found && evidenceWords(found, row)}
      sample={connection?.sandbox ?? false}
      how={at === null ? 'open' : (attempt?.how ?? 'open')}
      index={index}
      total={items.length}
      number={number}
      now={now}
    />
  );
}
