// What 'electron' resolves to: by name, as a whole, and for require().
export * from './electron.ts';
export { all as 'module.exports', all as default } from './electron.ts';
