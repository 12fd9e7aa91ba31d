/** Runs `work` at once, then at most once per `everyMs`: calls in between run it once, at the end. Never after `stop`. */
export function throttle(everyMs: number, work: () => void): { run: () => void; stop: () => void } {
  let timer: NodeJS.Timeout | null = null;
  let again = false;
  let stopped = false;
  const run = (): void => {
    if (stopped) return;
    if (timer) {
      again = true;
      return;
    }
    work();
    timer = setTimeout(() => {
      timer = null;
      if (!again) return;
      again = false;
      run();
    }, everyMs);
  };
  return {
    run,
    stop: () => {
      stopped = true;
      if (timer) clearTimeout(timer);
    },
  };
}
