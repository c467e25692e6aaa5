import { solveWalk } from '#core/calibration/solve-walk.ts';
import type { WalkApi } from '#workers/walk/protocol.ts';
import { serve } from '#workers/transport/serve.ts';

const api: WalkApi = {
  solve: (watched, reference) => Promise.resolve(solveWalk(watched, reference)),
};
serve(api);
