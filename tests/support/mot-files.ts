import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Somebody walks to the right at 10 px a frame, another to the left; rows of MOT16 and later. */
const WALK = Array.from({ length: 10 }, (_, f) => f);
export const truthRows = WALK.map(
  (f) => `${f + 1},1,${10 * f},0,40,100,1,1,1\n${f + 1},2,${300 - 10 * f},5,40,100,1,1,1\n`,
).join('');

/** @param shift - How far off the boxes are, px. @param swap - From which frame the two have each other's id, from 1. */
export function trackedRows(shift: number, swap = Infinity): string {
  return WALK.map((f) => {
    const [a, b] = f + 1 >= swap ? [2, 1] : [1, 2];
    return `${f + 1},${a},${10 * f + shift},0,40,100,0.9,-1,-1,-1\n${f + 1},${b},${300 - 10 * f + shift},5,40,100,0.8,-1,-1,-1\n`;
  }).join('');
}

/** Writes a folder of files. @returns Its path. */
export async function folderOf(folder: string, files: Readonly<Record<string, string>>): Promise<string> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

/** Many in rows and columns who stand still: rows enough to take a moment. */
export function longRows(frames: number, people: number): string {
  const lines: string[] = [];
  for (let frame = 1; frame <= frames; frame++) {
    for (let id = 1; id <= people; id++) lines.push(`${frame},${id},${50 * (id % 8)},${60 * (id >> 3)},40,55,1,1,1\n`);
  }
  return lines.join('');
}
