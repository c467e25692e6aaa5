/**
 * The CLEAR figures: what was missed, what was invented, and how often somebody's name changed.
 *
 * Source: K. Bernardin & R. Stiefelhagen, *Evaluating Multiple Object Tracking Performance: The CLEAR MOT Metrics*, EURASIP
 * Journal on Image and Video Processing 2008. MT, PT, ML and Frag: Y. Li, C. Huang & R. Nevatia, *Learning to Associate:
 * HybridBoosted Multi-Target Tracker for Crowded Scene*, CVPR 2009. Parity: TrackEval 12c8791.
 */
import { lengths } from '#core/metrics/entries.ts';
import { FrameMatching } from '#core/metrics/frame-matching.ts';
import { type Metric, count, fraction, mistakes, ratio } from '#core/metrics/metric.ts';
import type { ScoredSequence } from '#core/metrics/sequence.ts';

/** Least similarity of a match. */
const THRESHOLD = 0.5 - Number.EPSILON;
/** Weighs more than any similarity: who was matched in the frame before stays matched while that is allowed. */
const SAME_AS_BEFORE = 1000;

type Counted = 'TP' | 'FP' | 'FN' | 'IDSW' | 'Frag' | 'MT' | 'PT' | 'ML';
export type ClearName = 'MOTA' | 'MOTP' | 'MODA' | Counted;

export interface ClearSums extends Readonly<Record<Counted, number>> {
  /** Over all matches. */
  readonly similarity: number;
  /** A sequence without truth has no MOTA and no MODA; TrackEval says 0 of it, and counts its FP when sequences are combined. */
  readonly comparable: boolean;
}

export const clear = {
  name: 'CLEAR',
  figures: {
    MOTA: fraction,
    MOTP: fraction,
    MODA: fraction,
    TP: count,
    FP: mistakes,
    FN: mistakes,
    IDSW: mistakes,
    Frag: mistakes,
    MT: count,
    PT: count,
    ML: mistakes,
  },
  score(sequence) {
    const { frames, truth, tracked, pairs } = sequence;
    const matching = new FrameMatching(truth, tracked, pairs);
    const score = new Float64Array(pairs.similarity.length);
    const lives = Array.from({ length: truth.identities }, newLife);
    let [TP, IDSW, similarity] = [0, 0, 0];
    let lastFrame = -1;
    for (let f = 0; f < frames; f++) {
      // A frame in which either side is empty is passed over: who was matched before it counts as matched just before.
      if (truth.start[f] === truth.start[f + 1] || tracked.start[f] === tracked.start[f + 1]) continue;
      for (let g = truth.start[f]!; g < truth.start[f + 1]!; g++) {
        const life = lives[truth.ids[g]!]!;
        for (let p = pairs.start[g]!; p < pairs.start[g + 1]!; p++) {
          if (pairs.similarity[p]! < THRESHOLD) continue;
          const same = life.frame === lastFrame && life.tracked === tracked.ids[pairs.tracked[p]!];
          score[p] = pairs.similarity[p]! + (same ? SAME_AS_BEFORE : 0);
        }
      }
      matching.match(f, score, (p, g) => {
        const life = lives[truth.ids[g]!]!;
        const now = tracked.ids[pairs.tracked[p]!]!;
        // The name is compared with the last one ever, however long ago.
        if (life.matches > 0 && life.tracked !== now) IDSW++;
        if (life.frame !== lastFrame) life.pieces++;
        life.tracked = now;
        life.frame = f;
        life.matches++;
        TP++;
        similarity += pairs.similarity[p]!;
      });
      lastFrame = f;
    }
    return {
      TP,
      FP: tracked.ids.length - TP,
      FN: truth.ids.length - TP,
      IDSW,
      Frag: lives.reduce((sum, { pieces }) => sum + Math.max(0, pieces - 1), 0),
      ...covered(lives, lengths(truth)),
      similarity,
      comparable: truth.ids.length > 0,
    };
  },
  combine(all) {
    const total = (of: Exclude<keyof ClearSums, 'comparable'>): number => all.reduce((sum, sums) => sum + sums[of], 0);
    return {
      TP: total('TP'),
      FP: total('FP'),
      FN: total('FN'),
      IDSW: total('IDSW'),
      Frag: total('Frag'),
      MT: total('MT'),
      PT: total('PT'),
      ML: total('ML'),
      similarity: total('similarity'),
      comparable: true,
    };
  },
  finish({ similarity, comparable, ...counts }) {
    const { TP, FP, FN, IDSW } = counts;
    return {
      MOTA: comparable ? ratio(TP - FP - IDSW, TP + FN) : 0,
      MOTP: ratio(similarity, TP),
      MODA: comparable ? ratio(TP - FP, TP + FN) : 0,
      ...counts,
    };
  },
} as const satisfies Metric<ScoredSequence, ClearSums, ClearName>;

/** What has become of a true identity so far. */
interface Life {
  matches: number;
  /** Stretches of frames without a gap in which it was matched. */
  pieces: number;
  /** Of the last match: whom with, and when. */
  tracked: number;
  frame: number;
}

const newLife = (): Life => ({ matches: 0, pieces: 0, tracked: -1, frame: -2 });

/** Mostly tracked: in more than 80 % of its frames; mostly lost: in less than 20 %. */
function covered(lives: readonly Life[], lengthOf: Uint32Array): Record<'MT' | 'PT' | 'ML', number> {
  const ratios = lives.map(({ matches }, id) => matches / lengthOf[id]!);
  const MT = ratios.filter((share) => share > 0.8).length;
  const PT = ratios.filter((share) => share >= 0.2).length - MT;
  return { MT, PT, ML: lives.length - MT - PT };
}
