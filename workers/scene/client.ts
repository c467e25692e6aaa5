import { proxy } from 'comlink';
import type { Deed } from '#core/basket/deed.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import {
  type SceneLists,
  type SceneUpdate,
  applyUpdate,
  emptyLists,
  rememberLists,
} from '#core/pipeline/scene-update.ts';
import type { SceneView } from '#core/pipeline/scene-view.ts';
import type { RecallScene, SceneApi } from '#workers/scene/protocol.ts';
import { startWorker } from '#workers/transport/start-worker.ts';

/** The main thread's side of the scene worker: `SceneApi`, with whole views. */
export interface SceneClient
  extends
    Pick<SceneApi, 'open' | 'resume' | 'proof' | 'stored' | 'beside' | 'stretch' | 'dwell' | 'tracks'>,
    Disposable {
  push(inputs: readonly SceneInput[]): Promise<SceneView>;
  ended(sources: readonly string[]): Promise<SceneView>;
  act(deed: Deed): Promise<SceneView>;
  view(): Promise<SceneView>;
  end(): Promise<SceneView>;
  recall(what: RecallScene, tell: (fraction: number) => void): Promise<SceneView>;
  at(time: number): Promise<SceneView>;
  amend(inputs: readonly SceneInput[]): Promise<SceneView>;
}

export function startScene(): SceneClient {
  const worker = startWorker<SceneApi>(
    'scene',
    () => new Worker(new URL('./scene.worker.ts', import.meta.url), { type: 'module', name: 'scene' }),
  );
  let [sent, shown]: [SceneLists, SceneLists] = [emptyLists, emptyLists];
  // Answers come in the order they were sent, so each is told by those before it.
  const whole = (update: SceneUpdate): SceneView => {
    const view = applyUpdate(sent, update, shown);
    sent = rememberLists(sent, view);
    shown = view;
    return view;
  };
  return {
    open: (what) => worker.call((api) => api.open(what)),
    resume: (inputs, next) => worker.call((api) => api.resume(inputs, next)),
    push: (inputs) => worker.call((api) => api.push(inputs)).then(whole),
    ended: (sources) => worker.call((api) => api.ended(sources)).then(whole),
    act: (deed) => worker.call((api) => api.act(deed)).then(whole),
    dwell: (from, to) => worker.call((api) => api.dwell(from, to)),
    tracks: (from, to) => worker.call((api) => api.tracks(from, to)),
    proof: (interaction) => worker.call((api) => api.proof(interaction)),
    view: () => worker.call((api) => api.view()).then(whole),
    stored: () => worker.call((api) => api.stored()),
    end: () => worker.call((api) => api.end()).then(whole),
    recall: (what, tell) => worker.call((api) => api.recall(what, proxy(tell))).then(whole),
    at: (time) => worker.call((api) => api.at(time)).then(whole),
    amend: (inputs) => worker.call((api) => api.amend(inputs)).then(whole),
    beside: (time, step) => worker.call((api) => api.beside(time, step)),
    stretch: (plates, from, to) => worker.call((api) => api.stretch(plates, from, to)),
    [Symbol.dispose]: () => worker[Symbol.dispose](),
  };
}
