import type { BrowserFamily } from './browser-family.ts';
import { holderOf } from './browser-process.ts';
import { chromium } from './chromium.ts';
import { firefox } from './firefox.ts';

export const families = { chromium, firefox } satisfies Record<string, BrowserFamily>;

export type FamilyId = keyof typeof families;

export const isFamilyId = (id: unknown): id is FamilyId => typeof id === 'string' && Object.hasOwn(families, id);

/** The family of the browser that runs on a folder, or null. */
export const familyOn = (folder: string): FamilyId | null =>
  Object.keys(families)
    .filter(isFamilyId)
    .find((id) => holderOf(families[id], folder).state === 'live') ?? null;
