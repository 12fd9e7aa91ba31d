import { expect, test } from 'vitest';
import { idTails } from '../../src/main/search/id-tails.ts';

test('six characters are enough for most ids, and a short id is shown whole', () => {
  expect(idTails(['10004321', '10009876', '42'])).toEqual(['004321', '009876', '42']);
});

test('a tail is as long as it must be to tell one id from all others', () => {
  expect(idTails(['a1-00000007', 'b1-00000007', 'b2-99999999'])).toEqual(['a1-00000007', 'b1-00000007', '999999']);
  expect(idTails(['x1234567', 'y1234567'])).toEqual(['x1234567', 'y1234567']);
  expect(idTails(['xa234567', 'xb234567'])).toEqual(['a234567', 'b234567']);
});

test('an id that ends another one is shown whole, and the other one longer', () => {
  expect(idTails(['34567890', '1234567890'])).toEqual(['34567890', '234567890']);
});

test('equal ids have equal tails', () => {
  expect(idTails(['10004321', '10004321'])).toEqual(['004321', '004321']);
});
