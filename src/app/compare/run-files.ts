import { pairFiles, seqinfoOf } from '#core/datasets/mot-layout.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { MotSequenceFiles, NamedFile } from '#workers/score/protocol.ts';
import type { GroundTruth } from '#app/compare/ground-truth.ts';
import type { ScoreRun } from '#app/compare/score-run.svelte.ts';

/** What of a run is scored with what, and what cannot be. */
export interface PairedRun {
  readonly sequences: readonly MotSequenceFiles[];
  /** Sequences that nothing was tracked for. */
  readonly missing: readonly WorkbenchError[];
  /** Paths that no ground truth is called as. */
  readonly extra: readonly string[];
}

export function pairRun(truth: GroundTruth, run: ScoreRun): PairedRun {
  const { pairs, missing, extra } = pairFiles(truth.sequences, run.paths.sequences);
  const sequences = pairs.map((pair): MotSequenceFiles => {
    const seqinfo = seqinfoOf(pair, truth.sequences, (path) => truth.files.has(plainPath(path)));
    return {
      name: pair.name,
      truth: truth.files.get(pair.truth)!,
      tracked: run.files.get(pair.tracked)!,
      seqinfo: seqinfo === null ? null : truth.files.get(plainPath(seqinfo))!,
    };
  });
  const refused = missing.map(
    (name) =>
      new WorkbenchError('score/incomplete', `${name}: nothing tracked is called so, ${name}.txt was expected`, {
        details: { file: `${name}.txt` },
      }),
  );
  return { sequences, missing: refused, extra };
}

/** The one file of a COCO run and of its ground truth. */
export function onlyFile(
  { sequences }: GroundTruth | ScoreRun['paths'],
  files: ReadonlyMap<string, NamedFile>,
): NamedFile {
  const [path] = sequences.values();
  return files.get(path!)!;
}

/** Without `.` and `..`, as dropped files are called. */
function plainPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
