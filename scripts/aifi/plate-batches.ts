/**
 * benchmark-1: the weights of a whole gondola, twelve samples at a time, in `benchmark-1/plate_data.jsonl`.
 *
 * A batch is an array of `[samples, shelves, plates]` float32 in base64; row 0 and column 0 stand for nothing and hold
 * NaN, and so do the columns of plates a shelf does not have.
 *
 * Its two times: `t_origin` goes on by exactly 12/60 s from batch to batch, and `t_issue` follows it by 93.9 ms at the
 * least. The last sample of a batch cannot be later than its issue, so `t_origin` is not the first sample (the last
 * would be at +183 ms) but the middle of the batch (the last is then at +91.7 ms): sample `i` of `n` was taken at
 * `t_origin + (i − (n − 1) / 2) / rate`.
 */
import * as v from 'valibot';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { type ForeignFolder, readJsonLines } from './foreign.ts';
import type { PlateRef } from './store-files.ts';
import { comparePlates } from './plate-series.ts';

const FILE = 'benchmark-1/plate_data.jsonl';

const batchLine = v.object({
  document: v.object({
    header: v.object({ t_origin: v.string() }),
    plate_data: v.object({
      plate_id: v.object({ shelf_id: v.object({ gondola_id: v.object({ id: v.number() }) }) }),
      freq_samp: v.number(),
      values: v.object({
        data: v.string(),
        shape: v.tuple([v.number(), v.number(), v.number()]),
        type: v.literal('DATATYPE_FLOAT32'),
      }),
    }),
  }),
});

/** One plate's samples: unix seconds and grams. */
export interface SampledPlate {
  readonly plate: PlateRef;
  readonly times: number[];
  readonly values: number[];
}

/** @returns Plates that ever had a value, in order of gondola, shelf and plate. */
export function readPlateBatches(folder: ForeignFolder): SampledPlate[] {
  const plates = new Map<string, SampledPlate>();
  for (const { document } of readJsonLines(batchLine, folder.text(FILE), FILE)) {
    const { plate_id, freq_samp: rate, values } = document.plate_data;
    const [samples, shelves, columns] = values.shape;
    const grams = decode(values.data, samples * shelves * columns);
    const middle = secondsOf(document.header.t_origin);
    for (let shelf = 1; shelf < shelves; shelf++) {
      for (let plate = 1; plate < columns; plate++) {
        const series = seriesOf(plates, { gondola: plate_id.shelf_id.gondola_id.id, shelf, plate });
        for (let i = 0; i < samples; i++) {
          series.times.push(middle + (i - (samples - 1) / 2) / rate);
          series.values.push(grams[(i * shelves + shelf) * columns + plate]!);
        }
      }
    }
  }
  return [...plates.values()]
    .filter(({ values }) => values.some((value) => !Number.isNaN(value)))
    .sort((a, b) => comparePlates(a.plate, b.plate));
}

function seriesOf(plates: Map<string, SampledPlate>, plate: PlateRef): SampledPlate {
  const key = `${plate.gondola}/${plate.shelf}/${plate.plate}`;
  const known = plates.get(key);
  if (known) return known;
  const fresh = { plate, times: [], values: [] };
  plates.set(key, fresh);
  return fresh;
}

/** @param count - How many float32, little-endian. */
function decode(base64: string, count: number): number[] {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length !== count * 4) {
    throw new WorkbenchError('dataset/malformed', `${FILE}: an array of ${count} values has ${bytes.length} bytes.`, {
      details: { file: FILE },
    });
  }
  return Array.from({ length: count }, (_, i) => bytes.readFloatLE(i * 4));
}

/** @param time - ISO 8601, with up to six digits of a second: more than `Date` keeps. */
export function secondsOf(time: string): number {
  const fraction = /\.(\d+)Z$/u.exec(time)?.[1] ?? '0';
  return Math.floor(Date.parse(time) / 1000) + Number(`0.${fraction}`);
}
