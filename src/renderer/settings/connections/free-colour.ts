import { type Connection, type ConnectionColour, connectionColours } from '../../../shared/connection.ts';

/** The first colour that no connection has yet. */
export function freeColour(connections: readonly Connection[]): ConnectionColour {
  const taken = new Set(connections.map(({ colour }) => colour));
  return connectionColours.find((colour) => !taken.has(colour)) ?? 'grey';
}
