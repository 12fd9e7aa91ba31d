// Turns values into text and back, as the structured clone algorithm would copy them. Both functions are also sent to
// pages as text, so neither uses anything outside itself.

/**
 * Throws for what cannot be cloned, as Electron does. `crossing` may return another form for a function or a promise,
 * which the context bridge needs.
 */
export function toText(value: unknown, crossing?: (part: unknown) => readonly [string, number] | undefined): string {
  const places = new Map<object, number>();
  const write = (part: unknown): unknown => {
    if (part === null || typeof part === 'string' || typeof part === 'boolean') return part;
    if (part === undefined) return ['undefined'];
    if (typeof part === 'number') {
      if (Object.is(part, -0)) return ['number', '-0'];
      return Number.isFinite(part) ? part : ['number', String(part)];
    }
    if (typeof part === 'bigint') return ['bigint', String(part)];
    const crossed = crossing?.(part);
    if (crossed) return crossed;
    if (typeof part !== 'object') throw new Error('An object could not be cloned.');
    const place = places.get(part);
    if (place !== undefined) return ['again', place];
    places.set(part, places.size);
    if (Array.isArray(part)) return ['array', ...part.map(write)];
    if (ArrayBuffer.isView(part)) {
      const bytes = new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
      // A subclass, such as Node's Buffer, arrives as the class that it extends.
      const kind = Object.prototype.toString.call(part).slice(8, -1);
      return ['bytes', kind, base64(bytes)];
    }
    if (part instanceof Date) return ['date', write(part.getTime())];
    if (part instanceof RegExp) return ['pattern', part.source, part.flags];
    if (part instanceof Map) return ['map', ...[...part].flat(1).map(write)];
    if (part instanceof Set) return ['set', ...[...part].map(write)];
    if (part instanceof Error) return ['error', part.name, part.message, part.stack ?? ''];
    if (part instanceof ArrayBuffer) return ['bytes', 'ArrayBuffer', base64(new Uint8Array(part))];
    if (part instanceof Promise || part instanceof WeakMap || part instanceof WeakSet || part instanceof WeakRef) {
      throw new Error('An object could not be cloned.');
    }
    if ('Node' in globalThis && part instanceof Node) throw new Error('An object could not be cloned.');
    // Only own enumerable properties, without prototypes. Pairs, because a property may be called __proto__.
    return ['object', ...Object.entries(part).flatMap(([name, property]) => [name, write(property)])];
  };
  const base64 = (bytes: Uint8Array): string => {
    let text = '';
    for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    return btoa(text);
  };
  return JSON.stringify(write(value));
}

/** Turns the text back into a value. `crossed` reads what `crossing` wrote. */
export function fromText(text: string, crossed?: (kind: string, id: number) => unknown): unknown {
  const places: object[] = [];
  const keep = <T extends object>(part: T): T => {
    places.push(part);
    return part;
  };
  const errors: Record<string, ErrorConstructor | undefined> = {
    EvalError,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
    URIError,
  };
  const views: Record<string, (new (buffer: ArrayBuffer) => ArrayBufferView) | undefined> = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  };
  const read = (part: unknown): unknown => {
    if (!Array.isArray(part)) return part;
    const [kind, ...rest] = part as [string, ...unknown[]];
    const [first, second, third] = rest as string[];
    switch (kind) {
      case 'undefined':
        return undefined;
      case 'number':
        return Number(first);
      case 'bigint':
        return BigInt(first ?? 0);
      case 'again':
        return places[Number(first)];
      case 'array': {
        const array: unknown[] = keep([]);
        for (const item of rest) array.push(read(item));
        return array;
      }
      case 'date':
        return keep(new Date(Number(read(first))));
      case 'pattern':
        return keep(new RegExp(first ?? '', second));
      case 'map': {
        const map = keep(new Map());
        for (let at = 0; at < rest.length; at += 2) map.set(read(rest[at]), read(rest[at + 1]));
        return map;
      }
      case 'set': {
        const set = keep(new Set());
        for (const item of rest) set.add(read(item));
        return set;
      }
      case 'error': {
        const error = keep(new (errors[first ?? ''] ?? Error)(second));
        Object.defineProperty(error, 'stack', { value: third, writable: true, configurable: true });
        return error;
      }
      case 'bytes': {
        const binary = atob(second ?? '');
        const bytes = new Uint8Array(binary.length);
        for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
        const View = views[first ?? ''];
        return keep(View ? new View(bytes.buffer) : bytes.buffer);
      }
      case 'object': {
        const object = keep({});
        for (let at = 0; at < rest.length; at += 2) {
          Object.defineProperty(object, rest[at] as string, {
            value: read(rest[at + 1]),
            writable: true,
            enumerable: true,
            configurable: true,
          });
        }
        return object;
      }
      default:
        return crossed?.(kind, Number(first));
    }
  };
  return read(JSON.parse(text));
}
