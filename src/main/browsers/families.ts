import type { BrowserFamily } from './browser-family.ts';
import { chromium } from './chromium.ts';
import { firefox } from './firefox.ts';

export const families = { chromium, firefox } satisfies Record<string, BrowserFamily>;

export type FamilyId = keyof typeof families;

export const isFamilyId = (id: unknown): id is FamilyId => typeof id === 'string' && Object.hasOwn(families, id);
