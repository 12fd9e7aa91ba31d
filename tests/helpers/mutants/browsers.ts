import { type Mutant, mutantsOf } from './mutant.ts';

/** Windows of customers' own, as each system knows them. */
export const browserMutants: readonly Mutant[] = [
  ...mutantsOf(
    'src/main/browsers/linux-system.ts',
    ['browsers/families'],
    [['opens', 'longestFirefoxPath = 160;', 'longestFirefoxPath = 200;', 'Firefox takes one folder for another']],
  ),
  ...mutantsOf(
    'src/main/browsers/mac-system.ts',
    ['browsers/mac-system'],
    [['opens', 'longestFirefoxPath = 104;', 'longestFirefoxPath = 140;', 'Firefox takes one folder for another']],
  ),
  ...mutantsOf(
    'src/main/browsers/processes.ts',
    ['browsers/mac-system'],
    [['opens', "${words.join(' ')} `", "${words.join(' ')}`", 'a folder whose name goes on counts']],
  ),
  ...mutantsOf(
    'src/main/browsers/mac-processes.ts',
    ['browsers/mac-system'],
    [
      ['opens', ' || Number(uid) !== this.#uid', '', 'another user’s browser counts'],
      ['misleads', "['-ww', ", '[', 'no command line is seen whole, so that no window counts as open'],
    ],
  ),
  ...mutantsOf(
    'src/main/browsers/windows-folder.ts',
    ['browsers/windows-system'],
    [
      [
        'opens',
        "lock === 'held' ?",
        "lock !== 'none' ?",
        'the link is given while no browser is sure to run on the folder',
      ],
      ['loses', "return how === 'ask' && this", 'return this', 'a browser is asked again when it should be left alone'],
    ],
  ),
  ...mutantsOf(
    'src/main/browsers/windows-system.ts',
    ['browsers/windows-system'],
    [['leaks', "relative(roaming, dirname(folder)) === ''", 'false', 'cookies roam to a server']],
  ),
  ...mutantsOf(
    'src/main/browsers/find-on-windows.ts',
    ['browsers/find-browsers'],
    [
      ['leaks', ' && !isElsewhere(path)', '', 'the user’s name goes to another computer'],
      [
        'opens',
        '.slice(name.length));',
        '.slice(name.length)) || true;',
        'another browser is taken for one that is known',
      ],
    ],
  ),
  ...mutantsOf(
    'src/main/browsers/close-on-windows.ts',
    ['browsers/windows-system'],
    [['loses', '.filter((word) => /^\\d+$/.test(word))', '', 'words of an error are taken for processes']],
  ),
];
