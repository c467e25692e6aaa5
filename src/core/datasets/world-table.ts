/**
 * Who is where on the floor, as text: MOTChallenge's columns with positions for boxes, `frame, id, -1, -1, -1, -1, -1, X, Y, Z`, in
 * metres. What stands in the five columns between is not looked at, nor is Z or what follows it.
 *
 * Source: the 3D evaluation of L. Leal-Taixé et al., *MOTChallenge 2015*, arXiv 1504.01942, §3.
 */
import { checkFrameAndId } from '#core/datasets/mot-table.ts';
import { type NumberTable, type RowShape, badValue, readNumberTable } from '#core/datasets/number-table.ts';

const WORLD_ROW: RowShape = {
  what: 'a line of world positions',
  names: ['frame', 'id', '-1', '-1', '-1', '-1', '-1', 'X', 'Y', 'Z'],
  fewest: 10,
  most: 13,
};

/** Where each column stands; frame and id as in `MOT`. */
export const WORLD = { x: 7, y: 8, z: 9 } as const;

/**
 * @returns Frames whole from 1, ids whole.
 * @throws WorkbenchError `dataset/malformed` naming file, line and column; also for boxes without positions.
 */
export function readWorldTable(text: string, file: string): NumberTable {
  const table = readNumberTable(text, file, WORLD_ROW);
  let placed = table.rows === 0;
  for (let row = 0; row < table.rows; row++) {
    checkFrameAndId(table, row);
    placed ||= Object.values(WORLD).some((column) => table.columns[column]![row] !== -1);
  }
  if (!placed) throw badValue(table, 0, WORLD.x, 'metres, and all rows have -1, -1, -1; is it a file of boxes?');
  return table;
}

/** Somebody on the floor in one frame, m. */
export interface WorldEntry {
  readonly frame: number;
  readonly id: number;
  readonly x: number;
  readonly y: number;
}

/** @param entries - In order of frame. Heights are not known: Z is that of the floor. */
export const writeWorld = (entries: readonly WorldEntry[]): string =>
  entries.map(({ frame, id, x, y }) => `${frame} ${id} -1 -1 -1 -1 -1 ${x.toFixed(4)} ${y.toFixed(4)} 0\n`).join('');
