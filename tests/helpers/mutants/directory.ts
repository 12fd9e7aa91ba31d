import { type Mutant, mutantsOf } from './mutant.ts';

/** Ledger, customers and names in the database. */
export const directoryMutants: readonly Mutant[] = [
  ...mutantsOf(
    'src/main/directory/ledger/ledger.ts',
    ['directory/ledger/ledger', 'trust/faults-ledger'],
    [
      [
        'loses',
        'transaction({ durable: true }, work)',
        'transaction({ durable: false }, work)',
        'a power cut loses log-ins',
      ],
      [
        'leaks',
        'return plainText(`${url.origin}${url.pathname}`, longestLanding);',
        'return plainText(url.href, longestLanding);',
        'a token of a page stays in the history',
      ],
      ['misleads', 'plainText(said.reason, longestReason)', 'said.reason', 'control characters in the history'],
      [
        'leaks',
        'if (!url || !/^https?:$/.test(url.protocol)) throw',
        'if (!url) throw',
        'a landing that is no page is kept',
      ],
      [
        'loses',
        "for (const { seq } of open) this.#finish(seq, 'unknown', null);",
        '',
        'log-ins stay under way for ever',
      ],
      ['loses', 'if (head) advanceHead(this.#headPath, head);', '', 'a cut-off end is never found'],
      [
        'loses',
        'if (event?.hash === recorded.hash) return true;',
        'if (event) return true;',
        'another ledger in its place is not found',
      ],
      [
        'loses',
        'if (event?.hash === recorded.hash) return true;',
        'return true;',
        'an older copy in its place is not found',
      ],
      [
        'loses',
        '    setHeadAside(this.#headPath, new Date(this.#now()));\n',
        '',
        'the history forgets that rows were removed',
      ],
      ['loses', 'words_hash: hashOfWords(words, ledgerFormat),', "words_hash: '',", 'an edited reason does not show'],
      [
        'loses',
        "throw new Error('finish: the log-in was not begun')",
        'return',
        'an outcome without a log-in is lost unseen',
      ],
    ],
  ),
  ...mutantsOf(
    'src/main/directory/ledger/head.ts',
    ['directory/ledger/ledger', 'trust/faults-ledger'],
    [
      [
        'loses',
        'if (events <= (readHead(path)?.events ?? 0)) return;',
        '',
        'the first log-in hides that rows were removed',
      ],
      [
        'leaks',
        '{ mode: 0o600 });\n    keepPrivate(path);\n',
        '{ mode: 0o644 });\n',
        'others read how many log-ins there were',
      ],
      [
        'loses',
        'for (let n = 2; taken.has(basename(name)); n += 1) name = `${stamp}-${n}`;',
        '',
        'a second mismatch overwrites the first',
      ],
      [
        'misleads',
        'return hour ? [{ foundAt: `${hour}:${minute}:${second}` }] : [];',
        'return [];',
        'the history does not say when rows were removed',
      ],
    ],
  ),
  ...mutantsOf(
    'src/main/directory/directory.ts',
    ['trust/faults-ledger', 'directory/ledger/ledger', 'directory/forgetting', 'app/interrupted-forgetting'],
    [
      [
        'loses',
        'problem: problem ?? problemOfEnd(directory.ledger)',
        'problem',
        'an older copy in its place is not said',
      ],
      [
        'leaks',
        '      await this.#forgetting.finishInterrupted();\n',
        '',
        'names of a forgotten connection stay on the disk',
      ],
    ],
  ),
  ...mutantsOf(
    'src/main/directory/ledger/chain.ts',
    ['directory/ledger/ledger', 'directory/ledger/export', 'directory/sqlite/migrations'],
    [
      ['loses', '    event.target,\n', '', 'an edited page does not show'],
      ['loses', '    event.who,\n', '', 'an edited person does not show'],
      ['loses', '    event.problem_kind,\n', '', 'an edited problem does not show'],
      ['loses', '    event.at,\n', '', 'an edited time does not show'],
      ['loses', '    event.connection_label,\n', '', 'an edited connection does not show'],
      ['loses', '    event.how,\n', '', 'a copied link becomes an opened one unseen'],
      ['loses', '    event.words_hash,\n', '', 'edited words do not show'],
      [
        'leaks',
        "randomBytes(16).toString('hex')",
        "'00000000000000000000000000000000'",
        'a forgotten name can be found by trying names',
      ],
      [
        'loses',
        'event.format === 1 && event.cause === null;',
        'event.format === 1;',
        'a cause can be added to an old event',
      ],
      [
        'loses',
        'format === 1 && landing === null && as_email === null;',
        'format === 1;',
        'a landing can be added to an old event',
      ],
    ],
  ),
  ...mutantsOf(
    'src/main/directory/ledger/check.ts',
    ['directory/ledger/ledger', 'directory/forgetting'],
    [
      [
        'loses',
        'if (event.hash !== hashOfEvent(event, this.#reached.hash)) return false;',
        '',
        'no edited event shows',
      ],
      [
        'loses',
        'if (words) return hashOfWords(words, event.format) === event.words_hash;',
        'if (words) return true;',
        'edited words do not show',
      ],
      ['loses', 'if (event.words_hash) this.#wordless.add(event.connection_id);', '', 'words taken out do not show'],
      [
        'loses',
        'if (!this.#whole || this.#wordless.size > 0) return false;',
        'if (!this.#whole) return false;',
        'words taken out do not show',
      ],
      [
        'loses',
        'if (head?.events !== this.#reached.events || head.hash !== this.#reached.hash) return false;',
        '',
        'a cut-off end does not show',
      ],
      [
        'misleads',
        "if (event.kind === 'forgotten') this.#wordless.delete(event.connection_id);",
        '',
        'a forgotten connection looks like tampering',
      ],
      ['loses', 'dataVersion === this.#dataVersion && ', '', 'a change while the program runs does not show'],
    ],
  ),
  ...mutantsOf(
    'src/main/directory/ledger/verify-export.ts',
    ['directory/ledger/export'],
    [
      ['loses', '!areAsWritten || ', '', 'an extra cell counts as intact'],
      ['loses', '!areInOrder(lines) || ', '', 'lines in another order count as intact'],
      ['loses', '!areChained(lines) || ', '', 'an edited line counts as intact'],
      ['loses', ' || !haveTheirWords(lines)', '', 'blanked words count as intact'],
      [
        'loses',
        'if (version === 2 && !equal(rows.at(-1) ?? [], last)) return null;',
        '',
        'a cut-off end counts as intact',
      ],
      [
        'loses',
        'earlier.seals.every((seal, index) => later.seals[index] === seal)',
        'true',
        'an older export counts as the newer one',
      ],
      ['misleads', "if (text.trim() === '') return 'empty';", '', 'an empty file is called something else'],
    ],
  ),
  ...mutantsOf(
    'src/main/directory/ledger/reader.ts',
    ['directory/ledger/ledger', 'directory/ledger/looking-back', 'log-in/wrong-clock'],
    [
      [
        'names',
        'last && last.rowId > each.rowId ? last : each',
        'last ?? each',
        'the question names the older of two sessions',
      ],
      ['names', 'if (at > now) return false;', '', 'a clock that was ahead decides'],
      [
        'names',
        '!before?.latest || Date.parse(before.latest) - Date.parse(at) <= setBackMs',
        'true',
        'a clock that was set back decides',
      ],
      ['leaks', 'ageMs >= 0 && ageMs < hourMs', 'true', 'yesterday’s reason is filled in'],
      ['misleads', 'found.length > limit', 'false', 'older rows cannot be reached'],
    ],
  ),
  ...mutantsOf(
    'src/main/directory/desk/desk-imports.ts',
    ['app/desk-file'],
    [
      [
        'names',
        "when '' then excluded.name else given_name.name end,",
        "when '' then '' else excluded.name end,",
        'a file takes the place of a name that the user gave',
      ],
      ['names', 'and d.${field} = given_name.${field}', '', 'an undo takes back a name that was given since'],
      ['misleads', 'row_number() over (order by pin, connection, remote_id)', '0', 'pins lose their order'],
      [
        'loses',
        '`${hidden}${connectionId}`);\n      const',
        'connectionId);\n      const',
        'half an import shows a lost connection',
      ],
      ['loses', 'database.run(takeBackPins, layer);', '', 'pins stay after an undo'],
    ],
  ),
  ...mutantsOf(
    'src/main/directory/desk/desk-customers.ts',
    ['app/desk-file'],
    [
      [
        'names',
        'name: own?.name ? null : name || null,',
        'name: name || null,',
        'the undo takes back a name that was there before',
      ],
      ['misleads', 'own[field] !== wanted', 'true', 'names that are equal are said to differ'],
    ],
  ),
  ...mutantsOf(
    'src/main/directory/forgetting.ts',
    ['directory/forgetting', 'directory/kills'],
    [
      ['leaks', '    database.truncateLog();\n', '', 'names stay in the write-ahead log'],
      ['leaks', 'await this.#repeat(wipeWords, seq);', '', 'reasons of a removed connection stay'],
      [
        'leaks',
        "'given_name', 'imported_name', 'desk_given', 'renamed']",
        "'given_name', 'desk_given']",
        'imported names stay',
      ],
      [
        'leaks',
        "'given_name', 'imported_name', 'desk_given', 'renamed']",
        "'imported_name', 'desk_given']",
        'given names and notes stay',
      ],
      ['loses', 'and w.connection_id = f.connection_id and', 'and', 'reasons of other connections are removed'],
      [
        'leaks',
        "'select connection, forgotten from listing where forgotten is not null'",
        "'select connection, forgotten from listing where false'",
        'an interrupted forgetting is never finished',
      ],
    ],
  ),
  ...mutantsOf(
    'src/main/directory/sqlite/open-file.ts',
    ['directory/sqlite/database', 'directory/forgetting', 'trust/standing', 'directory/sqlite/migrations'],
    [
      ['leaks', 'pragma secure_delete = on;', 'pragma secure_delete = off;', 'deleted names stay in the file'],
      ['loses', 'pragma synchronous = full;', 'pragma synchronous = off;', 'a power cut loses log-ins'],
      ['loses', "if (found === 'newer') return fail({ kind: 'directory-newer' });", '', 'a newer database is spoilt'],
      ['loses', 'if (damaged) setAside(path, new Date(now()));', '', 'a damaged database is overwritten'],
      ['leaks', '    databaseFiles(path).forEach(keepPrivate);\n', '', 'an old file stays readable by others'],
      ['leaks', 'keepPrivateFolder(folder);', '', 'the folder is readable by others'],
      ['loses', '      proveWritable(sqlite);\n', '', 'a read-only directory looks well'],
    ],
  ),
  ...mutantsOf(
    'src/main/directory/sqlite/database.ts',
    ['directory/sqlite/database', 'directory/forgetting'],
    [
      [
        'leaks',
        'super(problem.kind);',
        'super(JSON.stringify(new Error().stack));',
        'an error names the user’s folder',
      ],
      ['loses', "if (this.#sqlite?.isTransaction) this.#execute('rollback');", '', 'half of a change stays'],
      ['loses', "this.#execute('pragma synchronous = full');", '', 'later log-ins are lost by a power cut'],
      [
        'misleads',
        "throw new DirectoryFault({ kind: 'directory-set-aside' });",
        '',
        'no window says that the directory was set aside',
      ],
      ['loses', 'if (outcome?.busy !== 0) throw', 'if (false) throw', 'a forgetting that was held up counts as done'],
      ['loses', '        this.#reopen({ isDamaged: true });\n', '', 'a damaged directory stays in use'],
    ],
  ),
  ...mutantsOf(
    'src/main/directory/sqlite/private-files.ts',
    ['directory/sqlite/database', 'directory/ledger/ledger'],
    [
      ['leaks', 'if (isLoose(folder)) chmodSync(folder, 0o700);', '', 'others list the folder'],
      [
        'leaks',
        'isLoose(file)) chmodSync(file, 0o600);',
        'false) chmodSync(file, 0o600);',
        'others read customers’ names',
      ],
      ['leaks', "openSync(file, 'wx', 0o600)", "openSync(file, 'wx', 0o644)", 'others read customers’ names'],
    ],
  ),
];
