import type { BrowserFamily } from './browser-family.ts';
import { holderOf, processesOn } from './browser-process.ts';
import { chromium } from './chromium.ts';
import { firefox } from './firefox.ts';

export const families = { chromium, firefox } satisfies Record<string, BrowserFamily>;

export type FamilyId = keyof typeof families;

export const isFamilyId = (id: unknown): id is FamilyId => typeof id === 'string' && Object.hasOwn(families, id);

/** The family of the browser that runs on a folder, or that is starting or ending there; or null. */
export function familyOn(folder: string): FamilyId | null {
  const ids = Object.keys(families).filter(isFamilyId);
  const holds = (id: FamilyId): boolean => holderOf(families[id], folder).state === 'live';
  return ids.find(holds) ?? ids.find((id) => processesOn(families[id], folder).length > 0) ?? null;
}
