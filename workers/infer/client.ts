import { transfer } from 'comlink';
import type { InferApi } from '#workers/infer/protocol.ts';
import { startWorker } from '#workers/transport/start-worker.ts';

/** The page's side of the infer worker. */
export type Inferrer = Disposable & InferApi;

export function startInferrer(): Inferrer {
  const worker = startWorker<InferApi>(
    'infer',
    () => new Worker(new URL('./infer.worker.ts', import.meta.url), { type: 'module', name: 'infer' }),
  );
  return {
    infer: (model, engine, picture) =>
      worker.call((api) => api.infer(transfer(model, [model.bytes]), engine, transfer(picture, [picture]))),
    openDetector: (model, engine) => worker.call((api) => api.openDetector(transfer(model, [model.bytes]), engine)),
    detect: (frame) => worker.call((api) => api.detect(transfer(frame, [frame]))).finally(() => frame.close()),
    enrol: (model, engine, known) =>
      worker.call((api) => {
        const frames = known.map(({ picture }) => picture);
        return api.enrol(transfer(model, [model.bytes]), engine, transfer(known, frames));
      }),
    recognise: (picture, most) => worker.call((api) => api.recognise(transfer(picture, [picture]), most)),
    [Symbol.dispose]: () => worker[Symbol.dispose](),
  };
}
