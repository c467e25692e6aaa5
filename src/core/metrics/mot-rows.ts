/** Rows that are readable and still not what they are given as: each is refused with what it looks like. */
import { MOT, readMotTable } from '#core/datasets/mot-table.ts';
import { type NumberTable, badRow, badValue } from '#core/datasets/number-table.ts';
import { CLASSES, type MotBenchmark, PEDESTRIAN } from '#core/metrics/mot-benchmark.ts';

/**
 * @param file - Named in messages.
 * @throws WorkbenchError `dataset/malformed` naming file, line and column.
 */
export function readMotTruth(text: string, file: string, benchmark: MotBenchmark): NumberTable {
  const table = readMotTable(text, file);
  refuseEmpty(table, 'ground truth, a row a box');
  refuseDetections(table);
  const known = benchmark.distractors !== null;
  if (known && table.columns.length <= MOT.class) {
    throw badRow(
      table,
      table.line[0]!,
      `it has no column 8 (class); the ground truth of ${benchmark.name} has nine columns`,
    );
  }
  // From ten columns on, MOT15 has metres where later benchmarks have the class.
  const unwanted = !known && table.columns.length < 10;
  const classes = table.columns[MOT.class];
  for (let row = 0; classes !== undefined && row < table.rows; row++) {
    const value = classes[row]!;
    if (known && !(Number.isInteger(value) && value >= 1 && value <= CLASSES)) {
      throw badValue(
        table,
        row,
        MOT.class,
        `a class of ${benchmark.name}, 1 to ${CLASSES}; is it another benchmark's file?`,
      );
    }
    if (unwanted && value > PEDESTRIAN) {
      throw badValue(
        table,
        row,
        MOT.class,
        `none, or ${PEDESTRIAN}: ${benchmark.name} has no classes; is it another benchmark's file?`,
      );
    }
  }
  return table;
}

/**
 * @param file - Named in messages.
 * @throws WorkbenchError `dataset/malformed` naming file, line and column.
 */
export function readMotTracked(text: string, file: string, benchmark: MotBenchmark): NumberTable {
  const table = readMotTable(text, file);
  refuseEmpty(table, 'tracks, a row a box');
  refuseDetections(table);
  const classes = benchmark.distractors === null ? undefined : table.columns[MOT.class];
  for (let row = 0; classes !== undefined && row < table.rows; row++) {
    if (Math.trunc(classes[row]!) > PEDESTRIAN) {
      throw badValue(
        table,
        row,
        MOT.class,
        `-1 or ${PEDESTRIAN}, a pedestrian: nothing else is tracked in ${benchmark.name}`,
      );
    }
  }
  return table;
}

/** @returns The last frame anybody is in, 1 at least. */
export function framesOf({ columns }: NumberTable): number {
  return columns[MOT.frame]!.reduce((last, frame) => Math.max(last, frame), 1);
}

/** A table up to some frame, and how many of its rows are behind that. */
export interface CutTable {
  readonly table: NumberTable;
  readonly leftOut: number;
}

/**
 * Tracks of cameras that went on after the last frame of the truth, where nobody knows who was where.
 *
 * @param frames - Length of the sequence. When all rows are behind it the table stays as it is: it is of something else.
 */
export function upToFrame(table: NumberTable, frames: number): CutTable {
  const frameOf = table.columns[MOT.frame]!;
  const kept = Array.from({ length: table.rows }, (_, row) => row).filter((row) => frameOf[row]! <= frames);
  const leftOut = table.rows - kept.length;
  if (leftOut === 0 || kept.length === 0) return { table, leftOut: 0 };
  const columns = table.columns.map((column) => Float64Array.from(kept, (row) => column[row]!));
  const line = Uint32Array.from(kept, (row) => table.line[row]!);
  return { table: { ...table, rows: kept.length, columns, line }, leftOut };
}

/**
 * @param frames - Length of the sequence.
 * @throws WorkbenchError `dataset/malformed` for a frame outside the sequence, or an id twice in one.
 */
export function checkFrames(table: NumberTable, sequence: string, frames: number): void {
  const [frameOf, idOf] = [table.columns[MOT.frame]!, table.columns[MOT.id]!];
  const seen = new Map<number, Map<number, number>>();
  for (let row = 0; row < table.rows; row++) {
    const frame = frameOf[row]!;
    if (frame > frames) throw badValue(table, row, MOT.frame, `1 to ${frames}, the frames of ${sequence}`);
    let inFrame = seen.get(frame);
    if (inFrame === undefined) seen.set(frame, (inFrame = new Map<number, number>()));
    const before = inFrame.get(idOf[row]!);
    if (before !== undefined) {
      const line = table.line[before]!;
      throw badValue(table, row, MOT.id, `an id once a frame; line ${line} has it in frame ${frame} already`);
    }
    inFrame.set(idOf[row]!, row);
  }
}

/**
 * @param what - What was expected, in a word or two, and what a row of it is.
 * @throws WorkbenchError `dataset/malformed`
 */
export function refuseEmpty(table: NumberTable, what: string): void {
  if (table.rows === 0) throw badRow(table, 1, `the file is empty; expected ${what}`);
}

/** @throws WorkbenchError `dataset/malformed` */
export function refuseDetections(table: NumberTable): void {
  const row = table.columns[MOT.id]!.findIndex((id) => id < 0);
  if (row >= 0) throw badValue(table, row, MOT.id, 'an identity, 0 or more; is it a detection file?');
}
