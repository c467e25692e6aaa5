import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface NumberedPicture {
  readonly file: string;
  readonly path: string;
  /** What its results are filed under. */
  readonly id: number;
}

const ENDINGS = /\.(?:png|jpe?g|webp|avif|gif|bmp)$/iu;
/** As COCO names its pictures: `000000000139.jpg`, `COCO_val2014_000000000042.jpg`. */
const NUMBERED = /^(?:.*_)?(\d+)\.[^.]+$/u;

/**
 * The pictures of a folder, by name. Everything else in it is passed over.
 *
 * @returns `named`: each id is the number in the picture's name. Otherwise, when one has none or two have the same, all are
 *   numbered from 1 in their order.
 */
export function numberPictures(folder: string): {
  readonly pictures: readonly NumberedPicture[];
  readonly named: boolean;
} {
  const files = readdirSync(folder).filter((file) => ENDINGS.test(file));
  files.sort((a, b) => (a < b ? -1 : 1));
  const ids = files.map((file) => Number(NUMBERED.exec(file)?.[1] ?? NaN));
  const named = ids.every((id) => Number.isSafeInteger(id)) && new Set(ids).size === ids.length;
  return { named, pictures: files.map((file, i) => ({ file, path: join(folder, file), id: named ? ids[i]! : i + 1 })) };
}
