/** What runs in the background for a connection: reading its list, and asking for names. `sync` implements it. */
export interface ConnectionWork {
  /** A new connection: read its list now. */
  begin(connectionId: string): void;
  /** Resolves when nothing can write for the connection any more. */
  stop(connectionId: string): Promise<void>;
  /** Goes on after `stop`. */
  resume(connectionId: string): void;
  /**
   * Reads the list of another key or region from its first page. `isOther`: it is known to have other customers, so that it may
   * well be shorter.
   */
  startOver(connectionId: string, list: { isOther: boolean }): void;
}
