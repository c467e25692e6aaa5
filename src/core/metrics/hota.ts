/**
 * HOTA and the figures it is made of: how well things are found, how well they are kept together, and how exactly they are
 * placed, over 19 thresholds of similarity.
 *
 * Source: J. Luiten, A. Ošep, P. Dendorfer, P. Torr, A. Geiger, L. Leal-Taixé, B. Leibe, *HOTA: A Higher Order Metric for
 * Evaluating Multi-Object Tracking*, IJCV 129 (2021) 548–578. Parity: TrackEval 12c8791.
 */
import { lengths } from '#core/metrics/entries.ts';
import { FrameMatching } from '#core/metrics/frame-matching.ts';
import { type Metric, fraction, ratio } from '#core/metrics/metric.ts';
import type { ScoredSequence } from '#core/metrics/sequence.ts';

/** The thresholds α, 0.05 to 0.95. Binary fractions as they come, some a hair above: 0.15000000000000002. */
export const HOTA_ALPHAS: readonly number[] = Array.from({ length: 19 }, (_, i) => 0.05 + i * 0.05);

const names = ['HOTA', 'DetA', 'AssA', 'DetRe', 'DetPr', 'AssRe', 'AssPr', 'LocA'] as const;
export type HotaName = (typeof names)[number];

/** Sums by α. */
export interface HotaSums {
  readonly truth: number;
  readonly tracked: number;
  readonly matches: Float64Array;
  /** Over all matches, what their two identities have in common: of both together, of the true one, of the tracked one. */
  readonly jaccard: Float64Array;
  readonly recall: Float64Array;
  readonly precision: Float64Array;
  readonly similarity: Float64Array;
}

export const hota = {
  name: 'HOTA',
  figures: {
    HOTA: fraction,
    DetA: fraction,
    AssA: fraction,
    DetRe: fraction,
    DetPr: fraction,
    AssRe: fraction,
    AssPr: fraction,
    LocA: fraction,
  },
  score(sequence) {
    return sumOver(sequence, matchesOf(sequence));
  },
  combine(all) {
    const total = nothing();
    for (const sums of all) {
      total.truth += sums.truth;
      total.tracked += sums.tracked;
      for (const of of ['matches', 'jaccard', 'recall', 'precision', 'similarity'] as const) {
        for (let a = 0; a < HOTA_ALPHAS.length; a++) total[of][a]! += sums[of][a]!;
      }
    }
    return total;
  },
  finish(sums) {
    const curves = hotaCurves(sums);
    // The mean over α of HOTA(α), not the root of the means.
    return Object.fromEntries(names.map((name) => [name, mean(curves[name])])) as Record<HotaName, number>;
  },
} as const satisfies Metric<ScoredSequence, HotaSums, HotaName>;

/** Every figure at each of {@link HOTA_ALPHAS}. */
export function hotaCurves(sums: HotaSums): Readonly<Record<HotaName, readonly number[]>> {
  const { truth, tracked } = sums;
  const at = HOTA_ALPHAS.map((_, a) => {
    const matches = sums.matches[a]!;
    const DetA = ratio(matches, truth + tracked - matches);
    const AssA = ratio(sums.jaccard[a]!, matches);
    return {
      HOTA: Math.sqrt(DetA * AssA),
      DetA,
      AssA,
      DetRe: ratio(matches, truth),
      DetPr: ratio(matches, tracked),
      AssRe: ratio(sums.recall[a]!, matches),
      AssPr: ratio(sums.precision[a]!, matches),
      // Nothing found is placed as well as can be.
      LocA: Math.max(1e-10, sums.similarity[a]!) / Math.max(1e-10, matches),
    };
  });
  return Object.fromEntries(names.map((name) => [name, at.map((figures) => figures[name])])) as Record<
    HotaName,
    number[]
  >;
}

/** The pairs of all frames, each matched once for all α: by similarity weighted with how well the two identities go together. */
function matchesOf(sequence: ScoredSequence): readonly number[] {
  const { frames, truth, tracked, pairs, idPairs } = sequence;
  const alignment = alignmentOf(sequence);
  const score = pairs.similarity.map((similarity, p) => alignment[idPairs.of[p]!]! * similarity);
  const matching = new FrameMatching(truth, tracked, pairs);
  const matches: number[] = [];
  for (let f = 0; f < frames; f++) matching.match(f, score, (pair) => matches.push(pair));
  return matches;
}

/** How much of the time two identities could be one, by number of id pair: a Jaccard index of soft matches. */
function alignmentOf({ truth, tracked, pairs, idPairs }: ScoredSequence): Float64Array {
  const rowSum = new Float64Array(truth.ids.length);
  const colSum = new Float64Array(tracked.ids.length);
  for (let g = 0; g < rowSum.length; g++) {
    for (let p = pairs.start[g]!; p < pairs.start[g + 1]!; p++) {
      rowSum[g]! += pairs.similarity[p]!;
      colSum[pairs.tracked[p]!]! += pairs.similarity[p]!;
    }
  }
  const common = new Float64Array(idPairs.truth.length);
  for (let g = 0; g < rowSum.length; g++) {
    for (let p = pairs.start[g]!; p < pairs.start[g + 1]!; p++) {
      const similarity = pairs.similarity[p]!;
      const either = rowSum[g]! + colSum[pairs.tracked[p]!]! - similarity;
      if (either > Number.EPSILON) common[idPairs.of[p]!]! += similarity / either;
    }
  }
  const truthLength = lengths(truth);
  const trackedLength = lengths(tracked);
  return common.map((both, i) => both / (truthLength[idPairs.truth[i]!]! + trackedLength[idPairs.tracked[i]!]! - both));
}

function sumOver({ truth, tracked, pairs, idPairs }: ScoredSequence, matches: readonly number[]): HotaSums {
  const sums = nothing();
  sums.truth = truth.ids.length;
  sums.tracked = tracked.ids.length;
  const truthLength = lengths(truth);
  const trackedLength = lengths(tracked);
  const together = new Uint32Array(HOTA_ALPHAS.length);
  for (const group of byIdPair(matches, idPairs.of, idPairs.truth.length)) {
    together.fill(0);
    for (const pair of group) {
      const similarity = pairs.similarity[pair]!;
      for (let a = 0; a < HOTA_ALPHAS.length && similarity >= HOTA_ALPHAS[a]! - Number.EPSILON; a++) {
        together[a]!++;
        sums.similarity[a]! += similarity;
      }
    }
    const ids = idPairs.of[group[0]!]!;
    const ofTruth = truthLength[idPairs.truth[ids]!]!;
    const ofTracked = trackedLength[idPairs.tracked[ids]!]!;
    for (let a = 0; a < HOTA_ALPHAS.length && together[a]! > 0; a++) {
      const n = together[a]!;
      sums.matches[a]! += n;
      sums.jaccard[a]! += (n * n) / (ofTruth + ofTracked - n);
      sums.recall[a]! += (n * n) / ofTruth;
      sums.precision[a]! += (n * n) / ofTracked;
    }
  }
  return sums;
}

/** The matched pairs of the same two identities together. */
function* byIdPair(matches: readonly number[], of: Uint32Array, count: number): Generator<Uint32Array> {
  const end = new Uint32Array(count + 1);
  for (const pair of matches) end[of[pair]! + 1]!++;
  for (let i = 1; i <= count; i++) end[i]! += end[i - 1]!;
  const sorted = new Uint32Array(matches.length);
  for (const pair of matches) sorted[end[of[pair]!]!++] = pair;
  for (let i = 0, from = 0; i < count; from = end[i]!, i++) {
    if (end[i]! > from) yield sorted.subarray(from, end[i]);
  }
}

function nothing(): { -readonly [K in keyof HotaSums]: HotaSums[K] } {
  const zeros = (): Float64Array => new Float64Array(HOTA_ALPHAS.length);
  return {
    truth: 0,
    tracked: 0,
    matches: zeros(),
    jaccard: zeros(),
    recall: zeros(),
    precision: zeros(),
    similarity: zeros(),
  };
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
