import { jsonReply, type PretendReply } from '../pretend-provider.ts';

/** Source: developers.brevo.com, error codes. */
export const error = (status: number, code: string, message: string): PretendReply =>
  jsonReply(status, { code, message });
