/** The systems that Latchkey runs on. Other Unixes count as Linux. */
export type Platform = 'darwin' | 'win32' | 'linux';

/** From `process.platform`. */
export const platformOf = (platform: string): Platform =>
  platform === 'darwin' || platform === 'win32' ? platform : 'linux';
