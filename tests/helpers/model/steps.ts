import { fc } from '../any-input.ts';
import type { Act } from './checks.ts';
import { type Customer, called, connectionOf, customerOf, customers } from './customers.ts';
import { atWorkMs } from './expected.ts';
import type { Person } from './person.ts';
import { silentWords } from './promises.ts';
import { hasTicket } from './screen.ts';
import type { ReplyKind } from './simulated-providers.ts';
import type { BrowserPace, Stage } from './stage.ts';

/** One thing that a person does, or that happens around them. */
export interface Step {
  kind: string;
  /** Chooses among what there is: the nth row, customer, text. */
  nth: number;
  hurried: boolean;
}

/** What a kind of step does now; null if it is not possible. */
type Plan = (person: Person, step: Step) => { act: Act; hand: () => Promise<void> } | null;

const pick = <T>(list: readonly T[], nth: number): T | undefined => list[nth % Math.max(1, list.length)];

const letters = ['a', 'e', 'no', 'nord', 'ex', 'acme', 'har', '東', 'q', ' '];
/** In hours. A clock that ran ahead is set right again, and some rows are of a time that has not come. */
const clockJumps = [24 * 60, -24 * 60, -2];
const typos = ['hargreaves xqzv', 'nordwindd', 'petit cafe zz', 'exmplr'];
const givenNames = ['Hargreaves Travel', 'Nordwind GmbH', 'Acme Holding', 'Exemplar S A', 'Nordwind Gmbh'];

/** The keys that a field takes when the bar has one, or a panel. */
function ownerOf({ seen: { screen } }: Person): 'list' | 'field' | 'panel' | null {
  if (!screen.visible) return null;
  if (screen.panel) return 'panel';
  return screen.bar?.kind === 'field' ? 'field' : 'list';
}

const inList = ({ seen: { screen } }: Person): boolean =>
  screen.visible && !screen.panel && screen.bar?.kind !== 'field';

/** The highlighted row as the story names it. */
function onRow({ seen: { screen } }: Person): string {
  const line = screen.lines[screen.selected];
  if (!screen.answers) return ` before the list answers “${screen.text}”`;
  return line ? ` on ${line.isCustomer ? called(line.key) : line.words}` : ' on no row';
}

const write =
  (how: 'keys' | 'whole', make: (person: Person, nth: number) => { text: string; words: string } | null): Plan =>
  (person, { nth }) => {
    if (!inList(person)) return null;
    const made = make(person, nth);
    if (!made || made.text.length > 200 || made.text === person.seen.screen.text) return null;
    return {
      act: { words: made.words, isPress: true, mayMoveRows: true, typed: true },
      hand: async () => {
        person.expected.typed(person.stage.now());
        await person.stage.write(made.text, how);
      },
    };
  };

const press =
  (keys: string, does: (person: Person) => void, act: (person: Person) => Partial<Act> = () => ({})): Plan =>
  (person) => {
    if (!inList(person)) return null;
    return {
      act: { words: `${keys}${/Enter|F2|P$/.test(keys) ? onRow(person) : ''}`, isPress: true, ...act(person) },
      hand: async () => {
        does(person);
        await person.stage.press(keys);
      },
    };
  };

/** Up on the first line shows the earlier searches instead of another row. */
const move =
  (keys: string): Plan =>
  (person) => {
    if (!inList(person)) return null;
    return {
      act: { words: keys, isPress: true },
      hand: async () => {
        const { expected, stage } = person;
        await stage.press(keys);
        if ((await stage.look()).panel === null) expected.moved();
        else expected.leftList();
      },
    };
  };

/** F2, Ctrl+Shift+P: they need a row that answers the text. */
const onSelected = (person: Person): string | null => {
  const { answers, lines, selected } = person.seen.screen;
  const line = lines[selected];
  return answers && line?.isCustomer ? line.key : null;
};

const reply =
  (kind: ReplyKind, words: string): Plan =>
  (person, { nth }) => {
    const { asked } = person.seen;
    if (asked.length === 0) return null;
    const at = nth % asked.length;
    return {
      act: { words: `the provider ${words} ${called(asked[at]?.accountId ?? '')}` },
      hand: () => person.reply(at, kind),
    };
  };

const wait =
  (ms: number): Plan =>
  (person) => ({ act: { words: `${ms / 1_000} s pass` }, hand: () => person.pass(ms) });

const browser =
  (pace: BrowserPace): Plan =>
  (person) => ({
    act: { words: pace === 'slow' ? 'the browser will be slow' : 'no browser will come' },
    hand: async () => person.stage.setBrowser(pace),
  });

/** In the settings window, and at the providers. */
const changeName =
  (where: 'provider' | 'import'): Plan =>
  (person, { nth }) => {
    const one = pick(customers, nth);
    const name = pick(givenNames, Math.floor(nth / customers.length));
    if (!one || name === undefined) return null;
    const words = where === 'import' ? 'an import names' : 'the provider renames';
    return {
      act: { words: `${words} ${called(one.accountId)} “${name}”` },
      hand: async () => {
        person.expected.named();
        if (where === 'provider') person.stage.renameAtProvider(one.accountId, name);
        else await person.stage.importName(one.accountId, name);
      },
    };
  };

/** Something comes from outside: from a link, or from the clipboard by its shortcut. */
const comes =
  (from: 'link' | 'clipboard', one: { words: string; bring: (stage: Stage) => Promise<void> }): Plan =>
  (person, { hurried }) => {
    const { bar, naming, panel, visible } = person.seen.screen;
    const { expected, stage } = person;
    const isAtWork = stage.now() - expected.handAt < atWorkMs;
    const isAsking = naming !== null || panel !== null || bar?.kind === 'question' || bar?.kind === 'field';
    const isBusy = visible && (from === 'link' || isAtWork || isAsking);
    return {
      act: { words: one.words, mayMoveRows: !isBusy, keepsText: isBusy, bringsList: true },
      hand: async () => {
        if (!isBusy && !hurried) expected.shown();
        if (!isBusy) expected.unread.chosenBy(from);
        await one.bring(stage);
      },
    };
  };

/** A text from a ticket with one or two customers in it, or with none. */
function ticketAbout(nth: number): string {
  const one = pick(customers, nth);
  const other = pick(customers, nth * 5 + 3);
  switch (nth % 4) {
    case 0:
      return `Hi, we cannot send, ${one?.email}`;
    case 1:
      return `Hi, this is ${one?.name} with the id ${one?.remoteId}, see ${one?.email}`;
    case 2:
      return `Hi, ${one?.name} writes about ${other?.name}, and ${other?.email} too`;
    default:
      return 'Hi, this is about nobody, really, is it';
  }
}

const openLinkTo = ({ accountId, remoteId }: Customer): string =>
  `latchkey://open?provider=${connectionOf(accountId)?.provider}&account=${remoteId}`;

const about =
  (plan: (customer: Customer) => Plan): Plan =>
  (person, step) => {
    const one = pick(customers, step.nth);
    return one ? plan(one)(person, step) : null;
  };

const click =
  (times: 1 | 2): Plan =>
  (person, { nth }) => {
    const { answers, lines, naming, panel, visible } = person.seen.screen;
    const line = pick(
      lines.filter((one) => one !== null),
      nth,
    );
    if (!visible || panel || !line?.isCustomer || naming !== null) return null;
    const at = lines.indexOf(line);
    return {
      act: {
        words: `${times === 2 ? 'a double click' : 'a click'} on ${called(line.key)}`,
        isPress: true,
        mayDoNothing: times === 1 && person.seen.screen.selected === at,
      },
      hand: async () => {
        const { expected, stage } = person;
        const isRead = !expected.unread.blocks('other', stage.now());
        if (isRead) expected.moved();
        if (times === 2 && isRead) expected.chose(line.key, 'open', answers ? 'row' : 'queued', stage.now(), true);
        await (times === 2 ? stage.doubleClick(at) : stage.click(at));
      },
    };
  };

const bar =
  (yes: boolean): Plan =>
  (person) => {
    const { bar: shown, visible, panel } = person.seen.screen;
    if (!visible || panel || !shown) return null;
    const offersLink = silentWords.test(shown.words);
    if (yes && !offersLink && !['question', 'naming', 'waiting'].includes(shown.kind)) return null;
    if (!yes && shown.kind === 'news') return null;
    return {
      act: {
        words: `${yes ? 'yes' : 'no'} to “${shown.words}”`,
        isPress: true,
        mayMoveRows: shown.kind === 'waiting' || shown.kind === 'naming',
      },
      hand: async () => {
        const { expected, stage } = person;
        if (!yes) expected.declined();
        else if (offersLink) expected.wantsDirectly(stage.now());
        else if (shown.kind === 'question') expected.agreed(stage.now());
        else if (shown.kind === 'naming') expected.confirmedName(stage.now());
        else if (expected.isRead(stage.now())) {
          expected.shown();
          expected.showsWaiting(shown.words, stage.now());
        }
        // Whatever a button does, a quick Enter after it was meant for the button.
        expected.unread.closed(stage.now());
        await stage.answerBar(yes);
      },
    };
  };

const choose =
  (entry: string, does: (person: Person) => void): Plan =>
  (person) => {
    if (person.seen.screen.panel !== 'palette' || !person.palette.includes(entry)) return null;
    return {
      act: { words: `the entry ${entry}`, mayMoveRows: entry === 'give-name' },
      hand: async () => {
        const { expected, stage } = person;
        does(person);
        expected.unread.closed(stage.now());
        expected.handAt = stage.now();
        await stage.choose(entry);
      },
    };
  };

export const plans: Readonly<Record<string, Plan>> = {
  'type letters': write('keys', (person, nth) => {
    const more = pick(letters, nth) ?? '';
    const { screen } = person.seen;
    // A letter takes the place of a text from a ticket.
    return { text: hasTicket(screen) ? more : screen.text + more, words: `type “${more}”` };
  }),
  'type a name': write('whole', (_, nth) => {
    const name = pick(customers, nth)?.name ?? '';
    return { text: name, words: `type “${name}”` };
  }),
  'type a part': write('whole', (_, nth) => {
    const part = (pick(customers, nth)?.name ?? '').slice(0, 4).toLowerCase();
    return { text: part, words: `type “${part}”` };
  }),
  'type a typo': write('whole', (_, nth) => {
    const text = pick(typos, nth) ?? '';
    return { text, words: `type “${text}”` };
  }),
  backspace: write('keys', ({ seen: { screen } }) =>
    screen.text ? { text: hasTicket(screen) ? '' : screen.text.slice(0, -1), words: 'Backspace' } : null,
  ),
  Enter: press(
    'Enter',
    ({ expected, stage }) => expected.entered('open', stage.now()),
    (person) => ({
      // Only an offer or a name leads to another list.
      mayMoveRows: onSelected(person) === null || person.seen.screen.naming !== null,
    }),
  ),
  'Ctrl+Enter': press('Ctrl+Enter', ({ expected, stage }) => expected.entered('copy', stage.now())),
  Escape: press(
    'Escape',
    ({ expected, stage }) => expected.escaped(stage.now()),
    () => ({ mayHide: true, mayMoveRows: true }),
  ),
  'Escape of a panel': (person) => {
    const owner = ownerOf(person);
    if (owner !== 'panel' && owner !== 'field') return null;
    return {
      act: { words: 'Escape', isPress: true },
      hand: async () => {
        person.expected.escaped(person.stage.now());
        await person.stage.press('Escape');
      },
    };
  },
  ArrowDown: move('ArrowDown'),
  ArrowUp: move('ArrowUp'),
  End: move('End'),
  'a number': (person, step) => {
    const nth = (step.nth % 4) + 1;
    return press(`Ctrl+${nth}`, ({ expected, stage }) => expected.numbered(nth, stage.now()))(person, step);
  },
  pin: press('Ctrl+Shift+P', ({ expected, stage }) => expected.pinned(stage.now())),
  'Ctrl+Z': (person) => {
    if (!inList(person)) return null;
    return {
      act: { words: 'Ctrl+Z', isPress: true, mayMoveRows: true },
      hand: async () => {
        const { expected, stage } = person;
        const { text } = await stage.look();
        expected.facts.undid(true);
        await stage.press('Ctrl+Z');
        const after = await stage.look();
        if (after.text === text) return;
        expected.typed(stage.now());
        if (hasTicket(after)) expected.unread.ticket();
      },
    };
  },
  F2: press('F2', ({ expected }) => expected.waitsForRows()),
  F5: press('F5', () => {}),
  'Ctrl+I': press('Ctrl+I', () => {}),
  'Ctrl+K': press('Ctrl+K', ({ expected }) => expected.waitsForRows()),
  'save the editor': (person, { nth }) => {
    const { editing, visible } = person.seen.screen;
    const name = pick(givenNames, nth);
    if (editing === null || !visible || name === undefined) return null;
    return {
      act: { words: `save “${name}” as the name of ${called(editing)}` },
      hand: async () => {
        person.expected.saved(editing, name, person.stage.now());
        await person.stage.saveEditor(name);
      },
    };
  },
  'choose: log in': choose('log-in', ({ expected, stage }) => expected.entered('open', stage.now())),
  'choose: give name': choose('give-name', ({ expected, stage }) => expected.unread.typed(stage.now())),
  'choose: pin': choose('pin', ({ expected, stage }) => expected.pinned(stage.now())),
  'choose: undo': choose('undo', ({ expected }) => expected.facts.undid(false)),
  click: click(1),
  'double click': click(2),
  yes: bar(true),
  no: bar(false),
  shortcut: (person) => ({
    act: { words: 'the shortcut', mayHide: true, mayMoveRows: true },
    hand: async () => {
      person.expected.shown();
      person.expected.unread.ownList();
      if (hasTicket(person.seen.screen)) person.expected.unread.ticket();
      await person.stage.pressShortcut();
    },
  }),
  'click elsewhere': (person) =>
    person.seen.screen.visible
      ? {
          act: { words: 'a click on another window', mayHide: true },
          hand: () => person.stage.clickElsewhere(),
        }
      : null,
  tray: (person, { nth }) => {
    const accountId = pick(person.tray, nth);
    if (accountId === undefined || !customerOf(accountId)) return null;
    return {
      act: { words: `${called(accountId)} in the tray`, mayMoveRows: true },
      hand: async () => {
        person.expected.chose(accountId, 'open', 'tray', person.stage.now(), true);
        await person.stage.clickTray(accountId);
      },
    };
  },
  'a link': about((one) =>
    comes('link', {
      words: `a link to ${called(one.accountId)} arrives`,
      bring: (stage) => stage.openLink(openLinkTo(one)),
    }),
  ),
  'a find link': about(({ name }) =>
    comes('link', {
      words: `a link that searches for “${name}” arrives`,
      bring: (stage) => stage.openLink(`latchkey://find?text=${encodeURIComponent(name)}`),
    }),
  ),
  'the clipboard': about(({ name }) =>
    comes('clipboard', {
      words: `the clipboard shortcut with “${name}”`,
      bring: (stage) => stage.clipboardShortcut(name),
    }),
  ),
  'a ticket on the clipboard': (person, step) => {
    const text = ticketAbout(step.nth);
    return comes('clipboard', {
      words: `the clipboard shortcut with the ticket “${text}”`,
      bring: (stage) => stage.clipboardShortcut(text),
    })(person, step);
  },
  'paste a ticket': (person, { nth }) => {
    if (!inList(person) || hasTicket(person.seen.screen)) return null;
    const text = ticketAbout(nth);
    return {
      act: { words: `paste the ticket “${text}”`, isPress: true, mayMoveRows: true, typed: true },
      hand: async () => {
        person.expected.typed(person.stage.now());
        person.expected.unread.ticket();
        await person.stage.pasteTicket(text);
      },
    };
  },
  'the provider replies': reply('link', 'replies for'),
  'the provider fails': reply('down', 'fails for'),
  'the reply is late': reply('expired', 'replies with a dead link for'),
  'the list arrives': (person) =>
    person.stage.lists() > 0 ? { act: { words: 'a list arrives' }, hand: () => person.stage.replyList() } : null,
  'renamed at the provider': changeName('provider'),
  'an import': changeName('import'),
  '0.1 s': wait(100),
  '0.4 s': wait(400),
  '1.2 s': wait(1_200),
  '3.5 s': wait(3_500),
  '12 s': wait(12_000),
  '20 min': wait(20 * 60_000),
  '31 min': wait(31 * 60_000),
  'a slow browser': browser('slow'),
  'no browser': browser('absent'),
  'the clock': (person, { nth }) => {
    const hours = pick(clockJumps, nth) ?? 0;
    return {
      act: { words: `the clock jumps by ${hours} hours` },
      hand: async () => {
        const ms = hours * 60 * 60_000;
        person.expected.clockMoved(ms, person.stage.now());
        person.stage.setClockAhead(ms);
      },
    };
  },
};

const weights: Readonly<Record<string, number>> = {
  Enter: 9,
  'the provider replies': 6,
  'type a part': 6,
  'type letters': 4,
  'type a name': 4,
  Escape: 4,
  ArrowDown: 3,
  tray: 3,
  yes: 3,
  '0.4 s': 3,
  '1.2 s': 2,
  shortcut: 3,
  '12 s': 1,
  '20 min': 1,
  '31 min': 1,
  'no browser': 1,
  'the clock': 1,
};

/** One step of these kinds. `inHaste`: some follow each other very fast. */
export const stepOf = (kinds: readonly string[] = Object.keys(plans), inHaste = true): fc.Arbitrary<Step> =>
  fc.record({
    kind: fc.oneof(...kinds.map((name) => ({ arbitrary: fc.constant(name), weight: weights[name] ?? 2 }))),
    nth: fc.nat({ max: 999 }),
    hurried: inHaste ? fc.integer({ min: 0, max: 3 }).map((one) => one === 3) : fc.constant(false),
  });

/** The ways to a customer that the first edition had: its faults are looked for in its own stories. */
export const kindsOfFirstEdition: readonly string[] = Object.keys(plans).filter(
  (kind) => !['a find link', 'a ticket on the clipboard', 'paste a ticket'].includes(kind),
);

/** What needs no simulation. A dead link, another list and a clock that jumps are for the simulated program. */
export const kindsWithRealWindows: readonly string[] = Object.keys(plans).filter(
  (kind) =>
    ![
      'the reply is late',
      'the list arrives',
      'renamed at the provider',
      'an import',
      '3.5 s',
      '12 s',
      '20 min',
      '31 min',
      'a slow browser',
      'no browser',
      'the clock',
    ].includes(kind),
);
