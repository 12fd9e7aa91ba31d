// Compiled with the windows only: it fails to compile if a window can name what only Node has.
export const windowsHaveNoProcess: typeof globalThis extends { process: unknown } ? never : true = true;
export const windowsHaveNoBuffer: typeof globalThis extends { Buffer: unknown } ? never : true = true;
