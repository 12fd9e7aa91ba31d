import type { Change } from './change.ts';
import type { EventOf } from './launcher-events.ts';
import { fail, say } from './notices.ts';

/** The key of a connection was connected for the provider's other region as well. Its customers come by themselves. */
export const onRegionConnected = ({ connectionId, reply }: EventOf<'region-connected'>): Change =>
  reply.ok
    ? say(`Connected as ${reply.value.label}. Its customers are being read`)
    : fail(reply.problem, null, { do: 'connect-other-region', connectionId });
