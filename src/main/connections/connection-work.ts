/** What runs in the background for a connection: reading its list, and asking for names. `sync` implements it. */
export interface ConnectionWork {
  /** A new connection: read its list now. */
  begin(connectionId: string): void;
  /** Resolves when nothing can write for the connection any more. */
  stop(connectionId: string): Promise<void>;
  /** Goes on after `stop`. */
  resume(connectionId: string): void;
  /** Another key or another region has another list: read it from its first page. */
  startOver(connectionId: string): void;
}
