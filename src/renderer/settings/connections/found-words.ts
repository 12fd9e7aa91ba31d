import { countOf } from '../../../shared/format.ts';

/** What a good key brought to light. */
export const foundWords = (accountTotal: number): string => `Found ${countOf(accountTotal, 'account')}.`;
