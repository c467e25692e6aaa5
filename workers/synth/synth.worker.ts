import { transfer } from 'comlink';
import { drawnTruth } from '#capture/synthetic-store/drawn-truth.ts';
import { exposureOf } from '#capture/synthetic-store/lens/exposure.ts';
import { SyntheticStore, openRenderer } from '#capture/synthetic-store/synthetic-store.ts';
import { poseAll } from '#core/simulation/body/seen-truth.ts';
import { diceOf } from '#core/simulation/looks/dice.ts';
import { randomStage } from '#core/simulation/staging/random-stage.ts';
import type { SynthApi, TrainingFrame } from '#workers/synth/protocol.ts';
import { serve } from '#workers/transport/serve.ts';

const canvas = new OffscreenCanvas(640, 360);
let renderer: ReturnType<typeof openRenderer> | undefined;

const api: SynthApi = {
  async film(seed, width, height, count) {
    const began = performance.now();
    renderer ??= openRenderer(canvas);
    const { stage, cameras, moments } = randomStage(seed, { width, height }, count);
    using store = new SyntheticStore(canvas, stage, renderer);
    const dice = diceOf(seed + 1);
    const exposures = cameras.map(() => exposureOf(dice.seed()));
    const tags = new Uint8Array(4 * width * height);
    const frames: TrainingFrame[] = [];
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
    const told = { wares: stage.wares, frames, milliseconds: performance.now() - began };
    return transfer(
      told,
      frames.map(({ file }) => file),
    );
  },
};

serve(api);
