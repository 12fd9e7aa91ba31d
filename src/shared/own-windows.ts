import { splitAccountId } from './account.ts';

/** Where a customer's account opens: in the user's own browser, or in a window of the customer's own. */
export const placesToOpen = ['browser', 'window'] as const;
export type OpensIn = (typeof placesToOpen)[number];

export const theOtherPlace: Readonly<Record<OpensIn, OpensIn>> = { browser: 'window', window: 'browser' };

/** A window of a customer's own that is open now. */
export interface OpenWindow {
  /** 32 hexadecimal digits. */
  windowId: string;
  accountId: string;
  /** If no list has the customer any more, as at the last opening. */
  accountName: string;
  /** False: no list has the customer any more. */
  isListed: boolean;
  /** The email of the user of the customer's account whom its log-ins named; null: they left the user to the provider. */
  as: string | null;
  connectionLabel: string;
  /** ISO time of the last log-in in it. */
  since: string;
  /** ISO time at which Latchkey closes it, or null. */
  endsAt: string | null;
  /** Latchkey has asked it to close. */
  closing: boolean;
}

/**
 * Window id -> what to call the window: by its customer and user, and by whatever else tells it from the others. SECURITY: a
 * customer who is still there may have got the name of one who left the list.
 * `withConnection`: the connection is named in any case.
 */
export function windowNames(
  windows: readonly OpenWindow[],
  { withConnection = false } = {},
): ReadonlyMap<string, string> {
  const isAlone = (name: string, names: readonly string[]): boolean => names.indexOf(name) === names.lastIndexOf(name);
  const idOf = ({ accountId }: OpenWindow): string => splitAccountId(accountId)?.remoteId ?? accountId;
  const byUser = windows.map((open) => {
    const { accountName, as, connectionLabel, isListed } = open;
    const hasOtherUser = windows.some((other) => other.accountName === accountName && other.as !== null);
    const user = as ?? (hasOtherUser ? 'the default user' : null);
    const name = isListed ? accountName : `${accountName} (left the list, id ${idOf(open)})`;
    return `${name}${user === null ? '' : ` as ${user}`}${withConnection ? ` · ${connectionLabel}` : ''}`;
  });
  const byConnection = byUser.map((name, at) =>
    withConnection || isAlone(name, byUser) ? name : `${name} · ${windows[at]?.connectionLabel}`,
  );
  return new Map(
    windows.map((open, at) => {
      const name = byConnection[at] ?? '';
      return [open.windowId, isAlone(name, byConnection) ? name : `${name} · id ${idOf(open)}`];
    }),
  );
}

/** Why the session of a window is over. `quit`: closed together with Latchkey. `killed`: its browser crashed. */
export type SessionEnd = 'closed' | 'expired' | 'quit' | 'killed';

/** A browser that can open windows of customers' own. */
interface WindowBrowser {
  /** E.g. `chromium`. */
  id: string;
  name: string;
}

export interface WindowBrowsers {
  /** The default browser first, if it can do this. */
  found: readonly WindowBrowser[];
  /** The one that is used now; null: the chosen one is not installed, or there is none. */
  used: WindowBrowser | null;
  /** Browsers that cannot be used, because a snap or a flatpak may not use Latchkey's folder. */
  confined: readonly string[];
}
