import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { projectRoot } from '../children.ts';
import { printTable } from '../table.ts';

const run = promisify(execFile);

/** The build that is measured must be that of the sources. */
export const build = (): Promise<unknown> => run('npm', ['run', 'build'], { cwd: projectRoot });

interface BundleFile {
  file: string;
  bytes: number;
  gzipBytes: number;
}

export interface BundlesSection {
  bundles: { files: BundleFile[]; mainBytes: number; preloadBytes: number; rendererBytes: number };
}

/** Sizes of the files that the build writes, each and for each of its three parts. */
export async function benchBundles(): Promise<BundlesSection> {
  await build();
  const files = globSync('out/**/*.{js,cjs,css,html}', { cwd: projectRoot })
    .sort()
    .map((path): BundleFile => {
      const content = readFileSync(join(projectRoot, path));
      const file = path.replaceAll('\\', '/').replace(/-[\w-]{8}\.(js|css)$/, '.$1');
      return { file, bytes: content.length, gzipBytes: gzipSync(content).length };
    });
  const sizeOf = (part: string): number =>
    files.filter(({ file }) => file.startsWith(`out/${part}/`)).reduce((sum, { bytes }) => sum + bytes, 0);
  printTable(
    'Bundles',
    ['', 'kB', 'kB gzipped'],
    files.map(({ file, bytes, gzipBytes }) => [file, (bytes / 1000).toFixed(1), (gzipBytes / 1000).toFixed(1)]),
  );
  return {
    bundles: {
      files,
      mainBytes: sizeOf('main'),
      preloadBytes: sizeOf('preload'),
      rendererBytes: sizeOf('renderer'),
    },
  };
}
