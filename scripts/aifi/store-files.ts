/** The shop's own description: `store/Gondolas.json`, `Shelves.json` and `Plates.json`, metres and Rodrigues vectors. */
import * as v from 'valibot';
import { type ForeignFolder, readJson } from './foreign.ts';
import type { Transform, Vector } from './transform.ts';

/** A number left out is 0. */
const amount = v.optional(v.number(), 0);
const vector = v.pipe(
  v.optional(v.object({ x: amount, y: amount, z: amount }), {}),
  v.transform(({ x, y, z }): Vector => [x, y, z]),
);
const transform: v.GenericSchema<unknown, Transform> = v.object({ translation: vector, rotation: vector });

const coordinates = v.pipe(
  v.object({ transform, dim_x: amount, dim_y: amount }),
  v.transform(({ transform: place, dim_x, dim_y }) => ({ place, width: dim_x, depth: dim_y })),
);

const gondolaId = v.object({ id: v.number() });
const shelfId = v.object({ gondola_id: gondolaId, shelf_index: v.number() });

/** One plate of the shop, as the data number them: from 1, left to right. */
export const plateRef = v.pipe(
  v.object({ shelf_id: shelfId, plate_index: v.number() }),
  v.transform(({ shelf_id, plate_index }) => ({
    gondola: shelf_id.gondola_id.id,
    shelf: shelf_id.shelf_index,
    plate: plate_index,
  })),
);

export type PlateRef = v.InferOutput<typeof plateRef>;

const gondolas = v.object({ gondolas: v.array(v.object({ id: gondolaId, coordinates })) });
const shelves = v.object({ shelves: v.array(v.object({ id: shelfId, coordinates })) });
const plates = v.object({ plates: v.array(v.object({ id: plateRef, coordinates })) });

/** A part with its place on the part that carries it; `width` and `depth` in m. */
export interface StorePart {
  readonly place: Transform;
  readonly width: number;
  readonly depth: number;
}

export interface StoreFiles {
  readonly gondolas: readonly (StorePart & { readonly gondola: number })[];
  readonly shelves: readonly (StorePart & { readonly gondola: number; readonly shelf: number })[];
  readonly plates: readonly (StorePart & PlateRef)[];
}

/** @throws WorkbenchError `project/missing-file`, `dataset/malformed` */
export function readStoreFiles(folder: ForeignFolder): StoreFiles {
  const read = <T>(schema: v.GenericSchema<unknown, T>, name: string) =>
    readJson(schema, folder.text(`store/${name}`), name);
  return {
    gondolas: read(gondolas, 'Gondolas.json').gondolas.map(({ id, coordinates: part }) => ({
      gondola: id.id,
      ...part,
    })),
    shelves: read(shelves, 'Shelves.json').shelves.map(({ id, coordinates: part }) => ({
      gondola: id.gondola_id.id,
      shelf: id.shelf_index,
      ...part,
    })),
    plates: read(plates, 'Plates.json').plates.map(({ id, coordinates: part }) => ({ ...id, ...part })),
  };
}
