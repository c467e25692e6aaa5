import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { type TruthPaths, groundTruthIn } from '#core/datasets/result-files.ts';
import { type BenchmarkGuess, guessBenchmark } from '#core/metrics/guess-benchmark.ts';
import type { NamedFile } from '#workers/score/protocol.ts';
import type { DroppedFile } from '#app/dropped-files.ts';

/** What results are held against. */
export interface GroundTruth extends TruthPaths {
  /** Of the folder or file that was dropped. */
  readonly name: string;
  /** Everything that was dropped with it; a `seqinfo.ini` may be anywhere beside. */
  readonly files: ReadonlyMap<string, NamedFile>;
  /** `null` for COCO, which is a benchmark of its own. */
  readonly guess: BenchmarkGuess | null;
}

/** Enough for the first row. */
const HEAD = 4096;

/** @throws WorkbenchError `file/unknown` when there is none among them. */
export async function openGroundTruth(dropped: readonly DroppedFile[]): Promise<GroundTruth> {
  const files = namedFiles(dropped);
  const truth = groundTruthIn([...files.keys()]);
  const name = dropped[0]?.path.split('/')[0] ?? '';
  if (truth === null) {
    throw new WorkbenchError(
      'file/unknown',
      `${name} holds no ground truth; expected <sequence>/gt/gt.txt, gt/<sequence>.txt, <sequence>.txt or COCO’s instances….json`,
      { details: { file: name } },
    );
  }
  const [first] = truth.sequences.values();
  const guess =
    truth.kind === 'coco' ? null : guessBenchmark([...truth.sequences.keys()], await rowOf(files.get(first!)!));
  return { ...truth, name, files, guess };
}

/** In order of their names, `run-2` before `run-10`: a dropped folder tells of its files in any. */
export function namedFiles(dropped: readonly DroppedFile[]): ReadonlyMap<string, NamedFile> {
  const sorted = dropped.toSorted((a, b) => a.path.localeCompare(b.path, undefined, { numeric: true }));
  return new Map(sorted.map(({ path, file }) => [path, { path, blob: file }]));
}

/** The first line that says anything. */
async function rowOf({ blob }: NamedFile): Promise<string> {
  const text = await blob.slice(0, HEAD).text();
  return text.split('\n').find((line) => line.trim() !== '') ?? '';
}
