import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

// The server's side of a WebSocket, as far as DevTools needs it: text in both directions. Source: RFC 6455.

export interface Peer {
  send(text: string): void;
  close(): void;
}

export interface PeerListener {
  text(text: string): void;
  closed(): void;
}

/** Listens on a free port of this machine. Returns `ws://127.0.0.1:<port>`. */
export async function listenForSockets(connected: (peer: Peer) => PeerListener): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(404).end());
  server.on('upgrade', (request, socket) => upgrade(request, socket, connected));
  server.unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function upgrade(request: IncomingMessage, socket: Duplex, connected: (peer: Peer) => PeerListener): void {
  const accept = createHash('sha1')
    .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  const listener = connected({
    send: (text) => socket.write(frame(textFrame, Buffer.from(text))),
    close: () => socket.end(frame(closeFrame, Buffer.alloc(0))),
  });
  let buffered: Buffer = Buffer.alloc(0);
  let message: Buffer[] = [];
  socket.on('data', (data: Buffer) => {
    buffered = buffered.length === 0 ? data : Buffer.concat([buffered, data]);
    for (let read = readFrame(buffered); read; read = readFrame(buffered)) {
      buffered = buffered.subarray(read.length);
      if (read.opcode === closeFrame) socket.end(frame(closeFrame, Buffer.alloc(0)));
      else if (read.opcode === pingFrame) socket.write(frame(pongFrame, read.payload));
      else if (read.opcode === textFrame || read.opcode === continuation) {
        message.push(read.payload);
        if (!read.final) continue;
        const text = Buffer.concat(message).toString('utf8');
        message = [];
        listener.text(text);
      }
    }
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => listener.closed());
}

const continuation = 0;
const textFrame = 1;
const closeFrame = 8;
const pingFrame = 9;
const pongFrame = 10;

interface Frame {
  opcode: number;
  final: boolean;
  payload: Buffer;
  /** Size of the whole frame, in bytes. */
  length: number;
}

/** Returns the first frame, or null until it is complete. */
export function readFrame(data: Buffer): Frame | null {
  if (data.length < 2) return null;
  const [first = 0, second = 0] = data;
  const short = second & 0x7f;
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  const masked = (second & 0x80) !== 0;
  const start = 2 + lengthBytes + (masked ? 4 : 0);
  if (data.length < start) return null;
  const size = lengthBytes === 2 ? data.readUInt16BE(2) : lengthBytes === 8 ? Number(data.readBigUInt64BE(2)) : short;
  if (data.length < start + size) return null;
  const payload = Buffer.from(data.subarray(start, start + size));
  if (masked) {
    const mask = data.subarray(start - 4, start);
    for (let at = 0; at < payload.length; at += 1) payload[at] = (payload[at] ?? 0) ^ (mask[at % 4] ?? 0);
  }
  return { opcode: first & 0x0f, final: (first & 0x80) !== 0, payload, length: start + size };
}

/** Returns one whole, unmasked frame, as servers send them. */
export function frame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  head[0] = 0x80 | opcode;
  if (length < 126) head[1] = length;
  else if (length < 65_536) {
    head[1] = 126;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] = 127;
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, payload]);
}
