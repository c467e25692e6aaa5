/** Products by themselves, drawn by what puts them on the shelf: for a catalogue, and for networks to learn them by. */
import { type Exposure, exposureOf, steadyExposure } from '#capture/synthetic-store/lens/exposure.ts';
import type { WebGLRenderer } from 'three';
import type { PlanPolygon } from '#core/geometry/polygon.ts';
import type { Furniture } from '#core/simulation/staging/furniture.ts';
import { SyntheticStore } from '#capture/synthetic-store/synthetic-store.ts';
import { type Colour, colourOf } from '#core/simulation/looks/colour.ts';
import { diceOf } from '#core/simulation/looks/dice.ts';
import type { Moment, Ware } from '#core/simulation/moment.ts';
import { cameraAt } from '#core/simulation/staging/random-cameras.ts';
import { micros } from '#core/time/micros.ts';

/** How a product is looked at. */
export interface ProductView {
  /** From the front, and from above; rad. */
  readonly turn: number;
  readonly above: number;
  readonly roll: number;
  /** Of light, background and camera; `null`: as a catalogue has it, on white. */
  readonly seed: number | null;
}

/** As a catalogue shows a product. */
export const CATALOGUE_VIEW: ProductView = { turn: 0.3, above: 0.22, roll: 0, seed: null };

export function randomView(seed: number): ProductView {
  const dice = diceOf(seed);
  return {
    turn: dice.between(-0.9, 0.9),
    above: dice.between(-0.15, 0.75),
    roll: dice.between(-0.4, 0.4),
    seed: dice.seed(),
  };
}

/** Of what a network learns from, nothing is lost; a catalogue is small. */
const AS_SEEN = { type: 'image/png' } as const;
const AS_SHOWN = { type: 'image/webp', quality: 0.85 } as const;

/** m: what is filmed stands far from everything. */
const AWAY = { x: 500, y: 500, z: 1 } as const;
const SOMEWHERE: PlanPolygon = [
  [0, 0],
  [1, 0],
  [1, 1],
];
/** rad */
const VIEW = 0.3;
/** How much of the picture a product fills. */
const FILLED = 0.82;

/**
 * @param size - px a side.
 * @returns All views of the first ware, then of the next one: WebP as a catalogue has it, else PNG files.
 */
export async function productPictures(
  wares: readonly Ware[],
  size: number,
  views: readonly ProductView[],
  canvas: OffscreenCanvas,
  renderer: WebGLRenderer,
): Promise<readonly Blob[]> {
  const furniture: Furniture = { outline: SOMEWHERE, walls: [], racks: [], counters: [], partitions: [], sheets: [] };
  using store = new SyntheticStore(canvas, { furniture, cast: [], wares, height: 2.6, look: 3 }, renderer);
  const pictures: Blob[] = [];
  for (const [i, ware] of wares.entries()) {
    const moment: Moment = {
      time: micros(i),
      people: [],
      items: [{ ware: i, place: { kind: 'shelf', at: AWAY, facing: 0 } }],
    };
    store.show(moment, []);
    const [width, depth, height] = ware.size;
    const middle = { ...AWAY, z: AWAY.z + height / 2 };
    const far = Math.hypot(Math.max(width, depth), height) / FILLED / 2 / Math.tan(VIEW / 2);
    for (const { turn, above, roll, seed } of views) {
      const eye = {
        x: middle.x + far * Math.cos(turn) * Math.cos(above),
        y: middle.y + far * Math.sin(turn) * Math.cos(above),
        z: middle.z + far * Math.sin(above),
      };
      const camera = cameraAt(eye, middle, roll, VIEW, { width: size, height: size }, [0, 0, 0, 0, 0]);
      const light = lightOf(seed);
      store.film(camera, light.exposure, seed ?? 0, null, light.ground);
      pictures.push(await canvas.convertToBlob(seed === null ? AS_SHOWN : AS_SEEN));
    }
  }
  return pictures;
}

function lightOf(seed: number | null): { readonly exposure: Exposure; readonly ground: Colour } {
  if (seed === null)
    return {
      exposure: { ...steadyExposure(1), gain: 1.6, noise: 0, vignette: 0, blur: 0.4, sharpen: 0 },
      ground: [1, 1, 1],
    };
  const dice = diceOf(seed);
  const ground = colourOf(dice.between(0, 1), dice.between(0, 0.5), dice.between(0.03, 0.9));
  return { exposure: exposureOf(dice.seed()), ground };
}
