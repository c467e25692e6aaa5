/** Rows that are readable and still not what they are given as. */
import { readGroundTable } from '#core/datasets/ground-table.ts';
import type { NumberTable } from '#core/datasets/number-table.ts';
import { refuseEmpty } from '#core/metrics/mot-rows.ts';

/**
 * @param file - Named in messages.
 * @throws WorkbenchError `dataset/malformed` naming file, line and column.
 */
export function readGroundTruth(text: string, file: string): NumberTable {
  const table = readGroundTable(text, file);
  refuseEmpty(table, 'ground truth, a row a person');
  return table;
}

/**
 * @param file - Named in messages.
 * @throws WorkbenchError `dataset/malformed` naming file, line and column.
 */
export function readGroundDetected(text: string, file: string): NumberTable {
  const table = readGroundTable(text, file);
  refuseEmpty(table, 'detections, a row a person');
  return table;
}
