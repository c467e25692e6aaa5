import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { WorkbenchError } from '#core/errors/workbench-error.ts';

export interface DetectionFile {
  /** What its sequence is called. */
  readonly sequence: string;
  readonly path: string;
}

/**
 * The detection files a path stands for, in order of sequence: itself, or those of the folder, `<sequence>.txt`,
 * `<sequence>.det.txt` or `<sequence>/det/det.txt`.
 *
 * @throws WorkbenchError `dataset/malformed` when there are none, or two of one sequence.
 */
export function detectionFiles(path: string): readonly DetectionFile[] {
  if (!statSync(path).isDirectory()) return [{ sequence: sequenceOf(path), path }];
  const found = readdirSync(path)
    .map((name) => join(path, name))
    .flatMap((each): DetectionFile[] => {
      const within = join(each, 'det/det.txt');
      if (existsSync(within)) return [{ sequence: basename(each), path: within }];
      return each.endsWith('.txt') && statSync(each).isFile() ? [{ sequence: sequenceOf(each), path: each }] : [];
    })
    .sort((a, b) => (a.sequence < b.sequence ? -1 : 1));
  if (found.length === 0) {
    throw new WorkbenchError(
      'dataset/malformed',
      `${path} has no detection files. Expected <sequence>.txt, <sequence>.det.txt or <sequence>/det/det.txt in it.`,
    );
  }
  const twice = found.find(({ sequence }, i) => found[i + 1]?.sequence === sequence);
  if (twice !== undefined) {
    throw new WorkbenchError('dataset/malformed', `${path} has two detection files of the sequence ${twice.sequence}.`);
  }
  return found;
}

const sequenceOf = (path: string): string =>
  basename(path)
    .replace(/\.txt$/u, '')
    .replace(/\.det$/u, '');
