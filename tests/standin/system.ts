/**
 * The system that the stand-in really runs on, for files and processes. What the app sees is `process.platform`, which
 * STANDIN_PLATFORM can change. Import this first.
 */
export const machine: NodeJS.Platform = process.platform;

/** Makes the app believe that it runs on another system. Its paths, its files and its keychain stay this machine's. */
export function playSystem(platform: string): void {
  Object.defineProperty(process, 'platform', { value: platform, configurable: true, enumerable: true });
}
