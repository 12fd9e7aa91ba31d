import { readFileSync, statSync } from 'node:fs';

/** Far more than a thousand connections need. A larger file is not ours, and reading it would stop the program. */
const largestBytes = 8 * 1024 * 1024;

/** A comma before a closing bracket, or a string, which may hold one. */
const stringOrLastComma = /("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g;

/**
 * Reads JSON as an editor may have left it: with a byte order mark, and with a comma after the last entry. Throws SyntaxError
 * for anything else.
 */
export function parseSettings(text: string): Record<string, unknown> {
  const json = text.replace(/^\ufeff/, '');
  const content = parseLeniently(json);
  if (typeof content !== 'object' || content === null || Array.isArray(content)) throw new SyntaxError('no object');
  return content as Record<string, unknown>;
}

function parseLeniently(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return JSON.parse(json.replace(stringOrLastComma, '$1'));
  }
}

/** Whether settings can be read from this path, and written again: a deeper nesting than the stack allows can only be read. */
export function canBeRead(path: string): boolean {
  const file = statSync(path);
  // Opening anything else may wait for ever, and never end.
  if (!file.isFile() || file.size > largestBytes) return false;
  try {
    JSON.stringify(parseSettings(readFileSync(path, 'utf8')));
    return true;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError || isForbidden(error)) return false;
    throw error;
  }
}

const isForbidden = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM');
