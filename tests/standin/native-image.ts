import { existsSync, readFileSync } from 'node:fs';
import type Electron from 'electron';
import { type PartOf, standIn } from './stand-in.ts';

/** Encoded pictures by scale factor. Only the size of a PNG, or of the first one of an ICO, is decoded. */
class NativeImagePart implements PartOf<Electron.NativeImage> {
  readonly #pictures: ReadonlyMap<number, Buffer>;
  #size: Electron.Size | null = null;
  isMacTemplateImage = false;

  constructor(pictures: ReadonlyMap<number, Buffer>, size: Electron.Size | null = null) {
    this.#pictures = pictures;
    this.#size = size;
  }

  isEmpty(): boolean {
    return this.#pictures.size === 0;
  }
  getSize(): Electron.Size {
    const [scale, picture] = [...this.#pictures][0] ?? [];
    if (this.#size || scale === undefined || !picture) return this.#size ?? { width: 0, height: 0 };
    if (isIco(picture)) return { width: picture.readUInt8(6) || 256, height: picture.readUInt8(7) || 256 };
    return { width: picture.readUInt32BE(16) / scale, height: picture.readUInt32BE(20) / scale };
  }
  getScaleFactors(): number[] {
    return [...this.#pictures.keys()];
  }
  toPNG(options: Electron.ToPNGOptions = {}): Buffer {
    return this.#pictures.get(options.scaleFactor ?? 1) ?? [...this.#pictures.values()][0] ?? Buffer.alloc(0);
  }
  toDataURL(options: Electron.ToDataURLOptions = {}): string {
    return `data:image/png;base64,${this.toPNG(options).toString('base64')}`;
  }
  addRepresentation(options: Electron.AddRepresentationOptions): void {
    const picture = options.buffer ?? (options.dataURL === undefined ? null : fromDataUrl(options.dataURL));
    if (picture) (this.#pictures as Map<number, Buffer>).set(options.scaleFactor ?? 1, picture);
  }
  /** Returns the same picture with another declared size. */
  resize(options: Electron.ResizeOptions): Electron.NativeImage {
    const { width, height } = this.getSize();
    const ratio = options.width ? options.width / width : options.height ? options.height / height : 1;
    const size = {
      width: options.width ?? Math.round(width * ratio),
      height: options.height ?? Math.round(height * ratio),
    };
    return wrap(new NativeImagePart(this.#pictures, size));
  }
  setTemplateImage(template: boolean): void {
    this.isMacTemplateImage = template;
  }
  isTemplateImage(): boolean {
    return this.isMacTemplateImage;
  }
}

const wrap = (part: NativeImagePart): Electron.NativeImage => standIn<Electron.NativeImage>('NativeImage', part);

const imageOf = (...pictures: [number, Buffer][]): Electron.NativeImage =>
  wrap(
    new NativeImagePart(
      new Map(pictures.filter(([, picture]) => isPng(picture) || (process.platform === 'win32' && isIco(picture)))),
    ),
  );

const isPng = (picture: Buffer): boolean =>
  picture.length > 24 && picture.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));

/** Electron reads them on Windows only. */
const isIco = (picture: Buffer): boolean => picture.length > 22 && picture.readUInt32LE(0) === 0x0001_0000;

const fromDataUrl = (url: string): Buffer => Buffer.from(url.split(',')[1] ?? '', 'base64');

/** Also reads the files beside it with `@2x` and other scales, as Electron does. A missing file gives an empty image. */
function fromPath(path: string): Electron.NativeImage {
  const beside = [1, 1.25, 1.5, 2, 3, 4].flatMap((scale): [number, Buffer][] => {
    const file = scale === 1 ? path : path.replace(/(\.\w+)$/, `@${scale}x$1`);
    return existsSync(file) ? [[scale, readFileSync(file)]] : [];
  });
  const image = imageOf(...beside);
  if (/Template\.\w+$/.test(path)) image.setTemplateImage(true);
  return image;
}

export const nativeImage = standIn<typeof Electron.nativeImage>('nativeImage', {
  createEmpty: () => imageOf(),
  createFromPath: fromPath,
  createFromBuffer: (buffer, options) => imageOf([options?.scaleFactor ?? 1, buffer]),
  createFromDataURL: (url) => imageOf([1, fromDataUrl(url)]),
});
