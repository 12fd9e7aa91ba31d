import { encode } from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { readNamesTable } from '../../../src/main/directory/names/read-table.ts';
import { type NamesEncoding, namesEncodings } from '../../../src/shared/names.ts';
import { bytesOf, choiceOf, id, syncAll, tempDirectory, unwrap } from '../../helpers/temp-directory.ts';

/** A file as a spreadsheet of that part of the world writes it. */
const fileOf = (names: readonly string[], encoding: NamesEncoding): Uint8Array =>
  encode(`id;name\r\n${names.map((name, at) => `70010${at};${name}\r\n`).join('')}`, encoding);

const namesIn = async (bytes: Uint8Array, languages: readonly string[] = ['en-GB']): Promise<(string | undefined)[]> =>
  unwrap(await readNamesTable(bytes, { languages }))
    .lines.slice(1)
    .map(({ cells }) => cells[1]);

const western = ['Bäckerei Köhler & Söhne', 'Größinger Möbel', 'Straßer Straßenbau'];
const central = ['Łódzka Drukarnia', 'Żółw i Świerszcz', 'Kraków Część'];
const cyrillic = ['Ромашка', 'Торговый дом Восток', 'Рога и копыта'];

const files: readonly (readonly [string, readonly string[], readonly NamesEncoding[]])[] = [
  ['German', western, ['windows-1252', 'macroman', 'cp850']],
  ['French', ['Crêperie « Chez Zoé »', 'L’Œil du Marché', 'Société Générique'], ['windows-1252', 'macroman']],
  ['Spanish', ['Peña y Muñoz', 'Panadería José', 'Café Español'], ['windows-1252', 'macroman', 'cp850']],
  ['Swedish', ['Åkerlund', 'Smörgås AB', 'Fjällräven'], ['windows-1252', 'macroman', 'cp850']],
  ['Icelandic', ['Þórður ehf.', 'Ísafjörður', 'Sjávarútvegur'], ['windows-1252']],
  ['Polish', central, ['windows-1250', 'iso-8859-2', 'maccenteuro', 'cp852']],
  ['Czech', ['Žižkov Pivovar', 'České dráhy', 'Škoda Děčín'], ['windows-1250', 'iso-8859-2', 'maccenteuro', 'cp852']],
  ['Hungarian', ['Győri Keksz', 'Tűzoltó Bt.', 'Hűtő Kft.'], ['windows-1250', 'iso-8859-2', 'cp852']],
  ['Russian', cyrillic, ['windows-1251', 'koi8-r', 'maccyrillic', 'cp866']],
  ['Ukrainian', ['Київський завод', 'Їжак', 'Єдність'], ['windows-1251', 'koi8-u']],
  ['Greek', ['Ελληνική Εταιρεία', 'Καφέ Αθήνα', 'Θάλασσα'], ['windows-1253', 'macgreek']],
  ['Turkish', ['Şişli Çiçekçilik', 'İzmir Gıda', 'Ağrı Süt'], ['windows-1254', 'macturkish']],
  ['Hebrew', ['חברת הדוגמה', 'מאפיית השכונה', 'קפה ים'], ['windows-1255']],
  ['Arabic', ['شركة المثال', 'مخبز الحي', 'قهوة البحر'], ['windows-1256']],
  ['Estonian', ['Õunaaed OÜ', 'Šokolaad', 'Äri ja Žürii'], ['windows-1257']],
  ['Lithuanian', ['Žemaitijos pienas', 'Šiaulių bankas', 'Ąžuolas'], ['windows-1257']],
  ['Latvian', ['Ķekava Rīga', 'Ģimenes bērni', 'Lāčplēsis'], ['windows-1257']],
  // Some tones are marks of their own there, after the letter.
  ['Vietnamese', ['Công ty Thương ma\u0323i', 'Cư\u0309a hàng Ánh Sáng', 'Viê\u0323t Đông'], ['windows-1258']],
  ['Thai', ['บริษัท ตัวอย่าง', 'ร้านขนม', 'กาแฟทะเล'], ['windows-874']],
  ['Japanese', ['株式会社サンプル', '山田商店', '点検サービス'], ['shift_jis', 'euc-jp']],
  ['Chinese of the mainland', ['示例科技有限公司', '东方商店', '海洋咖啡'], ['gb18030']],
  ['Chinese of Taiwan', ['台北科技有限公司', '高雄商店', '東方咖啡'], ['big5']],
  ['Korean', ['예시 주식회사', '동네 빵집', '바다 커피'], ['euc-kr']],
];

describe('an encoding that the file does not say', () => {
  test.each(files.flatMap(([language, names, all]) => all.map((encoding) => [language, encoding, names] as const)))(
    'is guessed: %s in %s',
    async (_, encoding, names) => {
      const bytes = fileOf(names, encoding);
      expect(unwrap(await readNamesTable(bytes)).isGuess).toBe(true);
      expect(await namesIn(bytes)).toEqual(names);
    },
  );

  test('is guessed for customers of several countries in one file, in any order and number', async () => {
    const names = ['Müller & Söhne', 'Crêperie Zoé', 'Åkerlund AB', 'Peña y Muñoz', 'São João', 'L’Œil', 'Größe'];
    for (const from of names.keys())
      for (const count of [2, 3, 7]) {
        const some = Array.from({ length: count }, (_, at) => names[(from + at) % names.length] ?? '');
        expect(await namesIn(fileOf(some, 'windows-1252'))).toEqual(some);
      }
  });

  test('is the one of the system if the letters fit several', async () => {
    const bytes = fileOf(['中文'], 'big5');
    expect(await namesIn(bytes, ['zh-TW'])).toEqual(['中文']);
    const ambiguous = fileOf(['Müller'], 'windows-1252');
    expect(await namesIn(ambiguous, ['de-CH', 'en'])).toEqual(['Müller']);
    expect(await namesIn(fileOf(['Šek'], 'windows-1257'), ['lt'])).toEqual(['Šek']);
    expect(await namesIn(fileOf(['Šek'], 'windows-1250'), ['sl-SI'])).toEqual(['Šek']);
  });

  test('is guessed from the letters, however much plain text is around them', async () => {
    const plain = Array.from({ length: 5_000 }, (_, at) => `Customer ${at}`);
    const names = [...plain, ...cyrillic, ...plain];
    expect((await namesIn(fileOf(names, 'koi8-r'))).slice(5_000, 5_003)).toEqual(cyrillic);
  });
});

describe('an encoding that the file says', () => {
  test('is no guess', async () => {
    for (const encoding of ['UTF-8', 'UTF-16LE', 'UTF-16BE'] as const) {
      const bytes = encode(`id;name\r\n1;${central[0]}\r\n`, encoding, { addBOM: true });
      expect(unwrap(await readNamesTable(bytes))).toMatchObject({ encoding, isGuess: false });
    }
    for (const text of ['id;name\r\n1;Acme\r\n', `id;name\r\n1;${central[0]}\r\n`])
      expect(unwrap(await readNamesTable(bytesOf(text)))).toMatchObject({ encoding: 'UTF-8', isGuess: false });
  });

  test('stays UTF-8 with a few bad bytes, and those lines name no customer', async () => {
    const directory = tempDirectory();
    await syncAll(directory, [{ remoteId: '1' }, { remoteId: '2' }, { remoteId: '3' }]);
    const good = bytesOf(`id;name\r\n1;${western[0]}\r\n2;${western[1]}\r\n`);
    const bytes = new Uint8Array([...good, ...bytesOf('3;K'), 0xf6, ...bytesOf('hler\r\n')]);
    const shown = unwrap(await directory.names.preview({ bytes, fileName: 'n.csv' }));
    expect(shown).toMatchObject({ encoding: 'UTF-8', encodingIsGuess: true, lines: [{ line: 4, why: 'unreadable' }] });
    unwrap(await directory.names.importNames(shown.importId, choiceOf(shown)));
    expect([1, 2, 3].map((each) => directory.accounts.get(id(`${each}`))?.name)).toEqual([western[0], western[1], '3']);
  });
});

describe('an encoding that the user chooses', () => {
  test('is the one that is read and stored', async () => {
    const directory = tempDirectory();
    await syncAll(directory, [{ remoteId: '700100' }]);
    const bytes = fileOf(['Žižek'], 'windows-1257');
    const shown = unwrap(await directory.names.preview({ bytes, fileName: 'n.csv', languages: ['tr'] }));
    const wanted = { encoding: 'windows-1257' } as const;
    const again = unwrap(await directory.names.previewAgain(shown.importId, wanted));
    expect(again).toMatchObject({ ...wanted, encodingIsGuess: false, changes: [{ before: '700100', after: 'Žižek' }] });
    const back = unwrap(await directory.names.previewAgain(shown.importId, { encoding: 'macroman' }));
    expect(back.changes[0]?.after).not.toBe('Žižek');
    unwrap(await directory.names.importNames(shown.importId, choiceOf(again)));
    expect(directory.accounts.get(id('700100'))?.name).toBe('Žižek');
  });

  test('can be any of the list', async () => {
    for (const encoding of namesEncodings) {
      const { lines } = unwrap(await readNamesTable(encode('id;name\r\n1;Acme\r\n', encoding), { encoding }));
      expect(lines.map(({ cells }) => cells)).toEqual([
        ['id', 'name'],
        ['1', 'Acme'],
      ]);
    }
  });

  test('says so if the file is nothing in it', async () => {
    const read = await readNamesTable(bytesOf('id;name\r\n1;Acme\r\n2;A\n'), { encoding: 'UTF-16LE' });
    expect(read).toEqual({ ok: false, problem: { kind: 'names-file-unreadable', why: 'chosen-encoding' } });
  });
});
