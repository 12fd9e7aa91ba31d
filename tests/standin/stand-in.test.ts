import { EventEmitter } from 'node:events';
import * as electron from 'electron';
import { expect, test } from 'vitest';
import { emitPreventable, type PartOf, standIn, standInClass } from './stand-in.ts';

interface Lamp extends NodeJS.EventEmitter {
  turnOn(): string;
  dim(percent: number): void;
}

class LampPart extends EventEmitter implements PartOf<Lamp> {
  #on = 'on';
  turnOn(): string {
    return this.#on;
  }
}

test('supports the members that it has, with private fields and listeners', () => {
  const lamp = standIn<Lamp>('lamp', new LampPart());
  const heard: string[] = [];
  lamp.on('lit', (how: string) => heard.push(how));
  lamp.emit('lit', lamp.turnOn());
  expect(heard).toEqual(['on']);
});

test('fails with the name of a member that it lacks', () => {
  const lamp = standIn<Lamp>('lamp', new LampPart());
  expect(() => lamp.dim(50)).toThrow('stand-in: lamp.dim is not implemented');
});

test('can still be awaited, printed and compared', async () => {
  const lamp = standIn<Lamp>('lamp', new LampPart());
  expect(await lamp).toBe(lamp);
  expect(JSON.stringify(lamp)).toContain('{');
  expect(lamp).toEqual(lamp);
});

test('does the same for a class: its instances and its static members fail with their names too', () => {
  class Room {
    static count(): number {
      return 1;
    }
    static clean(): void {}
    size(): number {
      return 20;
    }
    paint(): void {}
  }
  class RoomPart implements PartOf<Room> {
    static count(): number {
      return 2;
    }
    size(): number {
      return 30;
    }
  }
  const Stood = standInClass<typeof Room>('Room', RoomPart);
  expect(new Stood()).toBeInstanceOf(RoomPart);
  expect([Stood.count(), new Stood().size()]).toEqual([2, 30]);
  expect(() => Stood.clean()).toThrow('stand-in: Room.clean is not implemented');
  expect(() => new Stood().paint()).toThrow('stand-in: Room.paint is not implemented');
});

test('lets a listener prevent what an event announces, and keeps its getters', () => {
  const emitter = new EventEmitter();
  let frame: string | null = 'there';
  const seen: unknown[] = [];
  emitter.on('will-go', (event: { url: string; frame: string | null; preventDefault(): void }, to: string) => {
    frame = null;
    seen.push(event.url, event.frame, to);
    event.preventDefault();
  });
  const details = {
    url: 'a:',
    get frame() {
      return frame;
    },
  };
  expect(emitPreventable(emitter, 'will-go', details, 'b:')).toBe(true);
  expect(emitPreventable(emitter, 'nobody-listens', details)).toBe(false);
  expect(seen).toEqual(['a:', null, 'b:']);
});

test('can be imported whole, and fails with the name of a module that does not exist here', () => {
  expect(() => electron.autoUpdater.checkForUpdates()).toThrow(
    'stand-in: autoUpdater.checkForUpdates is not implemented',
  );
  expect(() => new electron.View()).toThrow('stand-in: View is not implemented');
});
