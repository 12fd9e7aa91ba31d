import { writeSync } from 'node:fs';

/** Kills this process, as the system would, at the given turn of the event loop; 0: never. */
export function dieAtTurn(turn: number): void {
  let turns = 0;
  const count = (): void => {
    turns += 1;
    if (turns === turn) process.kill(process.pid, 'SIGKILL');
    setImmediate(count);
  };
  setImmediate(count);
  writeSync(1, 'ready ');
  // Told to the parent, so that it can choose turns to die at.
  process.on('exit', () => writeSync(1, `${turns}`));
}
