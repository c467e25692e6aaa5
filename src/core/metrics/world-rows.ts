/** Rows that are readable and still not what they are given as. */
import type { NumberTable } from '#core/datasets/number-table.ts';
import { readWorldTable } from '#core/datasets/world-table.ts';
import { refuseDetections, refuseEmpty } from '#core/metrics/mot-rows.ts';

/**
 * @param file - Named in messages.
 * @throws WorkbenchError `dataset/malformed` naming file, line and column.
 */
export function readWorldTruth(text: string, file: string): NumberTable {
  return identified(readWorldTable(text, file), 'ground truth, a row a person');
}

/**
 * @param file - Named in messages.
 * @throws WorkbenchError `dataset/malformed` naming file, line and column.
 */
export function readWorldTracked(text: string, file: string): NumberTable {
  return identified(readWorldTable(text, file), 'tracks, a row a person');
}

function identified(table: NumberTable, what: string): NumberTable {
  refuseEmpty(table, what);
  refuseDetections(table);
  return table;
}
