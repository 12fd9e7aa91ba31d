import type { Connection } from '../../shared/connection.ts';
import { plainText } from '../lib/plain-text.ts';
import { glance } from '../search/lookalike.ts';

/** In UTF-16 units: what the contract allows. */
const longestLabel = 60;
/** Without the number. */
const longestNumbered = 56;

/** Letters that names do not have, and that stay as they are. */
const oneStroke = '\u01c0';
const strokes = /[Il1]/g;
/** What a glance at names passes over, and labels differ in: emoji, say. */
const symbols = /\p{S}/gu;

/** What two labels have in common that a reader in a hurry takes for each other. */
function looksOf(label: string): readonly string[] {
  const signs = (label.normalize('NFKC').match(symbols) ?? []).join('');
  const read = (text: string): string => `${glance(text).name.replaceAll(' ', '')} ${signs}`;
  return [read(label), read(label.replace(strokes, oneStroke))];
}

/**
 * The connection with a label that shows all it holds, and that no other connection's label looks like: otherwise it gets a
 * number. SECURITY: rows, questions and links tell customers apart by labels.
 */
export function withFreeLabel(connection: Connection, others: readonly Connection[]): Connection {
  const wished = plainText(connection.label, longestLabel) || connection.provider;
  const taken = new Set(others.flatMap(({ label }) => looksOf(label)));
  for (let count = 1; ; count++) {
    const label = count === 1 ? wished : `${plainText(wished, longestNumbered)} ${count}`;
    if (!looksOf(label).some((look) => taken.has(look))) return { ...connection, label };
  }
}
