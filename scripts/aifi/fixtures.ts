/** Gondolas, shelves and plates as fixtures on the floor plan. */
import { assert } from '#core/errors/assert.ts';
import type { Fixture, Plate, Shelf } from '#core/planning/project.ts';
import type { PlateRef, StoreFiles, StorePart } from './store-files.ts';
import { type Transform, toWorld } from './transform.ts';
import { plateId, shelfId } from './units.ts';

export interface FixtureOptions {
  /** Plates that sent weights; those the shop's description lacks are put where its grid goes on. */
  readonly measured: readonly PlateRef[];
  /** Heights over the floor that are better known than the description's, by shelf id, m. */
  readonly heights?: ReadonlyMap<string, number>;
}

export interface Furniture {
  readonly fixtures: Fixture[];
  /** Ids of plates that were put on the grid. */
  readonly derived: readonly string[];
}

/** A gondola's back panel stands behind its shelves, whose plates come `depth` towards the shopper. */
export function createFixtures(store: StoreFiles, { measured, heights = new Map() }: FixtureOptions): Furniture {
  const derived: string[] = [];
  const fixtures = store.gondolas.map((gondola): Fixture => {
    const shelves = store.shelves
      .filter((shelf) => shelf.gondola === gondola.gondola)
      .map((shelf): Shelf => {
        const isHere = (ref: PlateRef) => ref.gondola === shelf.gondola && ref.shelf === shelf.shelf;
        const known = store.plates.filter(isHere);
        const missing = measured.filter(isHere).filter((ref) => !known.some(({ plate }) => plate === ref.plate));
        const added = missing.map((ref) => ({ ...ref, ...onGrid(known, ref.plate) }));
        derived.push(...added.map((ref) => plateId(ref.gondola, ref.shelf, ref.plate)));

        const id = shelfId(shelf.gondola, shelf.shelf);
        const place = atHeight(shelf.place, heights.get(id));
        const plates = [...known, ...added].sort((a, b) => a.plate - b.plate);
        return {
          id,
          name: `Shelf ${shelf.shelf}`,
          plates: plates.map((ref) => createPlate(ref, gondola.place, place)),
        };
      });
    const reach = Math.max(
      ...store.shelves.filter((s) => s.gondola === gondola.gondola).map((s) => -s.place.translation[1]),
    );
    return {
      id: `g${gondola.gondola}`,
      name: `Gondola ${gondola.gondola}`,
      footprint: footprint(gondola, reach),
      shelves,
    };
  });
  return { fixtures, derived: derived.sort() };
}

function createPlate(ref: PlateRef & StorePart, gondola: Transform, shelf: Transform): Plate {
  const [x, y, z] = toWorld([gondola, shelf, ref.place], [ref.width / 2, ref.depth / 2, 0]);
  return {
    id: plateId(ref.gondola, ref.shelf, ref.plate),
    at: [millimetres(x), millimetres(y), millimetres(z)],
    width: millimetres(ref.width),
    depth: millimetres(ref.depth),
  };
}

/** Plates of a shelf stand side by side, as wide as the first, numbered from 1. */
function onGrid(known: readonly (PlateRef & StorePart)[], plate: number): StorePart {
  const first = known.find((ref) => ref.plate === 1);
  assert(first, 'every shelf of the description has a first plate');
  const { place, width, depth } = first;
  const [x, y, z] = place.translation;
  return { width, depth, place: { ...place, translation: [x + (plate - 1) * width, y, z] } };
}

/** From the back panel to the front edge of the deepest shelf. */
function footprint(gondola: StorePart, reach: number): [number, number][] {
  const corners = [
    [0, -reach],
    [gondola.width, -reach],
    [gondola.width, gondola.depth],
    [0, gondola.depth],
  ] as const;
  return corners.map(([x, y]) => {
    const [worldX, worldY] = toWorld([gondola.place], [x, y, 0]);
    return [millimetres(worldX), millimetres(worldY)];
  });
}

function atHeight(place: Transform, height: number | undefined): Transform {
  if (height === undefined) return place;
  const [x, y] = place.translation;
  return { ...place, translation: [x, y, height] };
}

/** The description's float32 noise is not information. */
const millimetres = (metres: number): number => Math.round(metres * 1000) / 1000;
