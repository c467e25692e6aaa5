/** A made-up shop of 4 m × 3 m with two cameras and one shelf, as small as shows everything. */
import { PROJECT_FORMAT, PROJECT_VERSION, type Project, type ProjectCamera } from '#core/planning/project.ts';

export const CRISPS = '2000000000015';
export const WATER = '2000000000022';

const plates = [1, 2, 3].map((n) => ({
  id: `p${n}`,
  at: [0.8 + 0.4 * n, 2.8, 0.9] as [number, number, number],
  width: 0.4,
  depth: 0.4,
}));

export const specimenStore: Project = {
  format: PROJECT_FORMAT,
  version: PROJECT_VERSION,
  name: 'Corner shop',
  currency: 'EUR',
  notes: [],
  plan: {
    outline: rectangle(0, 0, 4, 3),
    zones: [
      { id: 'entry', purpose: 'entry', polygon: rectangle(0, 0, 2, 0.5) },
      { id: 'exit', purpose: 'exit', polygon: rectangle(2, 0, 4, 0.5) },
    ],
  },
  cameras: [camera('door', 'Door'), camera('shelf', 'Shelf')],
  fixtures: [
    {
      id: 'wall',
      name: 'Back wall',
      footprint: rectangle(1, 2.6, 2.2, 3),
      shelves: [{ id: 'wall-1', name: 'Shelf 1', plates }],
    },
  ],
  sensors: plates.map(({ id }) => ({ id, kind: 'scale', plate: id, rateHz: 60 })),
  skus: [
    { gtin: CRISPS, name: 'Crisps', unitWeight: 105, price: 250, vatRate: 0.06 },
    { gtin: WATER, name: 'Water', unitWeight: 538, price: 120, vatRate: 0.06 },
  ],
  planogram: {
    version: '1',
    facings: [
      { id: 'a', gtin: CRISPS, plates: ['p1', 'p2'] },
      { id: 'b', gtin: WATER, plates: ['p3'] },
    ],
  },
  recordings: [
    {
      id: 'monday',
      startedAt: null,
      clips: [
        { camera: 'door', path: 'door.webm', offset: 0 },
        { camera: 'shelf', path: 'shelf.webm', offset: 0 },
      ],
      readings: plates.map(({ id }) => ({ sensor: id, path: `${id}.csv` })),
      sightings: [],
      labels: null,
    },
    { id: 'no-cameras', startedAt: null, clips: [], readings: [], sightings: [], labels: null },
  ],
};

/** At (2, 0, 2.5) m, looking into the shop and down, 640 × 360 px, 90° wide. */
function camera(id: string, name: string): ProjectCamera {
  return {
    id,
    name,
    purpose: 'Sees the whole shop.',
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
