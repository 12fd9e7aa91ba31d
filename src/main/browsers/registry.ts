/** One value of Windows' registry. */
export interface RegistryValue {
  /** The whole path of its key. */
  key: string;
  /** In the language of Windows for the default value: `(Default)`, `(Standard)`. */
  name: string;
  data: string;
}

/** The texts in what `reg query <key> /s` prints. */
export function textsIn(printed: string): RegistryValue[] {
  let key = '';
  return printed.split(/\r?\n/).flatMap((line) => {
    if (line.startsWith('HKEY_')) key = line;
    const [, name, data] = /^ {4}(.*?) {4}REG_(?:EXPAND_)?SZ {4}(.*)$/.exec(line) ?? [];
    return name === undefined || data === undefined ? [] : [{ key, name, data }];
  });
}
