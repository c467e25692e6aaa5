/**
 * IDF1, IDP and IDR: how long each true identity is followed under one name, when every name stands for one identity only.
 *
 * Source: E. Ristani, F. Solera, R. Zou, R. Cucchiara & C. Tomasi, *Performance Measures and a Data Set for Multi-Target,
 * Multi-Camera Tracking*, ECCV Workshops 2016. Parity: TrackEval 12c8791.
 */
import { assignHeaviest } from '#core/math/sparse-assignment.ts';
import { type Metric, fraction, ratio } from '#core/metrics/metric.ts';
import type { ScoredSequence } from '#core/metrics/sequence.ts';

/** Least similarity that counts as seeing the same. Without the tolerance that CLEAR and HOTA have. */
const THRESHOLD = 0.5;

export type IdentityName = 'IDF1' | 'IDR' | 'IDP';

export interface IdentitySums {
  readonly IDTP: number;
  readonly IDFN: number;
  readonly IDFP: number;
}

export const identity = {
  name: 'Identity',
  figures: { IDF1: fraction, IDR: fraction, IDP: fraction },
  score({ truth, tracked, pairs, idPairs }) {
    const together = new Float64Array(idPairs.truth.length);
    for (let p = 0; p < pairs.similarity.length; p++) {
      if (pairs.similarity[p]! >= THRESHOLD) together[idPairs.of[p]!]!++;
    }
    // The paper pays for every frame that either side spends without the other. What is in neither sum is twice the frames
    // together, so the cheapest assignment is the one with most of them, and identities that never meet need no place in it.
    const pairOf = assignHeaviest(idPairs.start, idPairs.tracked, together, tracked.identities);
    const IDTP = pairOf.reduce((sum, pair) => sum + (pair < 0 ? 0 : together[pair]!), 0);
    return { IDTP, IDFN: truth.ids.length - IDTP, IDFP: tracked.ids.length - IDTP };
  },
  combine(all) {
    const total = (of: keyof IdentitySums): number => all.reduce((sum, sums) => sum + sums[of], 0);
    return { IDTP: total('IDTP'), IDFN: total('IDFN'), IDFP: total('IDFP') };
  },
  finish({ IDTP, IDFN, IDFP }) {
    return {
      IDF1: ratio(IDTP, IDTP + 0.5 * IDFP + 0.5 * IDFN),
      IDR: ratio(IDTP, IDTP + IDFN),
      IDP: ratio(IDTP, IDTP + IDFP),
    };
  },
} as const satisfies Metric<ScoredSequence, IdentitySums, IdentityName>;
