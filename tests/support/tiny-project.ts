/**
 * A made-up shop of 4 m × 3 m: one camera over the door, one fixture at the back wall with four plates, two SKUs.
 *
 * ```text
 * y 3 ┌──────────────────────┐
 *     │    p1 p2 p3 p4       │  fixture f1, x 1.0–2.6, y 2.6–3.0, plates 0.9 m high
 *     │                      │
 *   0 └───────cam1───────────┘  entry x 0–2, exit x 2–4, both y 0–0.5
 *     0                      4 x
 * ```
 */
import { PROJECT_FORMAT, PROJECT_VERSION, type Project } from '#core/planning/project.ts';

/** In the range shops number themselves with; the check digits are right. */
export const CRISPS = '2000000000015';
export const WATER = '2000000000022';

/** @param changes - Replaces whole top-level fields. */
export function tinyProject(changes: Partial<Project> = {}): Project {
  const plates = [1, 2, 3, 4].map((n) => ({
    id: `f1-s1-p${n}`,
    at: [0.8 + 0.4 * n, 2.8, 0.9] as [number, number, number],
    width: 0.4,
    depth: 0.4,
  }));
  const sensors = plates.map(({ id }) => ({ id, kind: 'scale' as const, plate: id, rateHz: 60 }));
  return {
    format: PROJECT_FORMAT,
    version: PROJECT_VERSION,
    name: 'Tiny shop',
    currency: 'EUR',
    notes: [],
    plan: {
      outline: rectangle(0, 0, 4, 3),
      zones: [
        { id: 'entry', purpose: 'entry', polygon: rectangle(0, 0, 2, 0.5) },
        { id: 'exit', purpose: 'exit', polygon: rectangle(2, 0, 4, 0.5) },
      ],
    },
    cameras: [tinyCamera()],
    fixtures: [
      {
        id: 'f1',
        name: 'Back wall',
        footprint: rectangle(1, 2.6, 2.6, 3),
        shelves: [{ id: 'f1-s1', name: 'Shelf 1', plates }],
      },
    ],
    sensors,
    skus: [
      { gtin: CRISPS, name: 'Crisps', unitWeight: 105, price: 250, vatRate: 0.06 },
      { gtin: WATER, name: 'Water', unitWeight: 538, price: 120, vatRate: 0.06 },
    ],
    planogram: {
      version: '1',
      facings: [
        { id: 'a', gtin: CRISPS, plates: ['f1-s1-p1', 'f1-s1-p2'] },
        { id: 'b', gtin: WATER, plates: ['f1-s1-p3'] },
        { id: 'c', gtin: null, plates: ['f1-s1-p4'] },
      ],
    },
    recordings: [
      {
        id: 'monday',
        startedAt: '2026-01-05T09:00:00.000Z',
        clips: [{ camera: 'cam1', path: 'clips/cam1.webm', offset: 0 }],
        readings: sensors.map(({ id }) => ({ sensor: id, path: `readings/${id}.csv` })),
        sightings: [],
        labels: null,
      },
    ],
    ...changes,
  };
}

/** At (2, 0, 2.5) m, looking into the shop and 36.87° down, 640 × 360 px, 90° wide. */
function tinyCamera(): Project['cameras'][number] {
  return {
    id: 'cam1',
    name: 'Over the door',
    purpose: 'Sees the whole shop from the door.',
    width: 640,
    height: 360,
    intrinsics: { fx: 320, fy: 320, cx: 320, cy: 180, distortion: [0, 0, 0, 0, 0] },
    pose: { rotation: [1, 0, 0, 0, -0.6, -0.8, 0, 0.8, -0.6], translation: [-2, 2, 1.5] },
    calibration: { method: 'made up', date: '2026-01-05', residualPx: 0, residualCm: 0 },
    masks: [],
  };
}

function rectangle(x0: number, y0: number, x1: number, y1: number): [number, number][] {
  return [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ];
}
