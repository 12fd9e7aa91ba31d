import { expect, test } from 'vitest';
import { invocation } from '../../scripts/bootstrap.mjs';

test('on Windows a path with a space reaches the command as one argument', () => {
  const [line, words, { shell }] = invocation('node', ['C:\\Users\\Jane Doe\\install.js', '--grep', 'a "b" | c'], true);
  expect(line).toBe('node "C:\\Users\\Jane Doe\\install.js" --grep "a \\"b\\" | c"');
  expect({ words, shell }).toEqual({ words: [], shell: true });
});

test('elsewhere no shell reads the arguments', () => {
  expect(invocation('node', ['a b', '$(c)'], false)).toEqual(['node', ['a b', '$(c)'], { shell: false }]);
});
