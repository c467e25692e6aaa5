/** The truth of rendered frames as COCO has it: https://cocodataset.org/#format-data, with a few fields more. */
import type { Box } from '#core/geometry/box.ts';
import { LEAST_VISIBLE } from '#core/simulation/truth/least-visible.ts';
import type { FilmedStore } from '../headless/page/page.ts';

export const CATEGORIES = [
  { id: 1, name: 'person' },
  { id: 2, name: 'hand' },
  { id: 3, name: 'product-in-hand' },
] as const;

const CATEGORY_IDS = { person: 1, hand: 2, product: 3 } as const;

export interface Shard {
  readonly images: readonly {
    readonly id: number;
    /** In the folder `images`. */
    readonly file_name: string;
    readonly width: number;
    readonly height: number;
    /** Of the random store, and which of its cameras at which of its moments. */
    readonly seed: number;
    readonly camera: number;
    readonly moment: number;
  }[];
  readonly annotations: readonly {
    readonly id: number;
    readonly image_id: number;
    readonly category_id: number;
    /** x, y, width, height, px; of somebody half hidden or less around all of them, else around what can be seen. */
    readonly bbox: readonly number[];
    readonly visible_bbox: readonly number[];
    /** px that can be seen. */
    readonly area: number;
    readonly iscrowd: 0;
    /** Of all its pixels, those beyond the border included. */
    readonly visibility: number;
    /** Who it is, whose hand, in whose hand: the same whatever the camera and the moment. */
    readonly identity: string;
    /** Of a product: the same for all units of it. */
    readonly gtin: string | null;
  }[];
}

/** Places for the pictures of one store, and for the things on one picture. */
const PLACES = 1000;

export function cocoShard(seed: number, width: number, height: number, { frames }: FilmedStore): Shard {
  const name = (i: number) => `${String(seed).padStart(6, '0')}-${String(i).padStart(2, '0')}.jpg`;
  const images = frames.map(({ camera, moment }, i) => {
    return { id: seed * PLACES + i, file_name: name(i), width, height, seed, camera, moment };
  });
  const annotations = frames.flatMap(({ things }, i) =>
    things
      .filter(({ visible }) => visible >= LEAST_VISIBLE)
      .map(({ kind, box, area, visible, person, ware, whole }, k) => ({
        id: (seed * PLACES + i) * PLACES + k,
        image_id: seed * PLACES + i,
        category_id: CATEGORY_IDS[kind],
        bbox: sides(whole === null || visible < HALF || visible > OPEN ? box : around(box, whole)),
        visible_bbox: sides(box),
        area,
        iscrowd: 0 as const,
        visibility: Math.round(visible * 1000) / 1000,
        identity: `${seed}/${person}`,
        gtin: ware === null ? null : `${seed}-${ware}`,
      })),
  );
  return { images, annotations };
}

/** Of somebody more hidden than this a person would mark only what can be seen. */
const HALF = 0.5;
/** Of somebody less hidden than this the pixels say it all, and better. */
const OPEN = 0.93;

const around = (a: Box, b: Box): Box => ({
  x0: Math.min(a.x0, b.x0),
  y0: Math.min(a.y0, b.y0),
  x1: Math.max(a.x1, b.x1),
  y1: Math.max(a.y1, b.y1),
});

const sides = ({ x0, y0, x1, y1 }: Box): readonly number[] =>
  [x0, y0, x1 - x0, y1 - y0].map((side) => Math.round(side * 100) / 100);
