import type { SceneApi } from '#workers/scene/protocol.ts';
import { startWorker } from '#workers/transport/start-worker.ts';

/** The main thread's side of the scene worker. */
export type SceneClient = SceneApi & Disposable;

export function startScene(): SceneClient {
  const worker = startWorker<SceneApi>(
    'scene',
    () => new Worker(new URL('./scene.worker.ts', import.meta.url), { type: 'module', name: 'scene' }),
  );
  return {
    open: (what) => worker.call((api) => api.open(what)),
    push: (inputs) => worker.call((api) => api.push(inputs)),
    ended: (sources) => worker.call((api) => api.ended(sources)),
    recall: (inputs) => worker.call((api) => api.recall(inputs)),
    view: () => worker.call((api) => api.view()),
    stored: () => worker.call((api) => api.stored()),
    end: () => worker.call((api) => api.end()),
    [Symbol.dispose]: () => worker[Symbol.dispose](),
  };
}
