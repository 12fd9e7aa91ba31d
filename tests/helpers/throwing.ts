import { DatabaseSync, StatementSync } from 'node:sqlite';

/** Makes one call throw, of all calls that the program makes to what is outside of it. */
export class Throwing {
  readonly #message: string;
  #at: number | null = null;
  #calls = 0;
  #thrown: string | null = null;

  constructor(message: string) {
    this.#message = message;
  }

  /** The nth call from now throws, or none. Returns the name of the one that has thrown since the last time, or null. */
  at(call: number | null): string | null {
    const thrown = this.#thrown;
    this.#at = call;
    this.#calls = 0;
    this.#thrown = null;
    return thrown;
  }

  /** The same object, whose functions throw when it is their turn. */
  in<T extends object>(thing: T, name: string): T {
    const entries = Object.entries(thing).map(([key, value]: [string, unknown]) => {
      const path = `${name}.${key}`;
      if (typeof value === 'function') return [key, this.#throwingIn(value as (...all: unknown[]) => unknown, path)];
      return [key, typeof value === 'object' && value !== null ? this.in(value, path) : value];
    });
    return Object.fromEntries(entries) as T;
  }

  /** Every statement, of all databases of this process. */
  inDatabase(): void {
    const statements = StatementSync.prototype as unknown as Record<string, (...all: unknown[]) => unknown>;
    for (const name of ['all', 'get', 'iterate', 'run'])
      statements[name] = this.#throwingIn(statements[name] ?? (() => {}), `statement.${name}`);
    const databases = DatabaseSync.prototype as unknown as Record<string, (...all: unknown[]) => unknown>;
    databases['exec'] = this.#throwingIn(databases['exec'] ?? (() => {}), 'database.exec');
  }

  #throwingIn(called: (...all: unknown[]) => unknown, name: string): (...all: unknown[]) => unknown {
    const throwing = this;
    return function (this: unknown, ...all: unknown[]) {
      throwing.#reached(name);
      return called.apply(this, all);
    };
  }

  #reached(name: string): void {
    if (this.#at === null) return;
    this.#calls += 1;
    if (this.#calls !== this.#at) return;
    this.#at = null;
    this.#thrown = name;
    throw new Error(this.#message);
  }
}
