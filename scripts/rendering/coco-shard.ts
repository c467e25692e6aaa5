/** The truth of rendered frames as COCO has it: https://cocodataset.org/#format-data, with a few fields more. */
import type { Box } from '#core/geometry/box.ts';
import type { FilmedStore } from '../headless/page/page.ts';

export const CATEGORIES = [
  { id: 1, name: 'person' },
  { id: 2, name: 'hand' },
  { id: 3, name: 'product-in-hand' },
] as const;

const CATEGORY_IDS = { person: 1, hand: 2, product: 3 } as const;

/** Less than this of something seen, and nobody could say what it is. */
const LEAST_VISIBLE = 0.15;

export interface Shard {
  readonly images: readonly {
    readonly id: number;
    readonly file_name: string;
    readonly width: number;
    readonly height: number;
    /** Of the random store: its seed, and which camera at which moment. */
    readonly store: number;
    readonly camera: number;
    readonly moment: number;
  }[];
  readonly annotations: readonly {
    readonly id: number;
    readonly image_id: number;
    readonly category_id: number;
    /** Around what can be seen: x, y, width, height, px. */
    readonly bbox: readonly number[];
    readonly area: number;
    readonly iscrowd: 0;
    readonly visible: number;
    /** The same for the same person, whatever the camera and the moment. */
    readonly person: number;
    /** Of a person: also around what is hidden. */
    readonly whole: readonly number[] | null;
    /** The same for the same product. */
    readonly product: number | null;
  }[];
}

/** Places for the pictures, people and products of one store. */
const PLACES = 1000;

export function cocoShard(shard: number, seed: number, width: number, height: number, { frames }: FilmedStore): Shard {
  const name = (i: number) => `${String(shard).padStart(5, '0')}-${String(i).padStart(2, '0')}.jpg`;
  const images = frames.map(({ camera, moment }, i) => {
    return { id: shard * PLACES + i, file_name: name(i), width, height, store: seed, camera, moment };
  });
  let id = shard * PLACES * PLACES;
  const annotations = frames.flatMap(({ things }, i) =>
    things
      .filter(({ visible }) => visible >= LEAST_VISIBLE)
      .map(({ kind, box, area, visible, person, ware, whole }) => ({
        id: id++,
        image_id: shard * PLACES + i,
        category_id: CATEGORY_IDS[kind],
        bbox: sides(box),
        area,
        iscrowd: 0 as const,
        visible: Math.round(visible * 1000) / 1000,
        person: shard * PLACES + person,
        whole: whole && sides(whole),
        product: ware === null ? null : shard * PLACES + ware,
      })),
  );
  return { images, annotations };
}

const sides = ({ x0, y0, x1, y1 }: Box): readonly number[] =>
  [x0, y0, x1 - x0, y1 - y0].map((side) => Math.round(side * 100) / 100);
