/**
 * The greedy tracker: the pair of box and track that overlaps most is matched, then the next one. No filter, no look ahead:
 * the baseline that others have to beat.
 *
 * Source: Bochinski, Eiselein & Sikora, *High-Speed Tracking-by-Detection Without Using Image Information*, AVSS 2017; here
 * in one pass, so that a track counts from its second detection on and not from its first.
 */
import type { Detection } from '#core/detection/detection.ts';
import { iou } from '#core/geometry/box.ts';
import { assertInRange } from '#core/math/parameter.ts';
import { usableDetections } from '#core/tracking/association.ts';
import { type GreedyParameterName, greedyParameters } from '#core/tracking/greedy-parameters.ts';
import type { Track } from '#core/tracking/track.ts';
import type { Tracker, TrackerStep } from '#core/tracking/tracker.ts';

interface TrackRecord {
  /** As it was listed in the newest frame; its box is that of its newest detection. */
  readonly track: Track;
  /** Frames with a detection, and frames since the newest. */
  readonly hits: number;
  readonly unseen: number;
}

type Parameters = Readonly<Record<GreedyParameterName, number>>;

export interface GreedyState {
  readonly parameters: Parameters;
  readonly nextId: number;
  /** Oldest id first. */
  readonly records: readonly TrackRecord[];
}

export const greedy: Tracker<GreedyState, GreedyParameterName> = {
  title: 'Greedy IoU',
  parameters: greedyParameters,
  needsCamera: false,
  report: { minArea: 100, maxAspect: 1.6 },
  create(parameters) {
    assertInRange(parameters, greedyParameters);
    return { parameters, nextId: 1, records: [] };
  },
  step,
};

function step(
  { parameters, nextId, records }: GreedyState,
  detections: readonly Detection[],
): TrackerStep<GreedyState> {
  const usable = usableDetections(detections, parameters.minScore);
  const next = records.map(coast);
  const taken = new Set<number>();
  for (const { d, t } of pairsByOverlap(records, detections, usable, parameters.minIou)) {
    if (taken.has(d) || next[t]!.unseen === 0) continue;
    taken.add(d);
    next[t] = see(records[t]!.track.id, records[t]!.hits + 1, detections[d]!, d, parameters);
  }
  const fresh = usable.filter((d) => !taken.has(d));
  fresh.forEach((d, i) => next.push(see(nextId + i, 1, detections[d]!, d, parameters)));
  const kept = next.filter(({ unseen }) => unseen <= parameters.maxAge);
  return {
    state: { parameters, nextId: nextId + fresh.length, records: kept },
    tracks: kept.map(({ track }) => track),
  };
}

/** Pairs of detection and track that overlap enough, most overlap first; of equal ones the older track. */
function pairsByOverlap(
  records: readonly TrackRecord[],
  detections: readonly Detection[],
  usable: readonly number[],
  minIou: number,
) {
  const pairs: { readonly d: number; readonly t: number; readonly overlap: number }[] = [];
  records.forEach(({ track }, t) => {
    for (const d of usable) {
      const overlap = iou(track.box, detections[d]!.box);
      if (overlap > 0 && overlap >= minIou) pairs.push({ d, t, overlap });
    }
  });
  return pairs.sort((a, b) => b.overlap - a.overlap);
}

function coast({ track, hits, unseen }: TrackRecord): TrackRecord {
  return { track: { ...track, state: 'lost', detection: -1 }, hits, unseen: unseen + 1 };
}

function see(
  id: number,
  hits: number,
  { box, score }: Detection,
  detection: number,
  { minHits }: Parameters,
): TrackRecord {
  const state = hits >= minHits ? 'confirmed' : 'tentative';
  return { track: { id, state, box, score, detection }, hits, unseen: 0 };
}
