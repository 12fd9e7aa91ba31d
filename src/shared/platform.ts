/** The systems that Latchkey runs on. Other Unixes count as Linux. */
export type Platform = 'darwin' | 'win32' | 'linux';
