import { readCocoDetections } from '#core/datasets/coco-detections.ts';
import { type CocoTruth, readCocoTruth } from '#core/datasets/coco-truth.ts';
import { withoutDetector } from '#core/datasets/mot-layout.ts';
import type { NumberTable } from '#core/datasets/number-table.ts';
import { readSequenceLength } from '#core/datasets/seqinfo.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { coco, cocoCurves } from '#core/metrics/coco.ts';
import { COCO_RECALLS } from '#core/metrics/coco-precision.ts';
import { HOTA_ALPHAS, hotaCurves } from '#core/metrics/hota.ts';
import { type MotBenchmark, motBenchmarks } from '#core/metrics/mot-benchmark.ts';
import { readMotTracked, readMotTruth } from '#core/metrics/mot-rows.ts';
import { scoreCoco } from '#core/metrics/score-coco.ts';
import { scoreMot } from '#core/metrics/score-mot.ts';
import { trackingIntervals } from '#core/metrics/tracking-intervals.ts';
import { type TrackingSums, tracking } from '#core/metrics/tracking.ts';
import type { MotSequenceFiles, NamedFile, Refusal, RunScores, ScoreApi } from '#workers/score/protocol.ts';
import { serve } from '#workers/transport/serve.ts';

/** The same files always have the same intervals, here and on the command line. */
const SEED = 1;

const api: ScoreApi = {
  async scoreMot({ benchmark, sequences }, tell) {
    const scored = new Map<string, TrackingSums>();
    const refused: Refusal[] = [];
    for (const [done, sequence] of sequences.entries()) {
      tell(done / sequences.length);
      try {
        scored.set(sequence.name, await scoreSequence(sequence, motBenchmarks[benchmark]));
      } catch (error) {
        // A good file beside a bad one is still scored.
        refused.push(refusal(error));
      }
    }
    const all = scored.size === 0 ? null : tracking.combine([...scored.values()]);
    return {
      combined: all && tracking.finish(all),
      sequences: [...scored].map(([name, sums]) => ({ name, figures: tracking.finish(sums) })),
      refused,
      independent: new Set([...scored.keys()].map(withoutDetector)).size,
      intervals: trackingIntervals(scored, SEED),
      curves: all && { x: HOTA_ALPHAS, lines: hotaCurves(all.hota) },
    };
  },

  async scoreCoco({ truth, detections }, tell) {
    tell(0);
    try {
      const annotated = await cocoTruths(truth, async () => readCocoTruth(await textOf(truth), truth.path));
      const sums = scoreCoco(annotated, readCocoDetections(await textOf(detections), detections.path, annotated));
      const lines = cocoCurves(sums).map(({ iou, precision }) => [`IoU ${iou.toFixed(2)}`, precision] as const);
      const curves = { x: COCO_RECALLS, lines: Object.fromEntries(lines) };
      return { ...nothing, combined: coco.finish(sums), curves };
    } catch (error) {
      return { ...nothing, refused: [refusal(error)] };
    }
  },
};

const nothing: RunScores = {
  combined: null,
  sequences: [],
  refused: [],
  independent: 0,
  intervals: null,
  curves: null,
};
const motTruths = rememberLast<NumberTable>();
const cocoTruths = rememberLast<CocoTruth>();

async function scoreSequence(
  { name, truth, tracked, seqinfo }: MotSequenceFiles,
  benchmark: MotBenchmark,
): Promise<TrackingSums> {
  const rows = readMotTracked(await textOf(tracked), tracked.path, benchmark);
  const read = async () => readMotTruth(await textOf(truth), truth.path, benchmark);
  const length = seqinfo === null ? null : readSequenceLength(await textOf(seqinfo), seqinfo.path);
  return scoreMot(name, await motTruths(truth, read), rows, length, benchmark);
}

/** Files that share their ground truth follow one another. A worker knows one benchmark and one set of files. */
function rememberLast<T>(): (file: NamedFile, read: () => Promise<T>) => Promise<T> {
  let last: { readonly path: string; readonly value: T } | null = null;
  return async ({ path }, read) => {
    if (last?.path !== path) last = { path, value: await read() };
    return last.value;
  };
}

/** @throws WorkbenchError `dataset/malformed` when the file is gone or cannot be read any more. */
async function textOf({ path, blob }: NamedFile): Promise<string> {
  try {
    return await blob.text();
  } catch (cause) {
    throw new WorkbenchError(
      'dataset/malformed',
      `${path} cannot be read: it was changed or moved since; drop it again`,
      {
        details: { file: path },
        cause,
      },
    );
  }
}

function refusal(error: unknown): Refusal {
  if (!(error instanceof WorkbenchError)) throw error;
  const { code, message, details } = error;
  return { code, message, details };
}

serve(api);
