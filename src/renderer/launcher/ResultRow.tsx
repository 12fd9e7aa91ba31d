import { memo } from 'react';
import type { AccountRow, MatchedField } from '../../shared/account.ts';
import type { ConnectionColour } from '../../shared/connection.ts';
import { relativeTime } from '../../shared/format.ts';
import { ProviderMark } from '../components/ConnectionMark.tsx';
import { Icon } from '../components/Icon.tsx';
import { KeyCap } from '../components/KeyCap.tsx';
import { Spinner } from '../components/Spinner.tsx';
import { MarkedText } from './MarkedText.tsx';
import { stateWords } from './question-words.ts';

export const optionId = (index: number): string => `result-${index}`;

interface ResultRowProps {
  row: AccountRow;
  /** Where the end of the name begins that is kept when its beginning is cut; null if it is cut at its end. */
  nameEnd: number | null;
  active: boolean;
  /** What the log-in of this row is at. */
  busy: 'working' | 'question' | null;
  how: 'open' | 'copy';
  /** Where Enter leads, if the text says so: all of it, and its parts as the row has room for them. */
  landing: string | null;
  placeShown: string | null;
  userShown: string | null;
  mark: string;
  colour: ConnectionColour;
  connectionLabel: string;
  /** The label as its column has room for it; null if there is no such column. */
  labelShown: string | null;
  /** The same for a narrow row that says where Enter leads. */
  shortLabel: string | null;
  /** See `RowWords`. */
  whereField: MatchedField;
  whereText: string;
  /** What it was found by in a ticket's text. */
  found: string | null;
  sample: boolean;
  index: number;
  /** How many lines the list has. Not all of them are drawn. */
  total: number;
  /** The number key that takes this row, if it is to be shown. */
  number: number | null;
  now: number;
}

/** Takes plain values only, so that a keystroke renders only the rows that change. */
export const ResultRow = memo(function ResultRow(props: ResultRowProps) {
  const { row, nameEnd, active, busy, how, mark, colour, connectionLabel, labelShown, whereField, whereText } = props;
  const { shortLabel, landing, placeShown, userShown } = props;
  const { found, sample, index, total, number, now } = props;
  const state = row.state && stateWords[row.state];
  const { tags, foundTag } = shownTags(row);
  const ago = row.lastLogInAt === null ? null : relativeTime(row.lastLogInAt, now);
  return (
    <div
      className="result"
      id={optionId(index)}
      data-index={index}
      data-line={row.accountId}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      aria-setsize={total}
      aria-posinset={index + 1}
      aria-busy={busy === 'working' || undefined}
      data-nth={number ?? undefined}
      data-landing={landing !== null || undefined}
      data-found={found !== null || undefined}
      data-active={active || undefined}
      data-busy={busy ?? undefined}
    >
      {/* In place of the mark, so that nothing moves. */}
      {number === null ? (
        <ProviderMark mark={mark} colour={colour} />
      ) : (
        <span className="result-keys">
          <KeyCap keys={[String(number)]} />
        </span>
      )}
      <span className="result-words">
        <span className="result-name" dir="auto" data-parted={nameEnd !== null || undefined}>
          {nameEnd === null ? (
            marked(row, 'name', row.name)
          ) : (
            <>
              <span className="result-name-start">{marked(row, 'name', row.name, 0, nameEnd)}</span>
              <span className="result-name-end">{marked(row, 'name', row.name, nameEnd)}</span>
            </>
          )}
        </span>
        {row.idTail && (
          <span className="result-tail mono">
            <VisuallyHidden>id ending</VisuallyHidden>…{row.idTail}
          </span>
        )}
        {found !== null && (
          <span className="result-found">
            <VisuallyHidden>found </VisuallyHidden>
            {found}
          </span>
        )}
        <span className="result-where">
          <VisuallyHidden>{whereMeans[whereField] ?? ''}</VisuallyHidden>
          {whereField === 'id' ? (
            <span className="mono">{marked(row, 'id', whereText)}</span>
          ) : (
            marked(row, whereField, whereText)
          )}
        </span>
      </span>
      {/* Read before the marks that are to the left of it. */}
      <VisuallyHidden>{labelShown === null ? connectionLabel : ''}</VisuallyHidden>
      {labelShown !== null && (
        <span
          className="result-label"
          data-tone={colour}
          data-differs={row.showsConnection || undefined}
          title={connectionLabel}
        >
          {shortLabel === labelShown ? (
            labelShown
          ) : (
            <>
              <span className="result-label-column">{labelShown}</span>
              <span className="result-label-short">{shortLabel}</span>
            </>
          )}
        </span>
      )}
      <span className="result-facts">
        {tags.length > 0 && (
          <span className="result-tags">
            {tags.map((tag) => (
              <span className="badge badge-tag" key={tag} title={tag}>
                <VisuallyHidden />
                {tagWords(tag)}
              </span>
            ))}
          </span>
        )}
        {sample && (
          <span className="badge badge-sample">
            <VisuallyHidden />
            sample
          </span>
        )}
        {state && (
          <span className="badge badge-state">
            <VisuallyHidden />
            {state}
          </span>
        )}
        {foundTag !== null && (
          <span className="badge badge-tag badge-found" title={foundTag}>
            <VisuallyHidden />
            {marked(row, 'tag', foundTag)}
          </span>
        )}
        {row.note && (
          <>
            <Icon name="note" />
            <VisuallyHidden>has a note</VisuallyHidden>
          </>
        )}
        {row.pinned && (
          <>
            <Icon name="pin" />
            <VisuallyHidden>pinned</VisuallyHidden>
          </>
        )}
      </span>
      <span className="result-end" title={busy === 'working' ? undefined : (landing ?? undefined)}>
        {(busy === 'working' || landing || ago) && (
          <>
            <VisuallyHidden />
            {busy === 'working' ? (
              <Working how={how} />
            ) : landing === null ? (
              ago
            ) : (
              <>
                <span className="visually-hidden">{landing}</span>
                {placeShown !== null && (
                  <span className="result-landing" aria-hidden="true">
                    → {placeShown}
                  </span>
                )}
                {userShown !== null && (
                  <span className="result-landing" aria-hidden="true">
                    as {userShown}
                  </span>
                )}
              </>
            )}
          </>
        )}
      </span>
    </div>
  );
});

/** For screen readers: what the marks and icons mean, and the pauses between the parts. */
const VisuallyHidden = ({ children = '' }: { children?: string }) => (
  <span className="visually-hidden">, {children}</span>
);

const Working = ({ how }: { how: 'open' | 'copy' }) => (
  <span className="result-working">
    <Spinner />
    <span className="result-working-words">{how === 'open' ? 'Logging in…' : 'Copying link…'}</span>
  </span>
);

/** What the second text of a row is, unless its look says so. */
const whereMeans: Partial<Record<MatchedField, string>> = { alias: 'also called ', note: 'note: ' };

/** The text, or its letters `from` to `to`, with what was typed marked. */
function marked(row: AccountRow, field: MatchedField, text: string, from = 0, to = text.length): React.ReactNode {
  const { match } = row;
  if (match?.field !== field || match.text !== text) return text.slice(from, to);
  const ranges = match.ranges.map(([first, end]) => [Math.max(first, from) - from, Math.min(end, to) - from] as const);
  return <MarkedText text={text.slice(from, to)} ranges={ranges} />;
}

/** At most two tags, the one in which the letters were found by itself: the others give way to the words of the row. */
function shownTags({ tags, match }: AccountRow): { tags: readonly string[]; foundTag: string | null } {
  const foundTag = match?.field === 'tag' ? match.text : null;
  const others = tags.filter((tag) => tag !== foundTag);
  return { tags: others.slice(0, foundTag === null ? 2 : 1), foundTag };
}

/** As many letters as a row has room for, mostly. */
const longTag = 24;

/** `pro (1,500,000 emails a month)` is `pro` in a row: the preview has all of it. */
function tagWords(tag: string): string {
  const [, words = ''] = /^(.+?) \([^()]*\)$/.exec(tag) ?? [];
  return tag.length > longTag && words !== '' ? words : tag;
}
