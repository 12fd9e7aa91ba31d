import { describe, expect, test } from 'vitest';
import { tellApart } from '../../src/main/accounts/tell-apart.ts';
import { trayModel } from '../../src/main/desktop/tray-model.ts';
import { menuLabel } from '../../src/main/desktop/tray-text.ts';
import { rowWords, shortLabels, widestLabel } from '../../src/renderer/launcher/row-words.ts';
import { itemsOf } from '../../src/renderer/launcher/state/items.ts';
import { keepOrder } from '../../src/renderer/launcher/state/row-order.ts';
import type { AccountRow } from '../../src/shared/account.ts';
import type { ConnectionView } from '../../src/shared/connection.ts';
import { accountRow } from '../helpers/accounts.ts';
import { fc } from '../helpers/any-input.ts';
import { fakeConnections } from '../helpers/fake-accounts.ts';
import { appState } from '../helpers/from-main.ts';

// No two rows on the screen show the same words, whatever the customers are called and wherever they are.

const [sendgrid, brevo] = fakeConnections as [ConnectionView, ConnectionView];
const connections: readonly ConnectionView[] = [
  { ...sendgrid, connectionId: 'northone', label: 'SendGrid (US)' },
  { ...sendgrid, connectionId: 'southone', label: 'SendGrid (EU)' },
  { ...brevo, connectionId: 'brevoone', label: 'Brevo' },
];
const app = appState({ connections });

const names = [
  'Nordwind GmbH',
  'Nordwind Gmbh',
  'Nordwind AG',
  'Noel et Fils',
  'Noël & Fils',
  'Acme',
  'Acmе',
  `${'The Society of the Friends of Long Names '.repeat(3)}North`,
  `${'The Society of the Friends of Long Names '.repeat(3)}South`,
];
const row = fc
  .record({
    connection: fc.constantFrom(...connections),
    remoteId: fc.constantFrom('10001234', '20001234', '1234', 'admin-console', '91234'),
    name: fc.constantFrom(...names),
    email: fc.constantFrom('', 'post@nordwind.example', 'post@acme.example'),
    alias: fc.constantFrom(null, 'Nordwind'),
  })
  .map(({ connection: { connectionId }, remoteId, name, email, alias }) =>
    accountRow({
      connectionId,
      remoteId,
      kind: remoteId === 'admin-console' ? 'admin-console' : 'customer',
      name,
      email,
      domain: email.split('@')[1] ?? '',
      match: alias === null ? null : { field: 'alias', text: alias, ranges: [] },
    }),
  );
const rows = fc.uniqueArray(row, { selector: ({ accountId }) => accountId, maxLength: 15 });

const shown = (list: readonly AccountRow[]): string[] =>
  itemsOf({ text: 'x', rows: list, target: null, total: 400, listId: 1, steps: [], openThen: [] }, app).flatMap(
    (item) => {
      if (item.type !== 'account') return [];
      const { name, idTail, where, connectionLabel } = rowWords(item.row, app);
      return [[name, idTail, where.text, connectionLabel].join(' | ')];
    },
  );

const trayLabels = (list: readonly AccountRow[]): string[] => {
  const nothing = (): void => {};
  const actions = {
    open: nothing,
    logIn: nothing,
    cancelLogIn: nothing,
    openDirectly: nothing,
    sync: nothing,
    setPaused: nothing,
    openSettings: nothing,
    openConnections: nothing,
    quit: nothing,
    showWindow: nothing,
    closeWindow: nothing,
    closeAllWindows: nothing,
    closeWindowsAndQuit: nothing,
  };
  return trayModel({ appState: app, pinned: [], recent: list, actions }).items.flatMap((item) =>
    item.type === 'action' && item.about?.includes('/') ? [menuLabel(item.label, item.sublabel)] : [],
  );
};

const expectAllDifferent = (words: readonly string[]): void => {
  expect(words.filter((each, at) => words.indexOf(each) !== at)).toEqual([]);
};

describe('no two rows show the same words', () => {
  test('in a list', { tags: ['slips-guarded'] }, () => {
    fc.assert(
      fc.property(rows, (list) => expectAllDifferent(shown(tellApart(list)))),
      { numRuns: 500 },
    );
  });

  test('in a list that keeps rows of an earlier answer, and shows names that main has not stored', () => {
    fc.assert(
      fc.property(rows, rows, (before, fresh) => {
        const kept = keepOrder(tellApart(before), tellApart(fresh));
        expectAllDifferent(shown(kept));
        expectAllDifferent(shown(kept.map((each) => ({ ...each, name: 'Acme' }))));
      }),
      { numRuns: 500 },
    );
  });

  test('in the tray’s menu', () => {
    fc.assert(
      fc.property(rows, (list) => expectAllDifferent(trayLabels(tellApart(list.slice(0, 8))))),
      {
        numRuns: 500,
      },
    );
  });
});

test('nearly equal rows at two connections show their connections, and rows at one do not', () => {
  const at = (connectionId: string, name: string, remoteId: string) => accountRow({ connectionId, name, remoteId });
  const [first, second, third] = tellApart([
    at('northone', 'Noel et Fils', '1'),
    at('brevoone', 'Noël & Fils', '2'),
    at('northone', 'Globex', '3'),
  ]);
  expect([first, second, third].map((one) => one?.showsConnection)).toEqual([true, true, false]);
  expect([first, second, third].map((one) => one?.idTail)).toEqual(['1', '2', null]);
});

describe('labels in their column', () => {
  /** Each letter is 10 px wide: twenty letters fit. */
  const shorten = (...labels: readonly string[]): string[] => {
    const named = labels.map((label, at) => ({ ...sendgrid, connectionId: `connection${at}`, label }));
    return [...shortLabels(named, (text) => text.length * 10, widestLabel.column).values()];
  };

  test('that fit are whole, and long ones lose their middle', () => {
    expect(shorten('SendGrid (US)', 'Brevo (Agency of the South)')).toEqual(['SendGrid (US)', 'Brevo (Agen…e South)']);
  });

  test('that differ only in their middle show what differs', () => {
    expect(shorten('Brevo (Agency of South, first)', 'Brevo (Agency of North, first)')).toEqual([
      'Brevo…South, first)',
      'Brevo…North, first)',
    ]);
  });

  test('are never alike and never too long, whatever they are', () => {
    const part = fc.constantFrom('North', 'South', 'Agency ', '(EU)', 'Großkunden', '🏢', ' ');
    const label = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => `Brevo ${parts.join('')}`.trim());
    fc.assert(
      fc.property(fc.uniqueArray(label, { maxLength: 4 }), (labels) => {
        const shown = shorten(...labels);
        expectAllDifferent(shown);
        for (const each of shown) expect(each.length).toBeLessThanOrEqual(20);
      }),
      { numRuns: 500 },
    );
  });
});
