/** Ours, Electron's and Node's. A browser must not take them for its own. On Windows the case of a name does not matter. */
const ours = /^(ELECTRON_|NODE_|LATCHKEY_|CHROME_DESKTOP$|APPIMAGE$|APPDIR$|ARGV0$|OWD$)/i;
/**
 * SECURITY: of a Firefox from which Latchkey was started. `XRE_PROFILE_PATH` counts more than `--profile`: the address would
 * go into the window of another customer.
 */
const astray = /^XRE_/i;
/** Lists of folders to which an AppImage adds its own. */
const folderLists = ['LD_LIBRARY_PATH', 'PATH', 'XDG_DATA_DIRS', 'GSETTINGS_SCHEMA_DIR'];

type Environment = Readonly<Record<string, string | undefined>>;

/** The environment for a browser: the user's own, without what was added for Latchkey. */
export function browserEnvironment(environment: Environment): Record<string, string> {
  const image = environment['APPDIR'];
  const entries = Object.entries(environment).flatMap(([name, value]): [string, string][] => {
    if (value === undefined || ours.test(name) || astray.test(name)) return [];
    if (!image || !folderLists.includes(name)) return [[name, value]];
    const folders = value.split(':').filter((folder) => folder !== image && !folder.startsWith(`${image}/`));
    return folders.every((folder) => folder === '') ? [] : [[name, folders.join(':')]];
  });
  return Object.fromEntries(entries);
}
