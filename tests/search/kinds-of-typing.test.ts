import { describe, expect, test } from 'vitest';
import { type Searchable, SearchIndex } from '../../src/main/search/search-index.ts';
import { markedIn } from '../helpers/marked-hit.ts';
import { searchable } from '../helpers/searchables.ts';

const others = ['Northwind Traders', 'Red Harbour Tea', 'Smith & Sons', 'Tmall', '別の会社'];

function indexOf(...rows: readonly Partial<Searchable>[]): SearchIndex {
  const index = new SearchIndex();
  for (const [at, facts] of rows.entries()) index.put(searchable(`x${at}q`, facts));
  return index;
}

/** What is marked in the row with this name, among others that share little with it. */
function markedFor(name: string, typed: string): string {
  const index = indexOf({ name }, ...others.map((other) => ({ name: other })));
  return markedIn(index.search(typed, { limit: 50 }).find(({ accountId }) => accountId === 'main/x0q'));
}

const orderFor = (index: SearchIndex, typed: string, limit = 50): number[] =>
  index.search(typed, { limit }).map(({ accountId }) => Number(accountId.slice('main/x'.length, -1)));

describe('what is typed letter by letter, with its signs, is before everything that has it in pieces', () => {
  test.each([
    ['vera.n', { email: 'vera.neumann@sky.example' }, { name: 'Nord Vera' }],
    ['b.schmit', { email: 'b.schmitt@post.example' }, { name: 'B Schmit Bau' }],
    ['marketing@sky.c', { email: 'marketing@sky.com.example' }, { name: 'Marketing Sky Cars' }],
    ['diletta_t', { email: 'diletta_tosi@mail.example' }, { name: 'Tosi Diletta' }],
    ['blue-n', { domain: 'blue-north.example' }, { name: 'North Blue' }],
    ['ab12-c', { remoteId: 'ab12-cd34', accountId: 'main/x0q' }, { name: 'C Ab12' }],
    ['polar be', { aliases: ['Polar Beans'] }, { name: 'Be Polar' }],
    ['blue nor', { name: 'Blue Northern' }, { name: 'Nor Blue' }],
  ] satisfies [string, Partial<Searchable>, Partial<Searchable>][])('%s', (typed, wanted, inPieces) => {
    const index = indexOf({ name: 'Wanted', ...wanted }, inPieces);
    expect(orderFor(index, typed)[0]).toBe(0);
  });

  test('an account the user opens daily is not before it', () => {
    const index = indexOf({ name: 'Wanted', email: 'vera.neumann@sky.example' }, { name: 'Nord Vera' });
    const boost = (accountId: string): number => (accountId === 'main/x1q' ? 1 : 0);
    expect(index.search('vera.n', { limit: 9, boost, boosted: ['main/x1q'] })[0]?.accountId).toBe('main/x0q');
  });

  test('of many that begin so, the one the user opens is first', () => {
    const index = new SearchIndex();
    for (let at = 0; at < 2_000; at++) index.put(searchable(`x${at}q`, { name: `Blue North ${at.toString(36)}` }));
    const boost = (accountId: string): number => (accountId === 'main/x1999q' ? 1 : 0);
    expect(orderForBoosted(index, 'blue nor', boost)).toBe('main/x1999q');
  });
  const orderForBoosted = (index: SearchIndex, typed: string, boost: (accountId: string) => number) =>
    index.search(typed, { limit: 9, boost, boosted: ['main/x1999q'] })[0]?.accountId;
});

describe('an account that was opened before is found by everything by which it is found otherwise', () => {
  const opened: Partial<Searchable> = {
    name: 'Blue North',
    remoteId: 'sg05d37f0d99b330687dd1917fbd45f176',
    email: 'office@harbour.example',
    domain: 'polar.example',
    aliases: ['Kestrel'],
    tags: ['Agencies'],
    note: 'renews in spring',
  };

  test.each([
    ['an id', 'sg05d37f0d99b330687dd1917fbd45f176'],
    ['the front of an id', 'sg05d37'],
    ['the end of an id', '45f176'],
    ['an id beside a name', 'blue 45f176'],
    ['a name', 'blue north'],
    ['the front of a name', 'blu'],
    ['a part of a name', 'lue'],
    ['a name with a typing error', 'blue nroth'],
    ['initials', 'bn'],
    ['an email', 'office@harb'],
    ['a domain', 'polar.ex'],
    ['an alias', 'kestr'],
    ['a tag', 'agenc'],
    ['a note', 'spring'],
  ])('%s', (_, typed) => {
    const index = indexOf(opened, ...others.map((other) => ({ name: other })));
    const before = index.search(typed, { limit: 9 })[0];
    expect(before?.accountId).toBe('main/x0q');
    expect(index.search(typed, { limit: 9, boost: () => 1, boosted: ['main/x0q'] })[0]).toEqual(before);
  });

  test('a whole id is before a name that begins so', () => {
    const index = indexOf({ name: 'Wanted', remoteId: 'ab12' }, { name: 'Ab12 Shop', remoteId: 'z1' });
    expect(orderFor(index, 'ab12')).toEqual([0, 1]);
  });
});

describe('spaces and signs may be left out, or put in', () => {
  test.each([
    ['Acme Medical Inc North', 'acmemedicalincn', 'name: [Acme Medical Inc N]orth'],
    ['Bruls League Amess', 'brulsleagueam', 'name: [Bruls League Am]ess'],
    ['Great Sea Yea Corp Blue', 'seayeacorpb', 'name: Great [Sea Yea Corp B]lue'],
    ['HundredBiahub', 'hundred bi', 'name: [HundredBi]ahub'],
    ['Zonchoondara Klinik', 'zonchoon dara kl', 'name: [Zonchoondara] [Kl]inik'],
    ['North HundredBiahub', 'north hundred bi', 'name: [North HundredBi]ahub'],
    ['T-Mobilia Austria', 'tmob', 'name: [T-Mob]ilia Austria'],
    ['T-Mobilia Austria', 'tmobiliaaus', 'name: [T-Mobilia Aus]tria'],
    ['AT&T Shop', 'att', 'name: [AT&T] Shop'],
    ['E.ON', 'eon', 'name: [E.ON]'],
    ['A. S. Roma Shop', 'asroma', 'name: [A. S. Roma] Shop'],
    ['O´Neil', 'oneil', 'name: [O´Neil]'],
    ['Rock ’n’ Roll', 'rockn', 'name: [Rock ’n]’ Roll'],
    ['Yves/Saint', 'yvessa', 'name: [Yves/Sa]int'],
    ['D.J. Supply', 'djsup', 'name: [D.J. Sup]ply'],
    ['Col·lecció', 'colleccio', 'name: [Col·lecció]'],
    ['Donau\u00addampf', 'donaudampf', 'name: [Donau\u00addampf]'],
  ])('%s by %s', (name, typed, shown) => {
    expect(markedFor(name, typed)).toBe(shown);
  });

  test.each([
    ['T-Mobilia Austria', 'tmobilia'],
    ['7-Elevenses', '7elevenses'],
    ['M&Ms', 'mms'],
    ['X-Fab', 'xfab'],
    ['C&A Mode', 'camode'],
    ['Q/Park', 'qpark'],
    ['B+B Hotel', 'bbhotel'],
    ['L’Arc en Ciel', 'larcen'],
    ['Acme Medical', 'acmemedical'],
  ])('%s does not leave the list while %s is typed', (name, typed) => {
    for (let at = 1; at <= typed.length; at++) {
      expect(markedFor(name, typed.slice(0, at)), typed.slice(0, at)).not.toBe('nothing');
    }
  });
});

describe('one error is forgiven from four letters on', () => {
  test.each([
    ['Creator House', 'ceator', 'name: [C]r[eator] House'],
    ['Venesha', 'vnesha', 'name: [V]e[nesha]'],
    ['Corpona', 'crpona', 'name: [C]o[rpona]'],
    ['Norvik', 'nrvi', 'name: [N]o[rvi]k'],
    ['Norvik', 'nrov', 'name: [N]or[v]ik'],
    ['Itt Bolek', 'itt ble', 'name: [Itt] [B]o[le]k'],
    ['Tenant Norvik', 'tenant nro', 'name: [Tenant] [N]orvik'],
    ['Blue Kravodel', 'blue krvo', 'name: [Blue] [Kr]a[vo]del'],
    ['Blue Zentiq', 'blue zzent', 'name: [Blue] [Zent]iq'],
  ])('%s by %s', (name, typed, shown) => {
    expect(markedFor(name, typed)).toBe(shown);
  });

  test('fronts that hold all typed letters are before fronts that hold some', () => {
    const index = new SearchIndex();
    for (let at = 0; at < 3_000; at++) index.put(searchable(`y${at}`, { name: `Cator${at.toString(36)} Shop` }));
    index.put(searchable('x7q', { name: 'Creator Studio' }));
    expect(orderFor(index, 'ceator')).toContain(7);
  });
});

describe('two letters', () => {
  const names = (front: string, count: number): Partial<Searchable>[] =>
    Array.from({ length: count }, (_, at) => ({ name: `${front}${at.toString(36)}` }));

  test.each(['sm', 'be', 'ac'])('%s: first words, then other words, then initials', (typed) => {
    const [a = '', b = ''] = typed;
    const index = indexOf({ name: `${a}ola ${b}ora` }, { name: `North ${typed}all` }, { name: `${typed}all North` });
    expect(orderFor(index, typed)).toEqual([2, 1, 0]);
  });

  test('keep a few rows for initials at the end of a full list', () => {
    const initials = Array.from({ length: 9 }, (_, at) => ({ name: `Sola Mora ${at}` }));
    const index = indexOf(...names('Small', 80), ...initials.map(({ name }) => ({ name: name.slice(0, 9) })));
    const found = orderFor(index, 'sm');
    expect(found).toHaveLength(50);
    expect(found.slice(0, 45).every((at) => at < 80)).toBe(true);
    expect(found.slice(45).every((at) => at >= 80)).toBe(true);
  });

  test.each([
    ['Zeta Zone', 'zzzz'],
    ['Alpha Beta', 'abab'],
    ['Nordic Coffee', 'ncncn'],
    ['Blue North Coffee', 'bncbnc'],
  ])('a text longer than its initials does not find %s by %s', (name, typed) => {
    expect(markedFor(name, typed)).toBe('nothing');
  });
});

describe('initials', () => {
  test.each([
    ['Mia Jankowski i Synowie', 'mjs', 'name: [M]ia [J]ankowski i [S]ynowie'],
    ['Mia Jankowski i Synowie', 'mjis', 'name: [M]ia [J]ankowski [i] [S]ynowie'],
    ['Попов и сыновья', 'пс', 'name: [П]опов и [с]ыновья'],
    ['J P Mason', 'jpm', 'name: [J P M]ason'],
    ['E Wolf Bau', 'ewb', 'name: [E] [W]olf [B]au'],
  ])('of %s are also %s', (name, typed, shown) => {
    expect(markedFor(name, typed)).toBe(shown);
  });

  test('of three letters are after the front of a first word, and before that of another', () => {
    const index = indexOf({ name: 'Old Castle' }, { name: 'Cedar Apple Stone' }, { name: 'Castle Road' });
    expect(orderFor(index, 'cas')).toEqual([2, 1, 0]);
  });
});

describe('an alias is as good as a name', () => {
  test('and of those that begin so, the one of which most was typed is first', () => {
    const index = indexOf({ name: 'Rima Media Works' }, { name: 'DH Logistics', aliases: ['Rima Music'] });
    expect(orderFor(index, 'rima')).toEqual([1, 0]);
  });

  test('but a whole name is before a whole alias', () => {
    const index = indexOf({ name: 'DH Logistics', aliases: ['Urban Garden'] }, { name: 'Urban Garden' });
    expect(orderFor(index, 'urban garden')).toEqual([1, 0]);
  });

  test('and a near spelling of a name is before that of an alias', () => {
    const index = indexOf({ name: 'DH Logistics', aliases: ['Rimatone'] }, { name: 'Rimatore' });
    expect(orderFor(index, 'riamto')).toEqual([1, 0]);
  });
});

describe('letters that are written in two ways find each other', () => {
  test.each([
    ['Jägerhöfe GmbH', 'jaegerhoe', 'name: [Jägerhö]fe GmbH'],
    ['Jaegerhoefe GmbH', 'jägerhöfe', 'name: [Jaegerhoefe] GmbH'],
    ['Köln Öl', 'koeln oel', 'name: [Köln] [Öl]'],
    ['Köln Öl', 'koln ol', 'name: [Köln] [Öl]'],
    ['Köln Öl', 'koelnoe', 'name: [Köln Ö]l'],
    ['Ko\u0308ln', 'koeln', 'name: [Ko\u0308ln]'],
    ['Ägypten Reisen', 'aegy', 'name: [Ägy]pten Reisen'],
    ['Århus Kød', 'aarhus koed', 'name: [Århus] [Kød]'],
    ['Öl', 'oel', 'name: [Öl]'],
    ['Größe Süd', 'groesse sued', 'name: [Größe] [Süd]'],
    ['トヨミ自動車', 'とよみ', 'name: [トヨミ]自動車'],
    ['しまみら', 'シマミラ', 'name: [しまみら]'],
    ['キヤノミ', 'キャノミ', 'name: [キヤノミ]'],
    ['メモリ管理', 'メモリー', 'name: [メモリ]管理'],
    ['ヱビス', 'えびす', 'name: [ヱビス]'],
    ['㈱山田製作所', '株式会社山田', 'name: [㈱山田]製作所'],
    ['(株)山田製作所', '㈱山田', 'name: [(株)山田]製作所'],
    ['株式会社山田', '（株）山田', 'name: [株式会社山田]'],
    ['髙橋商店', '高橋', 'name: [髙橋]商店'],
    ['渡邉印刷', '渡辺', 'name: [渡邉]印刷'],
    ['가나 커피', '간', 'name: [가나] 커피'],
    ['한국 전자', '한구', 'name: [한국] 전자'],
    ['과자 나라', '고', 'name: [과]자 나라'],
    ['شركة علي', 'شركه علی', 'name: [شركة] [علي]'],
    ['کتاب', 'كتاب', 'name: [کتاب]'],
    ['שלום', 'שלומ', 'name: [שלום]'],
    ['Цветы Ґанок', 'ганок', 'name: Цветы [Ґанок]'],
    ['Ёлка', 'елка', 'name: [Ёлка]'],
    ['Shop ٣٤٥', '345', 'name: Shop [٣٤٥]'],
    ['Shop 345', '३४५', 'name: Shop [345]'],
  ])('%s by %s', (name, typed, shown) => {
    expect(markedFor(name, typed)).toBe(shown);
  });

  test('the other spelling is found beside many of the typed one', () => {
    const many = [...Array.from({ length: 12 }, (_, at) => ({ name: `Mueller ${at}` })), { name: 'Müller Zimmerei' }];
    expect(orderFor(indexOf(...many), 'mueller')).toContain(12);
    expect(orderFor(indexOf({ name: 'Müller Bau' }, { name: 'Mueller Bau' }), 'mueller')).toEqual([1, 0]);
  });

  test('the whole name in the other spelling is before longer names', () => {
    const index = indexOf({ name: 'Müller Bau Köln' }, { name: 'Müller Bau' });
    expect(orderFor(index, 'mueller bau')[0]).toBe(1);
  });
});

describe('words that say little', () => {
  const connections = new Map([
    ['one', 'North Brevo Global'],
    ['two', 'South SendGrid Europe'],
  ]);
  const index = new SearchIndex();
  for (const [accountId, name] of [
    ['one/1', 'Smith Steel'],
    ['two/1', 'Smith Steel'],
    ['two/2', 'North Smith'],
    ['two/3', 'Blue Tea'],
  ] as const) {
    index.put({ ...searchable('1'), accountId, remoteId: accountId.slice(4), name });
  }
  const idsFor = (text: string): string[] =>
    index.search(text, { limit: 9, connections }).map(({ accountId }) => accountId);

  test.each([
    ['smith brevo', ['one/1']],
    ['sendgrid smith', ['two/1', 'two/2']],
    ['smith europe', ['two/1', 'two/2']],
    ['smith north', ['two/2', 'one/1']],
    ['smith glob', ['one/1']],
    ['brevo', ['one/1']],
    ['blue brevo', []],
  ])('%s', (text, ids) => {
    expect(idsFor(text).toSorted()).toEqual(ids.toSorted());
    expect(idsFor(text)[0]).toBe(ids[0]);
  });

  test('a note and a picture are found, after names', () => {
    const rows = indexOf(
      { name: 'Blue Tea', note: 'Careful: calls only' },
      { name: 'Careful Movers' },
      { name: 'Rosso 🍕' },
      { name: 'Green Oil', note: 'likes 🍕' },
    );
    expect(orderFor(rows, 'careful')).toEqual([1, 0]);
    expect(markedIn(rows.search('careful', { limit: 9 })[1])).toBe('note: [Careful]: calls only');
    expect(orderFor(rows, 'tea calls')).toEqual([0]);
    expect(orderFor(rows, '🍕').toSorted()).toEqual([2, 3]);
    expect(orderFor(rows, 'green 🍕')).toEqual([3]);
    expect(markedIn(rows.search('🍕', { limit: 9 }).find(({ field }) => field === 'note'))).toBe('note: likes [🍕]');
    expect(markedIn(rows.search('rosso 🍕', { limit: 9 })[0])).toBe('name: [Rosso] [🍕]');
  });
});
