/** A helper process that can be killed if it hangs. Messages are structured-cloneable values. */
export interface ChildLink {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: () => void): void;
  /** SIGKILL or its equivalent: a process stuck in a system call must not delay the end of the program. */
  kill(): void;
}
