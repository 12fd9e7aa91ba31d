import { type FamilyId, families, isFamilyId } from './families.ts';
import type { WindowSystem } from './window-system.ts';

/** The family of the browser that runs on a folder, or that is starting or ending there; or null. */
export function familyOn(system: WindowSystem, folder: string): FamilyId | null {
  const ids = Object.keys(families).filter(isFamilyId);
  const is = (state: string) => (id: FamilyId) => system.watch(id, folder).state === state;
  return ids.find(is('live')) ?? ids.find(is('unlocked')) ?? null;
}
