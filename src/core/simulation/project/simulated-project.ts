/** A simulated store as a project like any other. */
import { PROJECT_FORMAT, PROJECT_VERSION, type Project, type Recording } from '#core/planning/project.ts';
import type { Simulation } from '#core/simulation/shopping/simulate.ts';
import type { SimulatedStore } from '#core/simulation/store/simulated-store.ts';
import { SCALE_RATE } from '#core/simulation/weighing/plate-signal.ts';

export const POSITIONS_PATH = 'sightings.jsonl';
/** What happened, beside the project. Nothing that makes receipts reads it. */
export const TRUTH_PATH = 'truth.json';

export const picturePath = (gtin: string): string => `pictures/${gtin}.webp`;

export const readingsPath = (plate: string): string => `readings/${plate}.csv`;

/** @param clips - None: the recording is of positions and scales, and nothing was drawn, no product either. */
export function simulatedProject(simulation: Simulation, clips: Recording['clips'] = []): Project {
  const { store, name, seed } = simulation;
  const project = storeProject(store);
  return {
    ...project,
    skus: clips.length > 0 ? project.skus.map((sku) => ({ ...sku, picture: picturePath(sku.gtin) })) : project.skus,
    name: `${name}, seed ${seed}`,
    notes: ['Simulated: nobody was filmed, and nothing was sold.'],
    recordings: [
      {
        id: 'simulated',
        startedAt: null,
        clips: [...clips],
        readings: store.plates.map(({ id }) => ({ sensor: id, path: readingsPath(id) })),
        sightings: clips.length > 0 ? [] : [{ source: 'positions', path: POSITIONS_PATH }],
        labels: TRUTH_PATH,
      },
    ],
  };
}

/** The store alone, without recordings. */
export function storeProject(store: SimulatedStore): Project {
  const { plates, products } = store;
  const facings = [...new Set(plates.map(({ facing }) => facing))];
  const polygon = (corners: SimulatedStore['outline']) => corners.map(([x, y]): [number, number] => [x, y]);
  return {
    format: PROJECT_FORMAT,
    version: PROJECT_VERSION,
    name: store.name,
    currency: store.currency,
    notes: [],
    plan: {
      outline: polygon(store.outline),
      zones: store.zones.map((zone) => ({ ...zone, polygon: polygon(zone.polygon) })),
    },
    cameras: [...store.cameras],
    fixtures: store.fixtures.map(({ id, name, footprint, shelves }) => ({
      id,
      name,
      footprint: polygon(footprint),
      shelves: shelves.map((shelf) => ({
        id: shelf.id,
        name: shelf.name,
        plates: shelf.plates.map((index) => {
          const { id: plate, at, width, depth } = plates[index]!;
          return {
            id: plate,
            at: [millimetres(at[0]), millimetres(at[1]), millimetres(at[2])],
            width: millimetres(width),
            depth: millimetres(depth),
          };
        }),
      })),
    })),
    sensors: plates.map(({ id }) => ({ id, kind: 'scale', plate: id, rateHz: SCALE_RATE })),
    skus: products.map(({ sku }) => sku),
    planogram: {
      version: '1',
      facings: facings.map((id) => {
        const on = plates.filter(({ facing }) => facing === id);
        return { id, gtin: products[on[0]!.product]!.sku.gtin, plates: on.map((plate) => plate.id) };
      }),
    },
    recordings: [],
  };
}

const millimetres = (metres: number) => Math.round(metres * 1000) / 1000;
