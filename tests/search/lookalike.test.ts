import { describe, expect, test } from 'vitest';
import { glance, looksAlike } from '../../src/main/search/lookalike.ts';

describe('names that are easily confused', () => {
  test.each([
    ['Acme', 'ACME'],
    ['Acme Inc.', 'Acme GmbH'],
    ['Café Zürich', 'Cafe Zurich'],
    ['Smith & Sons', 'Smith and Sons'],
    ['Globex', 'Globexx'],
    ['Northwind', 'Northwnid'],
    ['Blue River 1', 'Blue River 2'],
    // Legal forms as companies write them.
    ['Acme Inc.', 'Acme'],
    ['Acme Pty Ltd', 'Acme'],
    ['Acme GmbH', 'Acme AG'],
    ['Acme S.A.', 'Acme SA'],
    ['Acme S. A.', 'Acme'],
    ['Acme S.A. de C.V.', 'Acme'],
    ['Acme B.V.', 'Acme BV'],
    ['Acme S.p.A.', 'Acme SpA'],
    ['Acme S.r.l.', 'Acme'],
    ['Acme L.L.C.', 'Acme LLC'],
    ['Acme A/S', 'Acme'],
    ['Acme a.s.', 'Acme'],
    ['Acme s.r.o.', 'Acme'],
    ['Acme spol. s r.o.', 'Acme'],
    ['Acme Sp. z o.o.', 'Acme'],
    ['Acme GmbH & Co. KG', 'Acme GmbH'],
    ['Acme e.K.', 'Acme'],
    ['Acme UG (haftungsbeschränkt)', 'Acme GmbH'],
    ['Acme Ltda.', 'Acme'],
    ['Acme Pvt. Ltd.', 'Acme'],
    ['Acme Sdn. Bhd.', 'Acme'],
    ['Acme d.o.o.', 'Acme'],
    ['Acme Kft.', 'Acme'],
    ['Acme OÜ', 'Acme'],
    ['Acme Oy', 'Acme Ab'],
    ['PT Acme Tbk', 'Acme'],
    ['ООО «Ромашка»', 'Ромашка АО'],
    ['ООО Ромашка', 'Ромашка'],
    ['Ακμή Ε.Π.Ε.', 'Ακμη'],
    ['株式会社山田', '㈱山田'],
    ['株式会社山田', '山田株式会社'],
    ['示例科技有限公司', '示例科技'],
    ['주식회사 한빛', '한빛(주)'],
    ['אקמה בע"מ', 'אקמה'],
    ['บริษัท แอคมี จำกัด', 'แอคมี'],
    // "And" in other languages.
    ['Noel et Fils', 'Noël & Fils'],
    ['Müller und Söhne', 'Müller & Söhne'],
    ['García y Hijos', 'Garcia e Hijos'],
    ['Hansen og Sønner', 'Hansen och Sønner'],
    ['Jansen en Zonen', 'Jansen and Zonen'],
    ['Rossi + Figli', 'Rossi e Figli'],
    ['Иванов и Сыновья', 'Иванов & Сыновья'],
    // Long names that a row cuts off before they differ.
    ['The Friends of the Botanical Gardens of Berlin', 'The Friends of the Botanical Gardens of Hamburg'],
    // Letters that are drawn alike, or are the same.
    ['Strasse 1', 'Straße 1'],
    ['\u0410\u0441\u043c\u0435 Shop', 'Acme Shop'],
    ['Micr0soft', 'Microsoft'],
    ['Barnes Ltd', 'Bames'],
    // One letter of the legal form itself.
    ['Acme Corp', 'Acme Corq'],
    ['Acme GmbH', 'Acme GmHb'],
    ['Acme Holding GmbH', 'Acme Holdimg GmbH'],
    ['株式会社山田商店', '株式会杜山田商店'],
    ['ООО Ромашка', 'ООD Ромашка'],
    // A joining word or sign in one of them only.
    ['Foo & Baz', 'Foo Baz'],
    ['Foo + Baz', 'Foo Baz'],
    ['Foo+Baz', 'Foo and Baz'],
    ['Bar und Bau', 'Bar Bau'],
    ['Roi et Fils', 'Roi Fils'],
    ['Foo & Baz Ltd', 'Foo Baz Inc.'],
    // Umlauts written out, in one word of several, beside another difference.
    ['Mueller Söhne GmbH', 'Müller & Söhne GmbH'],
    ['Soerensen Gaard', 'Sørensen og Gård'],
    // A capital I, a small l and a one, wherever they are.
    ['Illi', 'lIli'],
    ['Al Co', 'AI Co'],
    ['Bay 1', 'Bay I'],
    ['Bay 11', 'Bay II'],
    ['Ina Inc.', 'lna Ltd'],
  ])('%s and %s', (name, other) => {
    expect(looksAlike(name, other)).toBe(true);
    expect(looksAlike(other, name)).toBe(true);
  });

  test.each([
    ['Acme', 'Globex'],
    ['Ford', 'Fork'],
    ['Ford Ltd', 'Fork Ltd'],
    ['Ford Motor Ltd', 'Ford Music Ltd'],
    ['Northwind Traders', 'Northwind Bakery'],
    ['Acme Berlin', 'Acme Bern'],
    ['Acme Berlin GmbH', 'Globex GmbH'],
    ['山田', '山本'],
    ['E Shop Berlin', 'Y Shop Bern'],
    // A word more can be read, also in parentheses.
    ['Acme (Berlin)', 'Acme (Hamburg)'],
    ['Acme Corp', 'Acme Corp (Staging)'],
    ['Vega Inc', 'Vega Inc (old)'],
    ['All', 'Ail'],
    ['Foo & Baz', 'Foo & Bakery'],
    ['Poet', 'Pot'],
  ])('but not %s and %s', (name, other) => {
    expect(looksAlike(name, other)).toBe(false);
  });

  test('a name that is only a legal form is still a name', () => {
    expect(glance('Group')).toMatchObject({ name: 'group', core: 'group', formWords: 0 });
    expect(looksAlike('Group', 'Holding')).toBe(false);
  });
});
