import { describe, expect, test } from 'vitest';
import { type Searchable, SearchIndex } from '../../src/main/search/search-index.ts';
import { searchable } from '../helpers/searchables.ts';

const index = new SearchIndex();
const put = (name: string, facts: Partial<Searchable> = {}): void => index.put(searchable(name, { name, ...facts }));
put('Bergmann KG', { email: 'info@bergmann.example', domain: 'bergmann.example' });
put('Delta 1', { email: 'u39@d39.example', domain: 'd39.example' });
put('Berg Mann', { domain: 'berg-mann.example' });
put('Harbour', { email: 'b.lena@harbour.example', domain: 'harbour.example' });
put('Lake', { domain: 'shop.lake.example', note: 'write to <desk@lake.example>' });
put('Polar Shop');
put('Cedar Valley Dental Care Ltd');
put('Lacaze Coffee');
put('Quill Estate', { aliases: ['Riverside Media Group'] });
put('E.ON');
put('Dr. Weber GmbH & Co. KG', { aliases: ['weber.example'] });

const found = (typed: string): string[] =>
  index.search(typed, { limit: 50, connections }).map(({ accountId }) => accountId.slice('main/'.length));
const connections = new Map([['main', 'north.example SendGrid']]);

describe('an email or a domain that was typed finds no other customer', () => {
  test.each([
    ['an email with a letter less', 'info@bergman.example'],
    ['an email with two errors', 'inof@bergmann.exmaple'],
    ['an email with a letter changed', 'info@bergmamn.example'],
    ['an email that is the front of another one, word by word', 'u3@d3.example'],
    ['an email whose end is another one', 'lena@harbour.example'],
    ['an email at the domain of a customer', 'vera@bergmann.example'],
    ['a domain with a letter less', 'bergman.example'],
    ['a domain in capitals', 'BERGMAN.EXAMPLE'],
    ['a domain that is the front of another one, word by word', 'd3.example'],
    ['a domain whose end is another one', 'mann.example'],
    ['a domain with the wrong end', 'bergmann.exmaple'],
    ['a domain with its parts swapped', 'example.bergmann'],
    ['a domain beside a name', 'bergmann bergman.example'],
    ['an email in brackets', '<info@bergman.example>'],
    ['a web address', 'https://bergman.example/contact'],
    ['an email as a link', 'mailto:info@bergman.example'],
    ['a host of another domain', 'www.bergman.example'],
    ['a name of two words as a domain that has more', 'shop.polar'],
    ['a domain whose end is the front of a word of a name', 'cedar-valley.de'],
    ['the same as a host', 'www.cedar-valley.de'],
    ['the same as an address', 'https://cedar-valley.de/'],
    ['the same as the end of an email', '@cedar-valley.de'],
    ['the same of two letters', 'lacaze.co'],
    ['the same of another language', 'quill.es'],
    ['the same in another name of a customer', 'riverside.me'],
  ])('%s: %s', (_what, typed) => {
    expect(found(typed)).toEqual([]);
  });
});

describe('an email or a domain is found by all of it, and by its front', () => {
  test.each([
    ['info@bergmann.example', 'Bergmann KG'],
    ['INFO@Bergmann.example', 'Bergmann KG'],
    ['info@bergm', 'Bergmann KG'],
    ['info@bergmann.', 'Bergmann KG'],
    ['bergmann.exa', 'Bergmann KG'],
    ['www.bergmann.example', 'Bergmann KG'],
    ['www.harb', 'Harbour'],
    ['(bergmann.example),', 'Bergmann KG'],
    ['berg‑mann.example', 'Berg Mann'],
    ['b.len', 'Harbour'],
    ['lake.example', 'Lake'],
    ['desk@lake.example', 'Lake'],
    ['polar.shop', 'Polar Shop'],
    ['riverside.media', 'Quill Estate'],
    ['e.on', 'E.ON'],
    ['dr.weber', 'Dr. Weber GmbH & Co. KG'],
    ['weber gmbh & co.kg', 'Dr. Weber GmbH & Co. KG'],
    ['weber.example', 'Dr. Weber GmbH & Co. KG'],
    ['polar north.example', 'Polar Shop'],
  ])('%s', (typed, name) => {
    expect(found(typed)).toEqual([name]);
  });
});

describe('a typing error is forgiven in each of the other words', () => {
  test.each([
    ['infp bregmann', 'Bergmann KG'],
    ['bregmann info@bergmann.example', 'Bergmann KG'],
    ['plar shpo', 'Polar Shop'],
  ])('%s', (typed, name) => {
    expect(found(typed)).toEqual([name]);
  });
});
