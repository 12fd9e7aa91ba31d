import { gzipSync } from 'node:zlib';
import type { PretendProvider, PretendReply } from '../providers/pretend-provider.ts';

/**
 * How a provider's API may reply to every request for a while: a status with the vendor's own words, or a middlebox in front of it.
 * `hotel`: the page of a network that wants a sign-in. `filter`: a page of a firewall. `empty`: a reply without a body.
 * `compressed`: gzip that no request asked for. `blocked`: the vendor refuses the key for a while.
 */
export const replyDays = [
  '402',
  '403',
  '429',
  '451',
  '500',
  '502',
  '503',
  '504',
  'blocked',
  'hotel',
  'filter',
  'empty',
  'compressed',
] as const;
export type ReplyDay = (typeof replyDays)[number];

/**
 * What may be wrong with a provider's list of customers, while everything else is as documented. `count-…`: it gives half or
 * twice as many customers as there are, or no number. `customers-leave`: after each page some at its beginning leave, so that
 * the others move up. `customers-join`: some join there, so that the others move down.
 */
const listDays = ['count-half', 'count-double', 'count-missing', 'customers-leave', 'customers-join'] as const;
type ListDay = (typeof listDays)[number];

export type BadDay = ReplyDay | ListDay;
export const badDays: readonly BadDay[] = [...replyDays, ...listDays];

/** How many customers leave or join after each page. */
const movedByPage = 3;

export const isReplyDay = (day: BadDay): day is ReplyDay => replyDays.some((each) => each === day);

/** How many leave and join after a page of the list. */
export const changeAfterPage = (day: BadDay | null): { leave: number; join: number } => ({
  leave: day === 'customers-leave' ? movedByPage : 0,
  join: day === 'customers-join' ? movedByPage : 0,
});

/** What the list gives as the number of customers; null: nothing. */
export function listedCount(day: BadDay | null, count: number): number | null {
  switch (day) {
    case 'count-half':
      return Math.floor(count / 2);
    case 'count-double':
      return count * 2;
    case 'count-missing':
      return null;
    default:
      return count;
  }
}

export function replyOfBadDay(day: ReplyDay, pretend: PretendProvider): PretendReply {
  const html = { 'content-type': 'text/html; charset=utf-8' };
  switch (day) {
    case 'hotel':
      return {
        status: 200,
        headers: html,
        body: '<!doctype html><title>Welcome</title><p>Sign in to use this network.',
      };
    case 'filter':
      return { status: 403, headers: html, body: '<!doctype html><title>Blocked</title><p>error code: 1010' };
    case 'empty':
      return { status: 200 };
    case 'compressed': {
      const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
      return { status: 200, headers, body: gzipSync('{}').toString('latin1'), isLatin1: true };
    }
    case 'blocked':
      return pretend.block;
    default:
      return pretend.failure(Number(day));
  }
}
