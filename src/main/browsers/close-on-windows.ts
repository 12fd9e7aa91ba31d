import { join } from 'node:path';
import type { Programs } from './programs.ts';
import { variableOf } from './windows-variables.ts';

/**
 * Prints the numbers of the browsers of this session whose command line has the words. SECURITY: it is always the same text;
 * the words come in a variable. Nothing in it is forbidden by PowerShell's constrained language mode, and it prints digits
 * only, so that no code page matters. A browser's other processes have a `--type`, or `-contentproc`.
 */
const script = [
  "$ErrorActionPreference = 'Stop'",
  "$own = Get-CimInstance -ClassName Win32_Process -Filter ('ProcessId = ' + $PID)",
  "$all = Get-CimInstance -ClassName Win32_Process -Filter ('SessionId = ' + $own.SessionId)",
  // Quotes are where Node or the browser found them needed.
  "$between = '[\\s' + [char]34 + ']+'",
  "$wanted = ' ' + ($env:LATCHKEY_WORDS -replace $between, ' ') + ' '",
  `foreach ($one in $all) { $line = ' ' + ($one.CommandLine -replace $between, ' ') + ' '; ${[
    'if ($line.Contains($wanted)',
    "$line -notlike '* --type=*'",
    "$line -notlike '* -contentproc *') { $one.ProcessId } }",
  ].join(' -and ')}`,
].join('; ');

/** Windows' own programs are named whole, so that the path finds no other one. */
export const systemProgram = (environment: Readonly<Record<string, string | undefined>>, ...path: string[]): string =>
  join(variableOf(environment, 'SystemRoot') || 'C:\\Windows', 'System32', ...path);

/** A first PowerShell may take seconds. */
const longestMs = 10_000;

/** Closes the windows of programs whose command line has these words, as the button of each window does. */
export function closerOnWindows(
  environment: Readonly<Record<string, string | undefined>>,
  programs: Programs,
): (words: readonly string[]) => Promise<boolean> {
  const powershell = systemProgram(environment, 'WindowsPowerShell', 'v1.0', 'powershell.exe');
  const taskkill = systemProgram(environment, 'taskkill.exe');
  return async (words) => {
    // Another PowerShell from which Latchkey was started would lead this one to its own modules.
    const variables = { LATCHKEY_WORDS: words.join(' '), PSModulePath: undefined };
    const args = ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', script];
    const found = (await programs.ask(powershell, args, { within: longestMs, variables })) ?? '';
    const pids = found.split(/\s+/).filter((word) => /^\d+$/.test(word));
    const asked = await Promise.all(pids.map((pid) => programs.ask(taskkill, ['/PID', pid])));
    return asked.some((answer) => answer !== null);
  };
}
