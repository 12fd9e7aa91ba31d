const everyMs = 4;

export interface Stalls {
  /** The longest time between two turns of the event loop, as a clock on the wall saw it. */
  wallMs: number;
  /** The same in time of the processor: what the program itself did, whatever else this machine was doing. */
  busyMs: number;
}

/** Watches how long the event loop of this process is kept from turning; `stop` answers the worst. */
export function watchLoop(): { stop: () => Stalls } {
  let turnedAt = performance.now();
  let cpuAt = process.threadCpuUsage();
  const worst: Stalls = { wallMs: 0, busyMs: 0 };
  const look = (): void => {
    const now = performance.now();
    const { user, system } = process.threadCpuUsage(cpuAt);
    worst.wallMs = Math.max(worst.wallMs, now - turnedAt - everyMs);
    worst.busyMs = Math.max(worst.busyMs, (user + system) / 1000);
    turnedAt = now;
    cpuAt = process.threadCpuUsage();
  };
  const timer = setInterval(look, everyMs);
  return {
    stop() {
      clearInterval(timer);
      look();
      return worst;
    },
  };
}
