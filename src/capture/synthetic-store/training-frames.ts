/** Frames of random stores with what is on them. */
import { type DrawnThing, drawnTruth } from '#capture/synthetic-store/drawn-truth.ts';
import { exposureOf } from '#capture/synthetic-store/lens/exposure.ts';
import type { WebGLRenderer } from 'three';
import { SyntheticStore } from '#capture/synthetic-store/synthetic-store.ts';
import { poseAll } from '#core/simulation/body/seen-truth.ts';
import { diceOf } from '#core/simulation/looks/dice.ts';
import type { FrameSize } from '#core/simulation/staging/random-cameras.ts';
import { randomStage } from '#core/simulation/staging/random-stage.ts';
import type { Ware } from '#core/simulation/moment.ts';

export interface FilmedFrame {
  /** JPEG */
  readonly file: ArrayBuffer;
  readonly things: readonly DrawnThing[];
  /** Which of the stage's cameras and moments. */
  readonly camera: number;
  readonly moment: number;
}

/** @param count - Of all cameras of the store together. */
export async function filmRandomStore(
  seed: number,
  { width, height }: FrameSize,
  count: number,
  canvas: OffscreenCanvas,
  renderer: WebGLRenderer,
): Promise<{ wares: readonly Ware[]; frames: readonly FilmedFrame[] }> {
  const { stage, cameras, moments } = randomStage(seed, { width, height }, count);
  using store = new SyntheticStore(canvas, stage, renderer);
  const dice = diceOf(seed + 1);
  const exposures = cameras.map(() => exposureOf(dice.seed()));
  const tags = new Uint8Array(4 * width * height);
  const frames: FilmedFrame[] = [];
  for (const [m, moment] of moments.entries()) {
    const posed = poseAll(stage.cast, stage.wares, moment);
    store.show(moment, posed);
    for (const [c, camera] of cameras.entries()) {
      if (frames.length === count) break;
      store.film(camera, exposures[c]!, dice.below(1e6), tags);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: exposures[c]!.quality });
      frames.push({ file: await blob.arrayBuffer(), things: drawnTruth(camera, posed, tags), camera: c, moment: m });
    }
  }
  return { wares: stage.wares, frames };
}
