/**
 * Detects a list whose pages repeat in a cycle of any length, by remembering one id (Brent's cycle detection). Kept in the
 * cursor, so that it survives a restart.
 */
export interface LoopGuard {
  mark: string;
  /** Pages until the mark moves on. */
  left: number;
  span: number;
}

/** The guard after a page that ended with `id`, or null if this page was read before. */
export function guardAfter(guard: LoopGuard | null, id: string): LoopGuard | null {
  if (!guard) return { mark: id, left: 1, span: 1 };
  if (guard.mark === id) return null;
  return guard.left > 1 ? { ...guard, left: guard.left - 1 } : { mark: id, left: 2 * guard.span, span: 2 * guard.span };
}

export function readLoopGuard(value: unknown): LoopGuard | null {
  if (typeof value !== 'object' || value === null) return null;
  const { mark, left, span } = value as Partial<Record<keyof LoopGuard, unknown>>;
  return typeof mark === 'string' && typeof left === 'number' && typeof span === 'number' ? { mark, left, span } : null;
}
