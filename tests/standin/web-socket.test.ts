import { expect, test } from 'vitest';
import { frame, listenForSockets, readFrame } from './web-socket.ts';

test.each([0, 1, 125, 126, 65_535, 65_536, 3_000_000])(
  'carries %i characters to a real client and back',
  async (length) => {
    const url = await listenForSockets((peer) => ({ text: (text) => peer.send(text), closed: () => {} }));
    const socket = new WebSocket(url);
    const sent = 'ä'.repeat(length);
    const got = await new Promise((resolve, reject) => {
      socket.addEventListener('open', () => socket.send(sent));
      socket.addEventListener('message', ({ data }) => resolve(data));
      socket.addEventListener('error', () => reject(new Error('the socket failed')));
    });
    socket.close();
    expect(got === sent).toBe(true);
  },
);

test('emits when the client disconnects', async () => {
  const closed = Promise.withResolvers<void>();
  const url = await listenForSockets(() => ({ text: () => {}, closed: () => closed.resolve() }));
  const socket = new WebSocket(url);
  socket.addEventListener('open', () => socket.close());
  await closed.promise;
});

test('reads a frame only when it is complete', () => {
  const whole = frame(1, Buffer.from('x'.repeat(200)));
  for (let length = 0; length < whole.length; length += 1) expect(readFrame(whole.subarray(0, length))).toBeNull();
  expect(readFrame(Buffer.concat([whole, whole]))).toMatchObject({ opcode: 1, final: true, length: whole.length });
});
