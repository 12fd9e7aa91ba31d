import { readFileSync } from 'node:fs';

/** One end of a TCP connection over this machine's loopback. */
export interface Ends {
  /** The port of the program that connected. */
  from: number;
  /** The port that it connected to. */
  to: number;
}

/**
 * 127.0.0.1 as the kernel writes it on a little-endian machine: on its own, and inside IPv6, which some browsers use for
 * both. Source: proc_pid_net(5); net/ipv4/tcp_ipv4.c, get_tcp4_sock.
 */
const loopback = ['0100007F', '0000000000000000FFFF00000100007F'];
const established = '01';

const portWords = (port: number): string => port.toString(16).toUpperCase().padStart(4, '0');

/**
 * The user id of the program that connected, from the kernel's tables of connections. Null if they do not have the
 * connection. Only a connection that is established has an owner: one that has ended counts as root's.
 */
export function ownerOf({ from, to }: Ends, tables: readonly string[]): number | null {
  const ends = loopback.map((address) => `${address}:${portWords(from)} ${address}:${portWords(to)} ${established}`);
  for (const line of tables.flatMap((table) => table.split('\n'))) {
    const [, local, remote, state, , , , uid] = line.trim().split(/\s+/);
    if (ends.includes(`${local} ${remote} ${state}`)) return Number(uid);
  }
  return null;
}

/** Linux: whether this user made the connection. Reads the kernel's tables now, so that nothing can change in between. */
export function isOwnConnection(ends: Ends, uid: number): boolean {
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].map(readTable);
  return ownerOf(ends, tables) === uid;
}

/** Empty if this machine has no such table, e.g. no IPv6. */
function readTable(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
