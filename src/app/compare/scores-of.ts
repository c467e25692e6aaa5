import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { MotBenchmarkName } from '#core/metrics/mot-benchmark.ts';
import type { GroundTruth } from '#app/compare/ground-truth.ts';
import { onlyFile, pairRun } from '#app/compare/run-files.ts';
import type { ScoreRun } from '#app/compare/score-run.svelte.ts';
import type { Scorer, Scores } from '#workers/score/client.ts';

/**
 * Scores one run against the ground truth.
 *
 * @param tell - How far it is, in `[0, 1]`.
 * @returns What it came to, and the files that no ground truth is called as.
 * @throws WorkbenchError `dataset/malformed` when the two are not of one kind, and what the scorer refuses.
 */
export async function scoresOf(
  scorer: Scorer,
  truth: GroundTruth,
  run: ScoreRun,
  benchmark: MotBenchmarkName,
  tell: (fraction: number) => void,
): Promise<{ readonly scores: Scores; readonly extra: readonly string[] }> {
  if (run.paths.kind !== truth.kind) throw otherKind(run, truth);
  if (truth.kind === 'coco') {
    const files = { truth: onlyFile(truth, truth.files), detections: onlyFile(run.paths, run.files) };
    return { scores: await scorer.scoreCoco(files, tell), extra: [] };
  }
  const { sequences, missing, extra } = pairRun(truth, run);
  const scores = await scorer.scoreMot({ benchmark, sequences }, tell);
  return { scores: { ...scores, refused: [...missing, ...scores.refused] }, extra };
}

function otherKind({ paths }: ScoreRun, truth: GroundTruth): WorkbenchError {
  const [path] = paths.sequences.values();
  const expected =
    truth.kind === 'mot' ? 'tracks in MOTChallenge’s format, as its ground truth' : 'detections in COCO’s format';
  return new WorkbenchError(
    'dataset/malformed',
    `${path} is not of the kind of the ground truth; expected ${expected}`,
    {
      details: { file: path! },
    },
  );
}
