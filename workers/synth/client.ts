import type { SynthApi } from '#workers/synth/protocol.ts';
import { startWorker } from '#workers/transport/start-worker.ts';

/** The page's side of the synth worker. */
export type Synthesizer = Disposable & SynthApi;

export function startSynthesizer(): Synthesizer {
  const worker = startWorker<SynthApi>(
    'synth',
    () => new Worker(new URL('./synth.worker.ts', import.meta.url), { type: 'module', name: 'synth' }),
  );
  return {
    film: (seed, width, height, frames) => worker.call((api) => api.film(seed, width, height, frames)),
    open: (text, file, seed) => worker.call((api) => api.open(text, file, seed)),
    look: (camera, time) => worker.call((api) => api.look(camera, time)),
    watch: (camera, fps) => worker.call((api) => api.watch(camera, fps)),
    startClips: (fps) => worker.call((api) => api.startClips(fps)),
    filmOn: (seconds) => worker.call((api) => api.filmOn(seconds)),
    endClips: () => worker.call((api) => api.endClips()),
    drawProducts: (wares, size, views) => worker.call((api) => api.drawProducts(wares, size, views)),
    [Symbol.dispose]: () => worker[Symbol.dispose](),
  };
}
