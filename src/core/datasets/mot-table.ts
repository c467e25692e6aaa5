/**
 * MOTChallenge text as columns: `frame, id, left, top, width, height, conf`, then nothing, or `class, visibility` (MOT16 and
 * later), or world coordinates (2D MOT 2015).
 *
 * Source: Dendorfer et al., *MOTChallenge: A Benchmark for Single-Camera Multiple Target Tracking*, IJCV 2021, table 4.
 */
import { type NumberTable, type RowShape, badValue, readNumberTable } from '#core/datasets/number-table.ts';

export const MOT_ROW: RowShape = {
  what: 'a MOT line',
  names: ['frame', 'id', 'left', 'top', 'width', 'height', 'conf', 'class', 'visibility'],
  fewest: 7,
  most: 13,
};

/** Where each column stands. */
export const MOT = { frame: 0, id: 1, left: 2, top: 3, width: 4, height: 5, conf: 6, class: 7, visibility: 8 } as const;

/**
 * @returns Frames whole from 1, ids whole, sizes 0 or more; `left` and `top` as in the file, which counts pixels from 1.
 * @throws WorkbenchError `dataset/malformed` naming file, line and column.
 */
export function readMotTable(text: string, file: string): NumberTable {
  const table = readNumberTable(text, file, MOT_ROW);
  for (let row = 0; row < table.rows; row++) {
    const at = (column: number): number => table.columns[column]![row]!;
    if (!(Number.isSafeInteger(at(MOT.frame)) && at(MOT.frame) >= 1)) {
      throw badValue(table, row, MOT.frame, 'a whole number from 1');
    }
    if (!Number.isSafeInteger(at(MOT.id))) throw badValue(table, row, MOT.id, 'a whole number');
    for (const size of [MOT.width, MOT.height]) if (at(size) < 0) throw badValue(table, row, size, '0 or more');
  }
  return table;
}
