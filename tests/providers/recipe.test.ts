import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const recipe = readFileSync(join(root, 'docs', 'adding-a-provider.md'), 'utf8');
/** Each begins with the file that it quotes. */
const quotes = [...recipe.matchAll(/```ts\n\/\/ (\S+)\n([\s\S]*?)```/g)].map(([, file = '', code = '']) => ({
  file,
  code,
}));

test.each(quotes)('docs/adding-a-provider.md quotes $file as it is', ({ file, code }) => {
  expect(readFileSync(join(root, file), 'utf8')).toContain(code);
});

test('docs/adding-a-provider.md names files and folders that exist', () => {
  expect(quotes.length).toBeGreaterThan(3);
  for (const [, file = ''] of recipe.matchAll(/\]\(\.\.\/([^)]+)\)/g)) {
    expect(readFileSync(join(root, file), 'utf8')).not.toBe('');
  }
});
