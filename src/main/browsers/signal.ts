const signals = { ask: 'SIGTERM', force: 'SIGKILL' } as const;

export function signalFor(how: 'ask' | 'force', pid: number): void {
  try {
    process.kill(pid, signals[how]);
  } catch {
    // It has ended in the meantime.
  }
}
