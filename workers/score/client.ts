import { proxy } from 'comlink';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { CocoRunFiles, MotRunFiles, RunScores, ScoreApi } from '#workers/score/protocol.ts';
import { startWorker } from '#workers/transport/start-worker.ts';

/** What one run came to; what was refused are errors again. */
export interface Scores extends Omit<RunScores, 'refused'> {
  readonly refused: readonly WorkbenchError[];
}

/** The main thread's side of the score worker. Whoever does not want to wait any longer disposes of it. */
export interface Scorer extends Disposable {
  /** @param tell - Called with how much is done, in `[0, 1]`. */
  scoreMot(run: MotRunFiles, tell: (fraction: number) => void): Promise<Scores>;
  scoreCoco(run: CocoRunFiles, tell: (fraction: number) => void): Promise<Scores>;
}

export function startScorer(): Scorer {
  const worker = startWorker<ScoreApi>(
    'score',
    () => new Worker(new URL('./score.worker.ts', import.meta.url), { type: 'module', name: 'score' }),
  );
  return {
    scoreMot: (run, tell) => worker.call((api) => api.scoreMot(run, proxy(tell))).then(withErrors),
    scoreCoco: (run, tell) => worker.call((api) => api.scoreCoco(run, proxy(tell))).then(withErrors),
    [Symbol.dispose]: () => worker[Symbol.dispose](),
  };
}

const withErrors = (scores: RunScores): Scores => ({
  ...scores,
  refused: scores.refused.map(({ code, message, details }) => new WorkbenchError(code, message, { details })),
});
