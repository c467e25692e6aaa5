import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { SceneView } from '#core/pipeline/scene-view.ts';
import type { OpenScene, SceneApi } from '#workers/scene/protocol.ts';
import { startWorker } from '#workers/transport/start-worker.ts';

/** The main thread's side of the scene worker; see {@link SceneApi} for what each does. */
export interface SceneClient extends Disposable {
  open(what: OpenScene): Promise<void>;
  push(inputs: readonly SceneInput[]): Promise<SceneView>;
  ended(sources: readonly string[]): Promise<SceneView>;
  recall(inputs: readonly SceneInput[]): Promise<void>;
  view(): Promise<SceneView>;
  stored(): Promise<void>;
  end(): Promise<SceneView>;
}

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
