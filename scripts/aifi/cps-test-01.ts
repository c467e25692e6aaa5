/**
 * cps-test-01: four clips of 33.8 s, 316 plates, one shopper.
 *
 * The clips carry no wall-clock time. Their µs 0 is taken to be the earliest plate sample, unix 1580250245.089647:
 * clips (338 frames at 10 Hz) and plate series (33.8 s) are equally long, and the second take agrees. On cameras 3 and
 * 7 the bottle is out of the shelf in the frame of 16.8 s and was not in that of 16.7 s; the plate loses its 560 g
 * between 16.51 s and 16.61 s, and a bottle needs a moment from the plate to the edge. The first take agrees too: the
 * hand is in at 10 s, the plates move from 10.2 s. So clips and plates agree within 0.2 s.
 */
import { PROJECT_FORMAT, PROJECT_VERSION } from '#core/planning/project.ts';
import { writeReadingsCsv } from '#core/datasets/readings-csv.ts';
import { cameras } from './cameras.ts';
import { createFixtures } from './fixtures.ts';
import type { ForeignFolder } from './foreign.ts';
import type { Imported } from './imported.ts';
import { createCodeLookup } from './join-codes.ts';
import { readLabels } from './labels.ts';
import { HEIGHTS_NOTE, SHOP, isoMicros, labelFiles, sensorOf, shopNotes } from './nanostore.ts';
import { plan } from './plan.ts';
import { facingsOfPlaced, readPlanogram } from './planogram.ts';
import { readPlateSeries } from './plate-series.ts';
import { readCodedProducts, readPlacedProducts } from './products.ts';
import { createSkus, doubts } from './skus.ts';
import { readStoreFiles } from './store-files.ts';

const RECORDING = 'cps-test-01';
const CLIPS = ['cam1', 'cam3', 'cam5', 'cam7'];

export function importCpsTest01(folder: ForeignFolder): Imported {
  const { start, series } = readPlateSeries(folder);
  const { fixtures, derived } = createFixtures(readStoreFiles(folder), {
    measured: series.map(({ plate }) => plate),
    heights: readPlanogram(folder).heights,
  });
  const codeOf = createCodeLookup(readCodedProducts(folder));
  const products = readPlacedProducts(folder).map((product) => ({ ...product, code: codeOf(product) }));
  const skus = createSkus(products);
  const sensors = series.map(({ plate }) => sensorOf(plate));
  const labels = labelFiles(RECORDING, readLabels(folder, RECORDING));

  return {
    project: {
      format: PROJECT_FORMAT,
      version: PROJECT_VERSION,
      ...SHOP,
      notes: [
        'Clips and plates share one clock: µs 0 is the earliest plate sample, right within 0.2 s.',
        HEIGHTS_NOTE,
        ...shopNotes(derived),
        ...doubts(skus),
      ],
      plan,
      cameras,
      fixtures,
      sensors,
      skus,
      planogram: { version: 'products.csv of cps-test-01', facings: facingsOfPlaced(products) },
      recordings: [
        {
          id: RECORDING,
          startedAt: isoMicros(start),
          clips: CLIPS.map((camera) => ({ camera, path: `clips/${camera}.webm`, offset: 0 })),
          readings: sensors.map(({ id }) => ({ sensor: id, path: `readings/${id}.csv` })),
          sightings: [],
          labels: labels[0]?.path ?? null,
        },
      ],
    },
    files: [
      ...CLIPS.map((camera) => ({
        path: `clips/${camera}.webm`,
        data: folder.bytes(`video/${RECORDING}-${camera}.webm`),
      })),
      ...series.map((each) => ({ path: `readings/${sensorOf(each.plate).id}.csv`, data: writeReadingsCsv(each) })),
      ...labels,
    ],
  };
}
