/** cps-test-01: one CSV of `unix_seconds,grams` a plate, in `weights-cps-test-01/plates.tar.gz`. */
import { gunzipSync } from 'node:zlib';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { ReadingSeries } from '#core/datasets/readings-csv.ts';
import { MICROS_PER_SECOND } from '#core/time/micros.ts';
import type { ForeignFolder } from './foreign.ts';
import type { PlateRef } from './store-files.ts';
import { readTar } from './tar.ts';

const ARCHIVE = 'weights-cps-test-01/plates.tar.gz';
const FILE_NAME = /(?:^|\/)gondola_(\d+)_shelf_(\d+)_plate_(\d+)\.csv$/u;

export interface PlateSeries extends ReadingSeries {
  readonly plate: PlateRef;
}

export interface PlateRecording {
  /** Unix time of the earliest sample, s: µs 0. */
  readonly start: number;
  /** In order of gondola, shelf and plate. */
  readonly series: readonly PlateSeries[];
}

/** @throws WorkbenchError `dataset/malformed` naming file and line. */
export function readPlateSeries(folder: ForeignFolder): PlateRecording {
  const plates: { plate: PlateRef; rows: readonly (readonly [number, number])[] }[] = [];
  for (const { path, text } of readTar(gunzipSync(folder.bytes(ARCHIVE)), ARCHIVE)) {
    const match = FILE_NAME.exec(path);
    if (!match) continue;
    const [gondola, shelf, plate] = match.slice(1).map(Number) as [number, number, number];
    plates.push({ plate: { gondola, shelf, plate }, rows: readRows(text, path) });
  }
  plates.sort((a, b) => comparePlates(a.plate, b.plate));

  const start = plates.reduce((least, { rows }) => rows.reduce((t, [time]) => Math.min(t, time), least), Infinity);
  return {
    start,
    series: plates.map(({ plate, rows }) => ({
      plate,
      times: Float64Array.from(rows, ([time]) => Math.round((time - start) * MICROS_PER_SECOND)),
      values: Float32Array.from(rows, ([, grams]) => grams),
    })),
  };
}

export function comparePlates(a: PlateRef, b: PlateRef): number {
  return a.gondola - b.gondola || a.shelf - b.shelf || a.plate - b.plate;
}

function readRows(text: string, file: string): (readonly [number, number])[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line, i) => {
    const [time = NaN, grams = NaN] = line.split(',').map(Number);
    if (Number.isFinite(time)) return [time, grams];
    throw new WorkbenchError('dataset/malformed', `${file}:${i + 1}: expected unix seconds, a comma and grams.`, {
      details: { file, line: i + 1 },
    });
  });
}
