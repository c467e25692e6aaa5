/** Products as a catalogue shows them, drawn by what puts them on the shelf. */
import { steadyExposure } from '#capture/synthetic-store/lens/exposure.ts';
import { SyntheticStore, type openRenderer } from '#capture/synthetic-store/synthetic-store.ts';
import type { Moment, Ware } from '#core/simulation/moment.ts';
import { cameraAt } from '#core/simulation/staging/random-cameras.ts';
import { micros } from '#core/time/micros.ts';

/** m: what is filmed stands far from all walls, over nothing. */
const FAR = 500;
/** rad */
const FROM_ABOVE = 0.22;
const VIEW = 0.3;
/** How much of the picture a product fills. */
const FILLED = 0.82;

/**
 * @param size - px a side. @param turn - From the front, rad.
 * @returns PNG files, in the order of the wares.
 */
export async function productPictures(
  wares: readonly Ware[],
  size: number,
  turn: number,
  canvas: OffscreenCanvas,
  renderer: ReturnType<typeof openRenderer>,
): Promise<readonly Blob[]> {
  const plan = {
    outline: [[0, 0] as [number, number], [1, 0] as [number, number], [1, 1] as [number, number]],
    zones: [],
  };
  using store = new SyntheticStore(canvas, { project: { plan, fixtures: [] }, cast: [], wares, look: 3 }, renderer);
  const exposure = { ...steadyExposure(1), gain: 1.6, noise: 0, vignette: 0, blur: 0.4, sharpen: 0 };
  const pictures: Blob[] = [];
  for (const [i, ware] of wares.entries()) {
    const at = { x: FAR, y: FAR, z: -FAR };
    const moment: Moment = {
      time: micros(i),
      people: [],
      items: [{ ware: i, place: { kind: 'shelf', at, facing: 0 } }],
    };
    store.show(moment, []);
    const [width, depth, height] = ware.size;
    const far = Math.hypot(Math.max(width, depth), height) / FILLED / 2 / Math.tan(VIEW / 2);
    const middle = { x: FAR, y: FAR, z: -FAR + height / 2 };
    const eye = {
      x: middle.x + far * Math.cos(turn) * Math.cos(FROM_ABOVE),
      y: middle.y + far * Math.sin(turn) * Math.cos(FROM_ABOVE),
      z: middle.z + far * Math.sin(FROM_ABOVE),
    };
    store.film(cameraAt(eye, middle, 0, VIEW, { width: size, height: size }, [0, 0, 0, 0, 0]), exposure, i, null);
    pictures.push(await canvas.convertToBlob({ type: 'image/png' }));
  }
  return pictures;
}
