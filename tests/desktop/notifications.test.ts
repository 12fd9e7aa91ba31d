import { describe, expect, test } from 'vitest';
import { withoutMarkup } from '../../src/main/desktop/notifications.ts';

describe('a notification', () => {
  test('has no tags that a Linux desktop would interpret', () => {
    expect(withoutMarkup('<a href="https://evil.example">Acme</a> & Sons')).toBe(
      '‹a href="https://evil.example"›Acme‹/a› & Sons',
    );
  });
});
