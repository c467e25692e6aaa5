/** Rows that are readable and still not what they are given as: each is refused with what it looks like. */
import { MOT, readMotTable } from '#core/datasets/mot-table.ts';
import { type NumberTable, badValue } from '#core/datasets/number-table.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { CLASSES, type MotBenchmark, PEDESTRIAN } from '#core/metrics/mot-benchmark.ts';

/**
 * @param file - Named in messages.
 * @throws WorkbenchError `dataset/malformed` naming file, line and column.
 */
export function readMotTruth(text: string, file: string, benchmark: MotBenchmark): NumberTable {
  const table = readMotTable(text, file);
  refuseEmpty(table, 'ground truth');
  refuseDetections(table);
  const known = benchmark.distractors !== null;
  if (known && table.columns.length <= MOT.class) {
    throw bad(
      file,
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
  refuseEmpty(table, 'tracks');
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

function refuseEmpty(table: NumberTable, what: string): void {
  if (table.rows === 0) throw bad(table.file, 1, `the file is empty; expected ${what}, a row a box`);
}

function refuseDetections(table: NumberTable): void {
  const row = table.columns[MOT.id]!.findIndex((id) => id < 0);
  if (row >= 0) throw badValue(table, row, MOT.id, 'an identity, 0 or more; is it a detection file?');
}

function bad(file: string, line: number, why: string): WorkbenchError {
  return new WorkbenchError('dataset/malformed', `${file}:${line} is not a MOT line: ${why}`, {
    details: { file, line },
  });
}
