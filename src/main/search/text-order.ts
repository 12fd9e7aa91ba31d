import type { SortedOrder } from './sorted-order.ts';

/** Texts of rows in sorted order, each as one word, to look up rows by a whole text. */
export interface TextOrder {
  readonly order: SortedOrder;
  /** The following are by the index in the order. */
  isNameAt: (index: number) => boolean;
  textAt: (index: number) => string;
  rowAt: (index: number) => number;
  has: (row: number, text: string) => boolean;
}
