import { type Mutant, mutantsOf } from './mutant.ts';

/** What joins the parts, background work, and what is compared by eye. */
export const houseMutants: readonly Mutant[] = [
  ...mutantsOf(
    'src/main/app/log-in-door.ts',
    ['app/log-in-door'],
    [
      ['misleads', 'if (asksUser(answer)) use.noteAsked(true);', '', 'a link replaces a question that was just asked'],
      [
        'misleads',
        'if (!answer.ok && !desktop.launcher.isVisible()) this.#notify(answer.problem, request);',
        '',
        'a failure with the launcher hidden is not said',
      ],
      [
        'misleads',
        "if (answer.ok && answer.value.result !== 'ask') return;",
        'if (answer.ok) return;',
        'a tray click seems to do nothing',
      ],
      [
        'misleads',
        'if (!answer.ok) this.#notify(answer.problem, request);\n  }\n\n  /** A `latchkey',
        '}\n\n  /** A `latchkey',
        'a failed log-in of the tray is not notified',
      ],
      [
        'opens',
        'if (settings.settings.hideAfterOpening && !use.hasMovedOn())',
        'if (settings.settings.hideAfterOpening)',
        'the launcher hides under a typing hand',
      ],
      [
        'names',
        'if (replaces !== null && !isNotified) desktop.announce',
        'if (false) desktop.announce',
        'a replaced session is not said',
      ],
      ['names', 'if (pending && !asks && use.isBusy()) {', 'if (false) {', 'a failure replaces what the user types'],
      [
        'leaks',
        "return this.#deps.copiedLink.isIn(text) ? 'login-link' : null;",
        'return null;',
        'a login link is searched for',
      ],
    ],
  ),
  ...mutantsOf(
    'src/main/app/launcher-use.ts',
    ['app/launcher-use'],
    [
      [
        'opens',
        "return from === 'deep-link' ? this.#deps.desktop.launcher.isVisible() : this.isBusy();",
        'return this.isBusy();',
        'a website’s link replaces a list on the screen',
      ],
      ['misleads', 'if (leftMs <= 0) return;', '', 'a log-in waits for ever while the user types'],
      [
        'misleads',
        'Math.min(this.#typedAt + restMs, latest)',
        '(this.#typedAt + restMs)',
        'a log-in waits for ever while the user types',
      ],
      [
        'opens',
        'return this.#isAsking() || this.#typedCount > this.#openingMark;',
        'return false;',
        'the launcher hides under a typing hand',
      ],
      ['opens', 'return isOwn && this.hasMovedOn();', 'return false;', 'the launcher hides under a typing hand'],
      ['misleads', '    this.#questionDue = false;\n', '', 'links wait for a question that is gone'],
      ['misleads', 'this.#browsersDue -= 1;', '', 'the launcher never hides again'],
    ],
  ),
  ...mutantsOf(
    'src/main/app/directory-faults.ts',
    ['app/start-faults', 'app/lost-connections'],
    [['misleads', 'if (error instanceof DirectoryFault) return error.problem;', '', 'a full disk looks like a bug']],
  ),
  ...mutantsOf(
    'src/main/app/start.ts',
    ['trust/faults-ledger', 'app/lost-connections', 'app/interrupted-forgetting', 'app/start-faults'],
    [
      [
        'leaks',
        'const finished = await faultAsProblem(async () => ok(await directory.finishInterrupted()));',
        'const finished = ok(null) as Awaited<ReturnType<typeof faultAsProblem>>;',
        'names of a forgotten connection stay on the disk',
      ],
      ['leaks', '    lost.refresh();\n', '', 'a lost key is never found'],
      [
        'misleads',
        'for (const problem of [settings.problem, directoryProblem]) if (problem) program.state.noteProblem(problem);',
        '',
        'no window says that settings or rows were lost',
      ],
    ],
  ),
  ...mutantsOf(
    'src/main/app/log-in-reminders.ts',
    ['app/log-in-reminders'],
    [
      [
        'misleads',
        "deps.events.on('logged-in', ({ accountId }) => this.#drop(accountId));",
        '',
        'a reminder comes though the user has logged in',
      ],
      [
        'misleads',
        'Math.min(longestWaitMs, Math.max(0, Date.parse(at) - now()))',
        'Math.max(0, Date.parse(at) - now())',
        'a reminder comes in a year',
      ],
      [
        'opens',
        "if (use.isBusy()) desktop.announce('waiting'",
        "if (false) desktop.announce('waiting'",
        'a reminder replaces what the user types',
      ],
      ['leaks', 'if (!account || !connection) return;', 'if (!account) return;', 'a removed customer is named'],
    ],
  ),
  ...mutantsOf(
    'src/main/log/uncaught-errors.ts',
    ['log/uncaught-errors'],
    [
      ['misleads', 'for (const error of this.#waiting.splice(0)) report(error);', '', 'an early error leaves no trace'],
      [
        'leaks',
        'else if (this.#waiting.length < mostKept) this.#waiting.push(error);',
        'else this.#waiting.push(error);',
        'errors fill the memory',
      ],
    ],
  ),
  ...mutantsOf(
    'src/main/sync/sync-accounts.ts',
    ['sync/sync-accounts'],
    [
      [
        'bills',
        'if (!isDeadEnd || hasBegunAgain) return page;',
        'if (!isDeadEnd) return page;',
        'a refused list is read for ever',
      ],
      [
        'loses',
        "if (signal.aborted) return fail({ kind: 'sync-cancelled' });",
        '',
        'a cancelled sync removes customers',
      ],
      ['loses', 'if (lookAgainAt === null) break;', 'break;', 'an empty reply empties the directory'],
      ['loses', '!isShort(lost, customers, before)', 'lost < customers', 'a reply of one customer removes all others'],
      ['misleads', '  await deps.index.removeInSlices(removed);\n', '', 'a customer who is gone is still found'],
      ['misleads', 'problem.status === 400 || problem.status === 404', 'true', 'another refusal reads the list anew'],
    ],
  ),
  ...mutantsOf(
    'src/main/sync/profile-pass.ts',
    ['sync/own-profile', 'sync/profile-backfill'],
    [
      [
        'names',
        "if (!admitted) return { kind: 'own-profile-returned', ...call.http.about };",
        'if (!admitted) continue;',
        'every customer is named like the reseller',
      ],
      ['names', '} else stop ??= profile.problem;', '}', 'a problem of the connection is not said'],
    ],
  ),
  ...mutantsOf(
    'src/main/accounts/tell-apart.ts',
    ['accounts/tell-apart'],
    [
      [
        'names',
        'const showsConnection = alike.some(({ connectionId }) => connectionId !== row.connectionId);',
        'const showsConnection = false;',
        'two rows look the same',
      ],
      [
        'names',
        'const [idTail = null] = idTails([row.remoteId, ...alike.map(({ remoteId }) => remoteId)]);',
        'const idTail = null;',
        'two rows look the same',
      ],
    ],
  ),
  ...mutantsOf(
    'src/main/accounts/frecency.ts',
    ['accounts/frecency'],
    [
      ['names', 'if (age < 0) return 0;', '', 'a customer of a clock that was ahead comes first'],
      ['names', 'if (now < this.#knownAt) this.#known = null;', '', 'after a clock set back the order is wrong'],
    ],
  ),
  ...mutantsOf(
    'src/main/search/lookalike.ts',
    ['search/lookalike'],
    [
      ['names', "replaceAll('rn', 'm')", "replaceAll('rn', 'rn')", 'twins by letters are not asked about'],
      [
        'names',
        'word.replace(othersLetter, (letter) => drawnAlike[letter] ?? letter)',
        'word',
        'twins by script are not asked about',
      ],
      [
        'names',
        ' || isCutAlike(a.name, b.name)) return true;',
        ') return true;',
        'twins that are cut off are not asked about',
      ],
      [
        'names',
        'readInHaste(withoutAnd(withoutLegalForms(words)))',
        'readInHaste(withoutAnd(words))',
        'twins by legal form are not asked about',
      ],
      ['names', 'kept.length > 0 ? kept : words', 'words', 'twins by a joining word are not asked about'],
      [
        'names',
        'a.spelledOut === b.spelledOut || (a.drawn',
        '(a.drawn',
        'twins by umlauts written out are not asked about',
      ],
      ['names', "a.drawn !== '' && a.drawn === b.drawn", 'false', 'twins by I, l and 1 are not asked about'],
      [
        'names',
        'restOfA.length === 2 && restOfB.length === 2 && restOfA[0] === restOfB[1] && restOfA[1] === restOfB[0]',
        'false',
        'twins by a swap are not asked about',
      ],
    ],
  ),
  ...mutantsOf(
    'src/main/app/desk/plan-import.ts',
    ['app/desk-file', 'app/desk-hostile'],
    [
      ['misleads', 'here || file', 'file', 'a file switches the notices off'],
      ['misleads', 'Math.min(here, file)', 'file', 'a file keeps windows of customers open'],
      ['opens', '!one.sandbox && one.provider', 'one.provider', 'a file merges into the sample customers'],
      ['opens', 'isPage && pages.length < mostPages', 'pages.length < mostPages', 'a file saves a page of a stranger'],
      [
        'loses',
        'const requiresReason = entry.reasonRequired &&',
        'const requiresReason = false &&',
        'a reason is not asked for any more',
      ],
      [
        'opens',
        '!Object.hasOwn(endpoints, entry.region)',
        '!endpoints[entry.region]',
        'a region by the name of a method',
      ],
    ],
  ),
  ...mutantsOf(
    'src/main/app/desk/desk-mover.ts',
    ['app/desk-file'],
    [
      [
        'loses',
        'if (key.value === null && this.#deps',
        'if (this.#deps',
        'an undo removes a connection that has its key',
      ],
      ['loses', 'settings.filter(isAsImported)', 'settings', 'an undo takes back a setting that was changed since'],
      [
        'misleads',
        'await directory.desk.takeBack(importId, { removed: addedIds, pending: null });',
        '',
        'half an import stays when the disk is full',
      ],
    ],
  ),
  ...mutantsOf(
    'src/main/app/desk/pending-desk.ts',
    ['app/desk-file'],
    [['loses', 'directory.desk.settle(importId);', '', 'an old import is written again at each start']],
  ),
  ...mutantsOf(
    'src/main/app/desk/desk-file.ts',
    ['app/desk-hostile'],
    [
      ['misleads', 'name: plainText(name, longest.name),', 'name,', 'a name of a file with marks that are not drawn'],
      [
        'loses',
        'if (!customer || seen.has(customer.remoteId)) unreadable += 1;',
        'if (!customer) unreadable += 1;',
        'a customer twice stops the import',
      ],
    ],
  ),
  ...mutantsOf(
    'src/main/lib/user-files.ts',
    ['trust/faults-wishes', 'app/main-job'],
    [['misleads', "if (!found.isFile()) return fail({ kind, why: 'missing' });", '', 'a pipe is waited for for ever']],
  ),
  ...mutantsOf(
    'src/main/lib/user-files.ts',
    ['lib/user-files'],
    [
      ['leaks', "{ flags: 'wx', mode: 0o600 }", "{ flags: 'wx' }", 'others read what was exported'],
      ['loses', 'await rename(unfinished, target);', 'await rename(unfinished, path);', 'a link to the export is lost'],
      ['leaks', 'await rm(unfinished, { force: true }).catch(() => {});', '', 'half an export stays beside it'],
    ],
  ),
  ...mutantsOf(
    'src/main/lib/user-files.ts',
    ['trust/user-files'],
    [
      [
        'misleads',
        "if (content.byteLength > largestUserFileBytes) return fail({ kind, why: 'too-large' });",
        '',
        'the beginning of a huge file is read as if it were the whole',
      ],
      [
        'leaks',
        'return found.isSymbolicLink() && !isOwn ? path : await realpath(path);',
        'return await realpath(path);',
        'a link of another user leads an export over a file of theirs',
      ],
      [
        'loses',
        'if (found && (found.mode & ownerWrites) === 0)',
        'if (found && (found.mode & ownerWrites) === 1)',
        'a file that was made read-only is replaced',
      ],
    ],
  ),
  ...mutantsOf(
    'src/main/browsers/own-windows.ts',
    ['trust/window-kills'],
    [
      [
        'leaks',
        "if (state === 'unlocked' || (state === 'live' && hasNoLogIn)) {",
        "if (state === 'live' && hasNoLogIn) {",
        'a browser comes after the start and runs unlisted',
      ],
    ],
  ),
  ...mutantsOf(
    'src/main/lib/core-dumps.ts',
    ['trust/core-dumps'],
    [['leaks', "writeFileSync('/proc/self/coredump_filter', '0');", '', 'a key is in the file that a crash leaves']],
  ),
  ...mutantsOf(
    'src/main/lib/csv-cell.ts',
    ['directory/ledger/export'],
    [
      [
        'leaks',
        'runsAsFormula.test(text) || text.startsWith("\'") ? `\'${text}` : text',
        'text',
        'a spreadsheet runs a customer’s name',
      ],
      ['loses', "replaceAll('\"', '\"\"')", "replaceAll('\"', '\"')", 'a quotation mark breaks the export'],
    ],
  ),
  ...mutantsOf(
    'src/shared/hand-over.ts',
    ['shared/hand-over'],
    [
      [
        'leaks',
        "linkHandOver === 'automatic' ? platform === 'linux' : linkHandOver === 'on'",
        "linkHandOver === 'on'",
        'on Linux every user reads the link',
      ],
    ],
  ),
  ...mutantsOf(
    'src/main/app/program-events.ts',
    ['app/throws'],
    [['misleads', '        crashed(error);\n', '        throw error;\n', 'a log-in stays in flight for ever']],
  ),
];
