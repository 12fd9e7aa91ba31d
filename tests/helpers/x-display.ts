import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Why no X server can be started here, in one line, or null. */
export function displaysUnavailable(): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const isHere = folders.some((folder) => {
    try {
      accessSync(join(folder, 'Xvfb'), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  return isHere ? null : 'Xvfb is not installed';
}

/** What is on a screen. */
export interface Picture {
  width: number;
  height: number;
  /** 0xRRGGBB, from the top left. */
  pixels: Uint32Array;
}

/** An X server without a screen, on a display that it chooses. */
export class XDisplay {
  readonly name: string;
  readonly #server: ChildProcess;
  readonly #memory: string;

  private constructor(server: ChildProcess, name: string, memory: string) {
    this.#server = server;
    this.name = name;
    this.#memory = memory;
  }

  static async start(size = '1600x900x24'): Promise<XDisplay> {
    const memory = mkdtempSync(join(tmpdir(), 'latchkey-screen-'));
    const options = ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-fbdir', memory];
    const server = spawn('Xvfb', options, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    const number = await new Promise<string>((said, failed) => {
      server.stdio[3]?.once('data', (bytes: Buffer) => said(bytes.toString().trim()));
      server.once('error', failed);
      server.once('exit', () => failed(new Error('Xvfb ended')));
    });
    return new XDisplay(server, `:${number}`, memory);
  }

  /** What the screen shows now. The server keeps it in a file, as xwd(1) writes one: four bytes for each pixel. Source: X11/XWDFile.h. */
  picture(): Picture {
    const file = readFileSync(join(this.#memory, 'Xvfb_screen0'));
    const field = (index: number): number => file.readUInt32BE(index * 4);
    const [headerSize, width, height, bitsPerPixel, bytesPerLine, colours] = [0, 4, 5, 11, 12, 19].map(field);
    if (!headerSize || !width || !height || !bytesPerLine || bitsPerPixel !== 32) throw new Error('an unknown screen');
    const from = headerSize + (colours ?? 0) * 12;
    const pixels = new Uint32Array(width * height);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        pixels[y * width + x] = file.readUInt32LE(from + y * bytesPerLine + x * 4) & 0xffffff;
    return { width, height, pixels };
  }

  end(): void {
    this.#server.kill('SIGKILL');
    rmSync(this.#memory, { recursive: true, force: true });
  }
}
