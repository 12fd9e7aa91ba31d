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

test('does what it has, private fields and listeners included', () => {
  const lamp = standIn<Lamp>('lamp', new LampPart());
  const heard: string[] = [];
  lamp.on('lit', (how: string) => heard.push(how));
  lamp.emit('lit', lamp.turnOn());
  expect(heard).toEqual(['on']);
});

test('fails by name for what it lacks', () => {
  const lamp = standIn<Lamp>('lamp', new LampPart());
  expect(() => lamp.dim(50)).toThrow('stand-in: lamp.dim is not implemented');
});

test('can be awaited, printed and compared all the same', async () => {
  const lamp = standIn<Lamp>('lamp', new LampPart());
  expect(await lamp).toBe(lamp);
  expect(JSON.stringify(lamp)).toContain('{');
  expect(lamp).toEqual(lamp);
});

test('makes a class of it: its instances and its static members fail by name as well', () => {
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

test('can be imported whole, and fails by name where nothing of a module is there', () => {
  expect(() => electron.autoUpdater.checkForUpdates()).toThrow(
    'stand-in: autoUpdater.checkForUpdates is not implemented',
  );
  expect(() => new electron.View()).toThrow('stand-in: View is not implemented');
});
