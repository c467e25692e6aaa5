/**
 * A shop for pictures: one camera that is a clip of a real aisle, and scales and prices that are made up. The camera's
 * place follows from the people in it: two heads and their feet give the horizon (16 px from the top of 270) and the
 * camera's height over the floor (2.4 m).
 *
 * ```text
 * y 9 ┌───────────────────────────────┐
 *     │ left  │      table     │ right │  the woman in green stands at about (1.3, 3.7)
 *     │ shelf │                │ shelf │
 *   0 └───────────────cam1────────────┘
 *    −3                0               2.6 x
 * ```
 */
import { PROJECT_FORMAT, PROJECT_VERSION, type Project } from '#core/planning/project.ts';
import { MICROS_PER_SECOND } from '#core/time/micros.ts';
import { writeZip } from '#storage/write-zip.ts';
import { mulberry32 } from '../support/floor-world.ts';

/** px of the clip, and the camera in it. */
const [WIDTH, HEIGHT, FOCAL, HORIZON, ABOVE_FLOOR] = [480, 270, 416, 16, 2.4];
const TILT = Math.atan((HEIGHT / 2 - HORIZON) / FOCAL);
const [BOWL, BOWL_GRAMS, JUG] = ['2000000000107', 420, '2000000000114'];
/** When a plate loses a bowl: the hand in the clip is at the shelf. */
const TAKEN_AT = 4.6;

/** The shop as a project somebody can drop on the page. @param clip - WebM. @param seconds - Its length. */
export async function aisleShop(clip: Uint8Array<ArrayBuffer>, seconds: number): Promise<Blob> {
  const project = aisleProject();
  return writeZip([
    { path: 'project.json', data: JSON.stringify(project) },
    { path: 'clips/cam1.webm', data: new Blob([clip]) },
    ...project.sensors.map(({ id }, index) => ({ path: `readings/${id}.csv`, data: weights(index, seconds) })),
  ]);
}

function aisleProject(): Project {
  const plates = [1, 2, 3, 4].map((n) => ({
    id: `right-${n}`,
    at: [1.95, 2.6 + 0.6 * n, 1.5] as [number, number, number],
    width: 0.6,
    depth: 0.5,
  }));
  const sensors = plates.map(({ id }) => ({ id, kind: 'scale' as const, plate: id, rateHz: 60 }));
  return {
    format: PROJECT_FORMAT,
    version: PROJECT_VERSION,
    name: 'Crockery shop',
    currency: 'EUR',
    notes: ['The scales, the plan and the prices are made up. The clip is by Intel, CC BY 4.0.'],
    plan: {
      outline: rectangle(-3, 0, 2.6, 9),
      zones: [
        { id: 'entry', purpose: 'entry', polygon: rectangle(-3, 0, -0.2, 1) },
        { id: 'exit', purpose: 'exit', polygon: rectangle(-0.2, 0, 2.6, 1) },
      ],
    },
    cameras: [
      {
        id: 'cam1',
        name: 'Aisle',
        purpose: 'Sees the two aisles from the door.',
        width: WIDTH,
        height: HEIGHT,
        intrinsics: { fx: FOCAL, fy: FOCAL, cx: WIDTH / 2, cy: HEIGHT / 2, distortion: [0, 0, 0, 0, 0] },
        pose: {
          rotation: [1, 0, 0, 0, -Math.sin(TILT), -Math.cos(TILT), 0, Math.cos(TILT), -Math.sin(TILT)],
          translation: [0, ABOVE_FLOOR * Math.cos(TILT), ABOVE_FLOOR * Math.sin(TILT)],
        },
        calibration: { method: 'heights of the people in it', date: '2026-11-25', residualPx: 3, residualCm: 15 },
        masks: [],
      },
    ],
    fixtures: [
      fixture('left', 'Left shelf', rectangle(-3, 2, -1.9, 8.4), []),
      fixture('table', 'Table', rectangle(-0.6, 2.2, 0.5, 7.6), []),
      fixture('right', 'Right shelf', rectangle(1.7, 1.8, 2.2, 8.4), plates),
    ],
    sensors,
    skus: [
      { gtin: BOWL, name: 'Soup bowl', unitWeight: BOWL_GRAMS, price: 795, vatRate: 0.21 },
      { gtin: JUG, name: 'Milk jug', unitWeight: 260, price: 1250, vatRate: 0.21 },
    ],
    planogram: {
      version: '1',
      facings: [
        { id: 'bowls', gtin: BOWL, plates: ['right-1', 'right-2', 'right-3'] },
        { id: 'jugs', gtin: JUG, plates: ['right-4'] },
      ],
    },
    recordings: [
      {
        id: 'monday',
        startedAt: '2026-11-23T10:12:00.000Z',
        clips: [{ camera: 'cam1', path: 'clips/cam1.webm', offset: 0 }],
        readings: sensors.map(({ id }) => ({ sensor: id, path: `readings/${id}.csv` })),
        sightings: [],
        labels: null,
      },
    ],
  };
}

function fixture(
  id: string,
  name: string,
  footprint: [number, number][],
  plates: Project['fixtures'][number]['shelves'][number]['plates'],
): Project['fixtures'][number] {
  return { id, name, footprint, shelves: [{ id: `${id}-1`, name: 'Shelf 1', plates }] };
}

function weights(sensor: number, seconds: number): string {
  const random = mulberry32(sensor + 1);
  const rows = ['time_us,grams'];
  for (let sample = 0; sample < 60 * seconds; sample++) {
    const second = sample / 60;
    const grams = 5000 - (sensor === 1 && second >= TAKEN_AT ? BOWL_GRAMS : 0) + 6 * (random() - 0.5);
    rows.push(`${Math.round((sample * MICROS_PER_SECOND) / 60)},${grams.toFixed(2)}`);
  }
  return `${rows.join('\n')}\n`;
}

function rectangle(x0: number, y0: number, x1: number, y1: number): [number, number][] {
  return [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ];
}
