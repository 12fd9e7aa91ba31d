// 'electron' resolves to this file: for named imports, for the default import, and for require().
export * from './electron.ts';
export { all as 'module.exports', all as default } from './electron.ts';
