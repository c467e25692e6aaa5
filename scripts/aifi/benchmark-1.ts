/**
 * benchmark-1: no video, but skeletons with hands, four gondolas of plates and the planogram of the day.
 *
 * µs 0 is the first skeleton; plates begin 2.1 s later.
 */
import { PROJECT_FORMAT, PROJECT_VERSION } from '#core/planning/project.ts';
import { writePeopleSightings } from '#core/datasets/people-sightings.ts';
import { writeReadingsCsv } from '#core/datasets/readings-csv.ts';
import { MICROS_PER_SECOND } from '#core/time/micros.ts';
import { createFixtures } from './fixtures.ts';
import type { ForeignFolder } from './foreign.ts';
import type { Imported } from './imported.ts';
import { readLabels } from './labels.ts';
import { HEIGHTS_NOTE, SHOP, isoMicros, labelFiles, sensorOf, shopNotes } from './nanostore.ts';
import { plan } from './plan.ts';
import { readPlanogram } from './planogram.ts';
import { type SampledPlate, readPlateBatches } from './plate-batches.ts';
import { readCodedProducts } from './products.ts';
import { SKELETON_SOURCE, readSkeletons, skeletonSightings } from './skeletons.ts';
import { createSkus, doubts } from './skus.ts';
import { readStoreFiles } from './store-files.ts';

const RECORDING = 'benchmark-1';
const SIGHTINGS = `sightings/${SKELETON_SOURCE}.jsonl`;

export function importBenchmark1(folder: ForeignFolder): Imported {
  const frames = readSkeletons(folder);
  const plates = readPlateBatches(folder);
  const start = Math.min(...frames.map(({ time }) => time), ...plates.map(({ times }) => times[0] ?? Infinity));
  const { facings, heights } = readPlanogram(folder);
  const { fixtures, derived } = createFixtures(readStoreFiles(folder), {
    measured: plates.map(({ plate }) => plate),
    heights,
  });
  const skus = createSkus(readCodedProducts(folder));
  const sensors = plates.map(({ plate }) => sensorOf(plate));
  const labels = labelFiles(RECORDING, readLabels(folder, RECORDING));

  return {
    project: {
      format: PROJECT_FORMAT,
      version: PROJECT_VERSION,
      ...SHOP,
      notes: [
        'People come from skeletons: on the floor under head, neck and shoulders.',
        'Plate times: a batch of twelve samples lies evenly around its t_origin.',
        HEIGHTS_NOTE,
        ...shopNotes(derived),
        ...doubts(skus),
      ],
      plan,
      cameras: [],
      fixtures,
      sensors,
      skus,
      planogram: { version: 'planogram.jsonl of benchmark-1', facings },
      recordings: [
        {
          id: RECORDING,
          startedAt: isoMicros(start),
          clips: [],
          readings: sensors.map(({ id }) => ({ sensor: id, path: `readings/${id}.csv` })),
          sightings: [{ source: SKELETON_SOURCE, path: SIGHTINGS }],
          labels: labels[0]?.path ?? null,
        },
      ],
    },
    files: [
      { path: SIGHTINGS, data: writePeopleSightings(skeletonSightings(frames, start)) },
      ...plates.map((each) => ({ path: `readings/${sensorOf(each.plate).id}.csv`, data: readingsText(each, start) })),
      ...labels,
    ],
  };
}

function readingsText({ times, values }: SampledPlate, start: number): string {
  return writeReadingsCsv({
    times: Float64Array.from(times, (time) => Math.round((time - start) * MICROS_PER_SECOND)),
    values: Float32Array.from(values),
  });
}
