import type { WalkApi } from '#workers/walk/protocol.ts';
import { startWorker } from '#workers/transport/start-worker.ts';

/** The main thread's side of the walk worker. Whoever does not want to wait any longer disposes of it. */
export interface WalkSolver extends WalkApi, Disposable {}

export function startWalkSolver(): WalkSolver {
  const worker = startWorker<WalkApi>(
    'walk',
    () => new Worker(new URL('./walk.worker.ts', import.meta.url), { type: 'module', name: 'walk' }),
  );
  return {
    solve: (watched, reference) => worker.call((api) => api.solve(watched, reference)),
    [Symbol.dispose]: () => worker[Symbol.dispose](),
  };
}
