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
    [Symbol.dispose]: () => worker[Symbol.dispose](),
  };
}
