import { runsIn } from '#core/datasets/result-files.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { type GroundTruth, namedFiles } from '#app/compare/ground-truth.ts';
import { ScoreRun } from '#app/compare/score-run.svelte.ts';
import type { DroppedFile } from '#app/dropped-files.ts';
import { m } from '#messages/compiled/messages.js';

/**
 * The runs that dropped files hold.
 *
 * @param line - Of the first in the curves; the others follow.
 * @throws WorkbenchError `file/unknown` when there is none.
 */
export function runsOf(dropped: readonly DroppedFile[], truth: GroundTruth, line: number): readonly ScoreRun[] {
  const files = namedFiles(dropped);
  const found = runsIn([...files.keys()], truth);
  if (found.length === 0) {
    const name = dropped[0]?.path.split('/')[0] ?? '';
    const expected = truth.kind === 'mot' ? '<sequence>.txt or <run>/<sequence>.txt' : 'COCO’s results, a .json file';
    throw new WorkbenchError('file/unknown', `${name} holds no results; expected ${expected}`, {
      details: { file: name },
    });
  }
  return found.map((paths, i) => {
    const name = paths.name ?? m.compare_run_default({ number: line + i + 1 });
    return new ScoreRun(name, line + i, paths, files);
  });
}
