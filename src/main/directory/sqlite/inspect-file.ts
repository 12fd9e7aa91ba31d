import { closeSync, existsSync, lstatSync, openSync, readSync } from 'node:fs';
import { databaseFiles } from './set-aside.ts';

export type FoundFile = 'absent' | 'ours' | 'newer' | 'damaged';

const magic = Buffer.from('SQLite format 3\0', 'latin1');
const headerBytes = 100;
// Offsets in SQLite's file header. Source: https://www.sqlite.org/fileformat2.html#the_database_header
const userVersionAt = 60;
const applicationIdAt = 68;

// The write-ahead log has a header, then frames; each frame has a header and a page. Source: the same page, section 4.
const logHeaderBytes = 32;
const frameHeaderBytes = 24;

type ReadAt = (at: number, length: number) => Buffer;

function reading<T>(path: string, work: (readAt: ReadAt) => T): T {
  const handle = openSync(path, 'r');
  try {
    return work((at, length) => {
      const bytes = Buffer.alloc(length);
      return bytes.subarray(0, readSync(handle, bytes, 0, length, at));
    });
  } finally {
    closeSync(handle);
  }
}

function judgeHeader(header: Buffer, ourVersion: number, applicationId: number): Exclude<FoundFile, 'absent'> {
  if (header.length < headerBytes || !header.subarray(0, magic.length).equals(magic)) return 'damaged';
  if (header.readUInt32BE(applicationIdAt) !== applicationId) return 'damaged';
  return header.readUInt32BE(userVersionAt) > ourVersion ? 'newer' : 'ours';
}

/** After a kill, the newest version of the first page may be in the log only. */
function* firstPagesInLog(readAt: ReadAt): Generator<Buffer> {
  const header = readAt(0, logHeaderBytes);
  if (header.length < logHeaderBytes) return;
  const frameBytes = frameHeaderBytes + header.readUInt32BE(8);
  for (let at = logHeaderBytes; ; at += frameBytes) {
    const frame = readAt(at, frameHeaderBytes + headerBytes);
    if (frame.length < frameHeaderBytes + headerBytes) return;
    if (frame.readUInt32BE(0) === 1) yield frame.subarray(frameHeaderBytes);
  }
}

/** Reads the file without SQLite, which would already write files beside it: a newer program's file must stay as it is. */
export function inspectFile(path: string, ourVersion: number, applicationId: number): FoundFile {
  const [, ...companions] = databaseFiles(path);
  if (!existsSync(path)) return companions.some((file) => existsSync(file)) ? 'damaged' : 'absent';
  if (!lstatSync(path).isFile()) return 'damaged';
  const judge = (header: Buffer) => judgeHeader(header, ourVersion, applicationId);
  const found = reading(path, (readAt) => judge(readAt(0, headerBytes)));
  const log = `${path}-wal`;
  if (found !== 'ours' || !existsSync(log)) return found;
  return reading(log, (readAt) => {
    for (const header of firstPagesInLog(readAt)) if (judge(header) === 'newer') return 'newer';
    return 'ours';
  });
}
