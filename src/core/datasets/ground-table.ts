/**
 * Where somebody is on the floor, without saying who: `frame gx gy`, in cells of a grid, as WILDTRACK's evaluation wants it.
 *
 * Source: T. Chavdarova et al., *WILDTRACK: A Multi-Camera HD Dataset for Dense Unscripted Pedestrian Detection*, CVPR 2018.
 */
import { type NumberTable, type RowShape, badValue, readNumberTable } from '#core/datasets/number-table.ts';

const GROUND_ROW: RowShape = { what: 'a position on the grid', names: ['frame', 'gx', 'gy'], fewest: 3, most: 3 };

/** Where each column stands. */
export const GROUND = { frame: 0, x: 1, y: 2 } as const;

/**
 * @returns Frames whole from 0.
 * @throws WorkbenchError `dataset/malformed` naming file, line and column.
 */
export function readGroundTable(text: string, file: string): NumberTable {
  const table = readNumberTable(text, file, GROUND_ROW);
  for (let row = 0; row < table.rows; row++) {
    const frame = table.columns[GROUND.frame]![row]!;
    if (!(Number.isSafeInteger(frame) && frame >= 0)) throw badValue(table, row, GROUND.frame, 'a whole number from 0');
  }
  return table;
}
