import { steadyExposure } from '#capture/synthetic-store/lens/exposure.ts';
import { openRenderer } from '#capture/synthetic-store/open-renderer.ts';
import { SyntheticStore } from '#capture/synthetic-store/synthetic-store.ts';
import { poseAll } from '#core/simulation/body/seen-truth.ts';
import type { FrameSize } from '#core/simulation/staging/random-cameras.ts';
import { randomStage } from '#core/simulation/staging/random-stage.ts';

/**
 * How long the frames of a random store take to be drawn, each as the mean of several.
 *
 * @returns ms a frame, that it can be read included.
 */
export function drawingTime(seed: number, frame: FrameSize, count: number, exposures: number): number {
  const { stage, cameras, moments } = randomStage(seed, frame, count);
  const canvas = new OffscreenCanvas(frame.width, frame.height);
  const renderer = openRenderer(canvas);
  using store = new SyntheticStore(canvas, stage, renderer);
  const films = cameras.map(() => {
    const film = new OffscreenCanvas(frame.width, frame.height);
    return film.getContext('2d', { willReadFrequently: true })!;
  });
  const lens = steadyExposure(1);
  let began = 0;
  // The first moment is drawn twice: what is uploaded and compiled for it is not counted.
  for (const moment of [moments[0]!, ...moments]) {
    for (let k = 0; k < exposures; k++) {
      store.show(moment, poseAll(stage.cast, stage.wares, moment));
      for (const [c, camera] of cameras.entries()) {
        store.film(camera, lens, k, null);
        films[c]!.globalAlpha = 1 / (k + 1);
        films[c]!.drawImage(canvas, 0, 0);
      }
    }
    for (const film of films) film.getImageData(0, 0, 1, 1);
    if (began === 0) began = performance.now();
  }
  const time = (performance.now() - began) / (moments.length * cameras.length);
  renderer.dispose();
  return time;
}
