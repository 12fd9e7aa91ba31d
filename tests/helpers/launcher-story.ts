import { barOf } from '../../src/renderer/launcher/bar.ts';
import { doneParts } from '../../src/renderer/launcher/done.ts';
import { plainWords } from '../../src/renderer/launcher/sentence-parts.ts';
import { statusOf } from '../../src/renderer/launcher/status.ts';
import type { AccountRow } from '../../src/shared/account.ts';
import type { Announcements, Home } from '../../src/shared/contract.ts';
import type { PendingLogIn } from '../../src/shared/log-in.ts';
import type { Problem } from '../../src/shared/problems.ts';
import { ok } from '../../src/shared/result.ts';
import { fakeAccounts, rowCalled } from './fake-accounts.ts';
import { appState, logInTo, replacesSession } from './from-main.ts';
import { type LauncherRig, launcherRig } from './launcher-rig.ts';

// For tests of the launcher's store: some customers, what main says of them, and short words for what the user does.

const accounts = fakeAccounts(0, 60);
export const acme = rowCalled(accounts, 'Acme Corp');
export const labs = rowCalled(accounts, 'Acme Labs');
export const globex = rowCalled(accounts, 'Globex Corp');
export const timeout: Problem = { kind: 'timeout', provider: 'SendGrid', connectionId: 'sendgrid1', afterSeconds: 15 };
export const acmeOpened = {
  result: 'opened',
  accountName: 'Acme Corp',
  connectionLabel: 'SendGrid (Main)',
  replaces: null,
} as const;
export const opened = ok(acmeOpened);
export const suspended = { kind: 'state', state: 'suspended' } as const;
export const question = { result: 'ask', questions: [suspended] } as const;
export const replaces = { ...replacesSession, otherName: 'Acme Labs', minutesAgo: 3 };

export let rig: LauncherRig;
/** A new launcher, hidden. */
export const begin = (...state: Parameters<typeof launcherRig>): void => {
  rig = launcherRig(...state);
};
export const show = (shown: Partial<Announcements['launcherShown']> = {}): void => rig.show(shown);
export const hide = (): void => rig.hide();
export const type = (text: string): void => rig.type(text);
export const enter = (): void => rig.command({ do: 'log-in' });
export const fromTray = (outcome: PendingLogIn['outcome']): PendingLogIn => ({
  row: acme,
  request: { accountId: acme.accountId, target: null, reason: '', confirmed: [], chosen: 'row' },
  how: 'open',
  outcome,
});
/** Main's reply: this customer is now called Zebra Ltd. */
export const named = ({ accountId, name }: AccountRow) =>
  ({ changeId: 'change', accountId, name, kind: 'rename', newName: 'Zebra Ltd' }) as const;
/** What the bar says of the log-in that ended last. */
export const inBar = (): string | null => {
  const bar = barOf(rig.view());
  return bar?.shows === 'done' ? plainWords(doneParts(bar.done)) : null;
};
export const status = () => statusOf(rig.view(), 0);
export const highlighted = (): string | null => rig.view().row?.name ?? null;

/** A visible launcher without a text and without customers. */
export async function openEmpty(): Promise<void> {
  begin();
  await rig.replyRows([], '');
  show();
  await rig.replyRows([], '');
}

/** A visible launcher with these rows for this text. */
export async function openWith(rows: readonly AccountRow[], text = 'acme'): Promise<void> {
  await openEmpty();
  type(text);
  await rig.replyRows(rows);
}

const withoutFirstSteps = appState({ settings: { ...appState().settings, firstSteps: false } });

/** A visible launcher without a text, which lists these rows in these groups. */
export async function openHome(rows: readonly AccountRow[], home: Home, app = withoutFirstSteps): Promise<void> {
  begin(app);
  await rig.replyRows([], '');
  show();
  await rig.reply('searchAccounts', ok({ text: '', rows, target: null, total: 400, home }));
}

/** The tray asks for a link of Globex. */
export const trayLogIn = (): void =>
  rig.announce('logInFlight', logInTo(globex, { connectionLabel: 'Brevo Agency', how: 'copy' }));
/** Main announces that rows changed. The same search finds these now; `others` are on the screen all the same. */
export async function refresh(found: readonly AccountRow[], others: readonly AccountRow[] = []): Promise<void> {
  rig.announce('accountsChanged', { connectionId: 'sendgrid1' });
  rig.clock.pass(150);
  await rig.reply(
    'searchAccounts',
    ok({ text: rig.view().search.text, rows: found, target: null, total: 400, others }),
  );
}
/** What main is asked for by Enter on this row. */
export const sent = (row: AccountRow) => ({
  accountId: row.accountId,
  target: null,
  reason: '',
  confirmed: [],
  chosen: 'text',
  read: { name: row.name, email: row.email },
});
