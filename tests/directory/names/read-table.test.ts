import { describe, expect, test } from 'vitest';
import { readNamesTable } from '../../../src/main/directory/names/read-table.ts';
import { fc } from '../../helpers/any-input.ts';
import { triesBadInputs } from '../../helpers/figures.ts';
import { bytesOf, unwrap } from '../../helpers/temp-directory.ts';

const cellsOf = async (bytes: Uint8Array): Promise<(readonly string[])[]> =>
  unwrap(await readNamesTable(bytes)).lines.map(({ cells }) => cells);

const whyOf = async (bytes: Uint8Array): Promise<string> => {
  const read = await readNamesTable(bytes);
  return read.ok || read.problem.kind !== 'names-file-unreadable' ? 'read' : read.problem.why;
};

function utf16be(text: string): Uint8Array {
  return Buffer.from(text, 'utf16le').swap16();
}

describe('encodings', () => {
  const text = 'id;name\r\n1;Müller & Söhne\r\n2;Café “Zoë”\r\n';
  const rows = [
    ['id', 'name'],
    ['1', 'Müller & Söhne'],
    ['2', 'Café “Zoë”'],
  ];
  // Windows' code page 1252, by hand: the curly quotes are 0x93 and 0x94.
  const latin1 = Buffer.from(text.replace('“', '\x93').replace('”', '\x94'), 'latin1');
  const files: [string, Uint8Array, string][] = [
    ['UTF-8', bytesOf(text), 'UTF-8'],
    ['UTF-8 with a mark', bytesOf(`\ufeff${text}`), 'UTF-8'],
    ['UTF-16LE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le'), 'UTF-16LE'],
    ['UTF-16LE without', Buffer.from(text, 'utf16le'), 'UTF-16LE'],
    ['UTF-16BE with a mark', utf16be(`\ufeff${text}`), 'UTF-16BE'],
    ['UTF-16BE without', utf16be(text), 'UTF-16BE'],
    ['Western letters as Windows writes them', latin1, 'windows-1252'],
  ];

  test.each(files)('reads %s', async (_, bytes, encoding) => {
    const table = unwrap(await readNamesTable(bytes));
    expect(table).toMatchObject({ encoding, delimiter: ';', width: 2, unreadable: [] });
    expect(table.lines.map(({ cells }) => cells)).toEqual(rows);
  });

  test('reads a character that lies across two pieces of a large file', async () => {
    const line = `1;${'ü'.repeat(1_000)}\n`;
    const table = unwrap(await readNamesTable(bytesOf(`id;x\n${line.repeat(900)}`)));
    expect(table.lines).toHaveLength(901);
    expect(new Set(table.lines.slice(1).map(({ cells }) => cells[1]))).toEqual(new Set(['ü'.repeat(1_000)]));
  });

  test.each([
    ['a zip, as a spreadsheet is', Buffer.from('504b030414000600080000002100', 'hex')],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['half a UTF-16 character', Buffer.from('\ufeffid\ud83d', 'utf16le')],
  ])('does not take %s for text', async (_, bytes) => {
    expect(await whyOf(bytes)).toBe('encoding');
  });
});

describe('delimiters and quotes', () => {
  test.each([',', ';', '\t', '|'])('finds the delimiter %j', async (delimiter) => {
    const text = [
      ['id', 'name', 'note'],
      ['1', 'Acme', 'a'],
      ['2', 'Globex', 'b'],
    ].map((row) => row.join(delimiter));
    const table = unwrap(await readNamesTable(bytesOf(text.join('\n'))));
    expect(table).toMatchObject({ delimiter, width: 3 });
  });

  test('uses the delimiter that a spreadsheet names in its own first line', async () => {
    const table = unwrap(await readNamesTable(bytesOf('sep=;\r\nid;name\r\n1;"a, b, c"\r\n')));
    expect(table.lines).toEqual([
      { line: 2, cells: ['id', 'name'] },
      { line: 3, cells: ['1', 'a, b, c'] },
    ]);
  });

  test('reads quoted delimiters, line breaks and quotes, and quotes in the middle of a plain cell', async () => {
    const text = 'id,name\r\n1,"Acme, ""the"" best\r\nof all"\r\n2,5" pipes\r\n3,x\r\n';
    const table = unwrap(await readNamesTable(bytesOf(text)));
    expect(table.lines).toEqual([
      { line: 1, cells: ['id', 'name'] },
      { line: 2, cells: ['1', 'Acme, "the" best\r\nof all'] },
      { line: 4, cells: ['2', '5" pipes'] },
      { line: 5, cells: ['3', 'x'] },
    ]);
  });

  test.each(['\n', '\r\n', '\r'])('counts lines as an editor does, even empty ones, with %j', async (lineBreak) => {
    const text = ['id,name', '', '1,Acme', '  ', ',,', '2,Globex'].join(lineBreak);
    const { lines } = unwrap(await readNamesTable(bytesOf(text)));
    expect(lines.map(({ line }) => line)).toEqual([1, 3, 6]);
  });

  test('loses one line to a quotation mark that is never closed, wherever it is', async () => {
    for (const bad of [0, 5, 700, 1_499]) {
      const rows = Array.from({ length: 1_500 }, (_, n) => (n === bad ? `"${n},Bad` : `${n},"Good, ${n}"`));
      const table = unwrap(await readNamesTable(bytesOf(`id,name\n${rows.join('\n')}`)));
      expect(table.unreadable).toEqual([bad + 2]);
      expect(table.lines).toHaveLength(1_500);
    }
  });

  test('loses one line to text after a closing quotation mark', async () => {
    const table = unwrap(await readNamesTable(bytesOf('id,name\n1,"Acme" Corp\n2,Globex\n3,"a""b"\n')));
    expect(table.unreadable).toEqual([2]);
    expect(table.lines.map(({ cells }) => cells[1])).toEqual(['name', 'Globex', 'a"b']);
  });

  test.each(['\n', '\r\n', '\r'])('reads a file of stray quotation marks only, with %j', async (lineBreak) => {
    const table = unwrap(await readNamesTable(bytesOf(`id,name${lineBreak}${`"a"b${lineBreak}`.repeat(3_000)}`)));
    expect(table.lines).toHaveLength(1);
    expect(table.unreadable).toHaveLength(3_000);
  });

  test('reads lines of different lengths', async () => {
    expect(await cellsOf(bytesOf('id,name\n1\n2,Globex,more\n'))).toEqual([
      ['id', 'name'],
      ['1'],
      ['2', 'Globex', 'more'],
    ]);
  });
});

describe('limits', () => {
  test('refuses what is too large', async () => {
    expect(await whyOf(new Uint8Array(64 * 1024 * 1024 + 1))).toBe('too-large');
    expect(await whyOf(bytesOf('a\n'.repeat(500_001)))).toBe('too-large');
    expect(await whyOf(bytesOf(`${','.repeat(199)}x\n`.repeat(26_000)))).toBe('too-large');
  });

  test('refuses an endless line, quickly', async () => {
    expect(await whyOf(bytesOf('x,'.repeat(2_000_000)))).toBe('encoding');
  });

  test('refuses a file without rows', async () => {
    for (const text of ['', '\n\n', ' , \n', '\ufeff']) expect(await whyOf(bytesOf(text))).toBe('empty');
  });

  test('cuts endless cells, and rows of endless columns', async () => {
    const [first] = await cellsOf(bytesOf(`${'x'.repeat(50_000)}${',y'.repeat(500)}\n`));
    expect(first).toHaveLength(200);
    expect(first?.[0]).toHaveLength(4_000);
  });
});

describe('any file at all', () => {
  test('is read or refused, and never stops the program', triesBadInputs(2_000), async () => {
    const pieces = fc.constantFrom(
      '"',
      '""',
      ',',
      ';',
      '\t',
      '\n',
      '\r\n',
      '\r',
      'sep=',
      "'",
      '=',
      'id',
      'x',
      'ü',
      '🙂',
      '\0',
      '\ufeff',
      ' ',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 60 }), async (parts) => {
        const read = await readNamesTable(bytesOf(parts.join('')));
        if (!read.ok) expect(read.problem.kind).toBe('names-file-unreadable');
        if (!read.ok) return;
        const { lines, unreadable } = read.value;
        const numbers = [...lines.map(({ line }) => line), ...unreadable].sort((a, b) => a - b);
        expect(new Set(numbers).size).toBe(numbers.length);
        expect(numbers.every((line) => line >= 1 && line <= parts.length + 1)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test('is read or refused, whatever its bytes', triesBadInputs(2_000), async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const read = await readNamesTable(bytes);
        if (!read.ok) expect(read.problem.kind).toBe('names-file-unreadable');
      }),
      { numRuns: 2_000 },
    );
  });
});
