// Compiled with main and the scripts only: it fails to compile if they can name what only a window has.
export const mainHasNoDocument: typeof globalThis extends { document: unknown } ? never : true = true;
export const mainHasNoWindow: typeof globalThis extends { window: unknown } ? never : true = true;
