import { EventEmitter } from 'node:events';

/**
 * A stand-in for an Electron class or module may have any of its members, each exactly as electron.d.ts declares it.
 */
export type PartOf<Whole> = { [Name in keyof Whole as Name extends keyof EventEmitter ? never : Name]?: Whole[Name] };

/** `await`, consoles, inspectors and test runners read these from any object. That is no use of the API. */
const askedOfAnything = new Set([
  'then',
  'toJSON',
  'inspect',
  'nodeType',
  'constructor',
  'prototype',
  'asymmetricMatch',
]);

const trapped = new WeakSet<object>();

/**
 * Presents a part as the whole. A member that the part lacks fails with its name when it is used, so that nothing is
 * silently undefined. Returns the same object: the trap is in its prototype, so that private fields keep working. Once
 * `isGone`, every native member throws as in Electron.
 */
export function standIn<Whole extends object>(name: string, part: PartOf<Whole>, isGone = (): boolean => false): Whole {
  // The one cast that presents a part as the whole. The trap below makes it true.
  const whole = part as unknown as Whole;
  if (trapped.has(whole)) return whole;
  trapped.add(whole);
  Object.setPrototypeOf(
    part,
    new Proxy(Object.getPrototypeOf(part) as object, {
      // For instanceof: the real prototype is below the trap.
      getPrototypeOf: (prototype) => prototype,
      get(prototype, key, receiver) {
        if (typeof key === 'symbol' || key in EventEmitter.prototype || askedOfAnything.has(key)) {
          return Reflect.get(prototype, key, receiver) as unknown;
        }
        if (!(key in prototype)) throw new Error(`stand-in: ${name}.${key} is not implemented`);
        if (key !== 'isDestroyed' && isGone()) throw new TypeError('Object has been destroyed');
        return Reflect.get(prototype, key, receiver) as unknown;
      },
    }),
  );
  return whole;
}

type Class = abstract new (...args: never[]) => object;
type PartOfClass<Whole extends Class> = (new (
  ...args: ConstructorParameters<Whole>
) => PartOf<InstanceType<Whole>>) & { [Name in Exclude<keyof Whole, 'prototype'>]?: Whole[Name] };

/** The same for a class: its instances and its static members. */
export function standInClass<Whole extends Class>(name: string, part: PartOfClass<Whole>): Whole {
  return new Proxy(part, {
    construct: (target, args) => standIn(name, new target(...(args as ConstructorParameters<Whole>))) as object,
    get(target, key, receiver) {
      if (typeof key === 'symbol' || key in target || askedOfAnything.has(key)) {
        return Reflect.get(target, key, receiver) as unknown;
      }
      throw new Error(`stand-in: ${name}.${key} is not implemented`);
    },
  }) as unknown as Whole;
}

/** A part of Electron that does not exist here: it can be imported, but not used. */
export function missing<Whole extends object>(name: string): Whole {
  const fail = (key?: string | symbol): never => {
    throw new Error(`stand-in: ${name}${key === undefined ? '' : `.${String(key)}`} is not implemented`);
  };
  return new Proxy(class {}, {
    get: (_target, key) => (typeof key === 'symbol' || askedOfAnything.has(key) ? undefined : fail(key)),
    construct: () => fail(),
    apply: () => fail(),
  }) as unknown as Whole;
}

/** Emits with an event of Electron's kind. Returns whether a listener prevented what it announces. */
export function emitPreventable(emitter: EventEmitter, name: string, details: object, ...args: unknown[]): boolean {
  let prevented = false;
  const event = Object.defineProperty(
    Object.assign(Object.create(null) as object, {
      preventDefault() {
        prevented = true;
      },
    }),
    'defaultPrevented',
    { get: () => prevented, enumerable: true },
  );
  // Copied as properties, not values: `frame` of an event is a getter that can turn null.
  Object.defineProperties(event, Object.getOwnPropertyDescriptors(details));
  emitter.emit(name, event, ...args);
  return prevented;
}

/** An event that nothing can prevent. */
export const plainEvent = (): { preventDefault(): void; defaultPrevented: false } => ({
  preventDefault() {},
  defaultPrevented: false,
});
