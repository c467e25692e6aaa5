/** Weight series of the AiFi recordings, and a project of nothing but their shelves. Positions are made up. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Project, Sku } from '#core/planning/project.ts';
import type { RecordedSeries } from '#sensors/replay.ts';

export interface WeightRecording {
  readonly project: Project;
  readonly series: readonly RecordedSeries[];
}

/** Gondola, shelf and plate of the recordings; SKUs by position. */
interface Place {
  readonly gondola: number;
  readonly shelf: number;
  readonly plate: number;
}

const idOf = ({ gondola, shelf, plate }: Place) => `g${gondola}s${shelf}p${plate}`;

/** `plates.tar.gz`: one CSV a plate, `unix_seconds,grams`; `products.csv`: name, position and weight. */
export function readCpsTest01(folder: string): WeightRecording {
  const skus = new Map<string, Sku>();
  const facings = new Map<string, string[]>();
  for (const line of readFileSync(`${folder}/products.csv`, 'utf8').split('\n').slice(1)) {
    const cells = /^("(?:[^"]|"")*"|[^,]*),(-?\d+),(-?\d+),(-?\d+),([\d.]+),/u.exec(line);
    if (!cells || cells[2] === '-1') continue;
    const name = cells[1]!.replaceAll('"', '');
    skus.set(name, sku(name, Number(cells[5])));
    const id = idOf({ gondola: Number(cells[2]), shelf: Number(cells[3]), plate: Number(cells[4]) });
    facings.set(name, [...(facings.get(name) ?? []), id]);
  }
  const tar = execFileSync('tar', ['-xzOf', `${folder}/plates.tar.gz`], { maxBuffer: 1 << 28 }).toString();
  const names = execFileSync('tar', ['-tzf', `${folder}/plates.tar.gz`])
    .toString()
    .split('\n');
  const files = names.filter((name) => name.endsWith('.csv'));
  const sizes = execFileSync('tar', ['-tvzf', `${folder}/plates.tar.gz`])
    .toString()
    .split('\n')
    .filter((line) => line.endsWith('.csv'))
    .map((line) => Number(line.split(/\s+/u)[2]));
  let at = 0;
  const parsed = files.map((file, i) => {
    const text = tar.slice(at, (at += sizes[i]!));
    const [gondola, shelf, plate] = /gondola_(\d+)_shelf_(\d+)_plate_(\d+)/u.exec(file)!.slice(1).map(Number);
    const rows = text.trim().split('\n');
    return {
      place: { gondola: gondola!, shelf: shelf!, plate: plate! },
      rows: rows.map((row) => row.split(',').map(Number)),
    };
  });
  const zero = Math.min(...parsed.map(({ rows }) => rows[0]![0]!));
  const series = parsed.map(({ place, rows }) => ({
    sensor: idOf(place),
    times: Float64Array.from(rows, ([time]) => Math.round((time! - zero) * 1e6)),
    values: Float32Array.from(rows, ([, grams]) => grams!),
  }));
  return {
    project: project(
      parsed.map(({ place }) => place),
      [...skus.values()],
      facings,
    ),
    series,
  };
}

/** JSON lines: every 0.2 s a gondola's plates, base64 float32 `[12 samples, shelves, plates]`, row and column 0 unused. */
export function readBenchmark1(folder: string): WeightRecording {
  const lines = (name: string) =>
    readFileSync(`${folder}/${name}.jsonl`, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  const skus = lines('products').map((row) => sku(row.product_id.id, row.metadata.weight ?? 0));
  const facings = new Map<string, string[]>();
  for (const row of lines('planogram')) {
    const gtin = row.planogram_product_id.id;
    if (gtin === undefined) continue;
    const ids = row.plate_ids.map(
      (id: { shelf_id: { gondola_id: { id: number }; shelf_index: number }; plate_index: number }) =>
        idOf({ gondola: id.shelf_id.gondola_id.id, shelf: id.shelf_id.shelf_index, plate: id.plate_index }),
    );
    facings.set(gtin, [...(facings.get(gtin) ?? []), ...ids]);
  }
  const rows = lines('plate_data');
  const zero = Math.min(...rows.map((row) => row.timestamp)) - 1;
  const places = new Map<string, Place>();
  const samples = new Map<string, { times: number[]; values: number[] }>();
  for (const row of rows) {
    const { plate_id, values } = row.document.plate_data;
    const gondola: number = plate_id.shelf_id.gondola_id.id;
    const [count, shelves, plates]: [number, number, number] = values.shape;
    const bytes = Buffer.from(values.data, 'base64');
    for (let shelf = 1; shelf < shelves; shelf++) {
      for (let plate = 1; plate < plates; plate++) {
        const place = { gondola, shelf, plate };
        const own = samples.get(idOf(place)) ?? { times: [], values: [] };
        for (let i = 0; i < count; i++) {
          own.times.push(Math.round((row.timestamp - zero - (count - 1 - i) / 60) * 1e6));
          own.values.push(bytes.readFloatLE(4 * ((i * shelves + shelf) * plates + plate)));
        }
        samples.set(idOf(place), own);
        places.set(idOf(place), place);
      }
    }
  }
  const weighed = [...places].filter(([id]) => samples.get(id)!.values.some((value) => !Number.isNaN(value)));
  const series = weighed.map(([sensor]) => {
    const { times, values } = samples.get(sensor)!;
    return { sensor, times: Float64Array.from(times), values: Float32Array.from(values) };
  });
  return {
    project: project(
      weighed.map(([, place]) => place),
      skus,
      facings,
    ),
    series,
  };
}

function sku(gtin: string, weight: number): Sku {
  return { gtin, name: gtin, unitWeight: weight > 0 ? weight : null, price: 100, vatRate: 0 };
}

function project(
  places: readonly Place[],
  skus: readonly Sku[],
  facings: ReadonlyMap<string, readonly string[]>,
): Project {
  const gondolas = [...new Set(places.map(({ gondola }) => gondola))].sort();
  const footprint: [number, number][] = [
    [0, 0],
    [1, 0],
    [1, 1],
  ];
  return {
    format: 'openaisle-project',
    version: 1,
    name: 'Shelves of a recording',
    currency: 'USD',
    notes: [],
    plan: { outline: footprint, zones: [] },
    cameras: [],
    fixtures: gondolas.map((gondola) => ({
      id: `g${gondola}`,
      name: `Gondola ${gondola}`,
      footprint,
      shelves: [...new Set(places.filter((p) => p.gondola === gondola).map(({ shelf }) => shelf))]
        .sort()
        .map((shelf) => ({
          id: `g${gondola}s${shelf}`,
          name: `Shelf ${shelf}`,
          plates: places
            .filter((p) => p.gondola === gondola && p.shelf === shelf)
            .map((place) => ({
              id: idOf(place),
              at: [0.1 * place.plate, gondola, 0.3 * shelf] as [number, number, number],
              width: 0.1,
              depth: 0.4,
            })),
        })),
    })),
    sensors: places.map((place) => ({ id: idOf(place), kind: 'scale', plate: idOf(place), rateHz: 60 })),
    skus: [...skus],
    planogram: {
      version: '1',
      facings: [...facings].map(([gtin, plates], i) => ({ id: `F${i + 1}`, gtin, plates: [...plates] })),
    },
    recordings: [],
  };
}
