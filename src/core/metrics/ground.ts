/**
 * MODA and MODP on the floor: whether people are found where they stand, and how exactly, without asking who they are.
 *
 * Source: R. Kasturi et al., *Framework for Performance Evaluation of Face, Text, and Vehicle Detection and Tracking in Video*, IEEE
 * TPAMI 31 (2009); on a floor, T. Chavdarova et al., *WILDTRACK*, CVPR 2018. Parity: the Python evaluation of Y. Hou, L. Zheng &
 * S. Gould, *Multiview Detection with Feature Perspective Transformation* (MVDet), ECCV 2020.
 */
import { GROUND } from '#core/datasets/ground-table.ts';
import type { NumberTable } from '#core/datasets/number-table.ts';
import { assignLeast } from '#core/math/assignment.ts';
import { type Metric, count, fraction, mistakes, ratio } from '#core/metrics/metric.ts';

/** Cost of a pair that is too far apart, in cells: any number of pairs within reach is dearer than none of them. */
const TOO_FAR = 1e6;

export type GroundName = 'MODA' | 'MODP' | 'precision' | 'recall' | 'TP' | 'FP' | 'FN';

export interface GroundInput {
  /** Positions in cells. */
  readonly truth: NumberTable;
  readonly detected: NumberTable;
  /** Cells; as far off somebody does not count as found any more. */
  readonly reach: number;
  /**
   * `detected`: frames without a detection are left out, the people in them too, as MVDet's evaluation does. `all`: they are missed.
   */
  readonly frames: 'detected' | 'all';
}

export interface GroundSums {
  readonly TP: number;
  readonly FP: number;
  readonly FN: number;
  /** Over all matches, 1 at the spot, 0 at the end of reach. */
  readonly nearness: number;
  /** Frames with people that were not looked at, because nothing is detected in them. */
  readonly leftOut: number;
}

export const ground = {
  name: 'Ground',
  figures: {
    MODA: fraction,
    MODP: fraction,
    precision: fraction,
    recall: fraction,
    TP: count,
    FP: mistakes,
    FN: mistakes,
  },
  score({ truth, detected, reach, frames }) {
    const [truthIn, detectedIn] = [rowsByFrame(truth), rowsByFrame(detected)];
    const looked = frames === 'all' ? new Set([...truthIn.keys(), ...detectedIn.keys()]) : new Set(detectedIn.keys());
    let [TP, people, found, nearness] = [0, 0, 0, 0];
    for (const frame of looked) {
      const [a, b] = [truthIn.get(frame) ?? [], detectedIn.get(frame) ?? []];
      people += a.length;
      found += b.length;
      for (const distance of matchedDistances(truth, a, detected, b, reach)) {
        TP++;
        nearness += 1 - distance / reach;
      }
    }
    const leftOut = [...truthIn.keys()].filter((frame) => !looked.has(frame)).length;
    return { TP, FP: found - TP, FN: people - TP, nearness, leftOut };
  },
  combine(all) {
    const total = (of: keyof GroundSums): number => all.reduce((sum, sums) => sum + sums[of], 0);
    return {
      TP: total('TP'),
      FP: total('FP'),
      FN: total('FN'),
      nearness: total('nearness'),
      leftOut: total('leftOut'),
    };
  },
  finish({ TP, FP, FN, nearness }) {
    return {
      MODA: TP + FN === 0 ? 0 : 1 - (FP + FN) / (TP + FN),
      MODP: ratio(nearness, TP),
      precision: ratio(TP, TP + FP),
      recall: ratio(TP, TP + FN),
      TP,
      FP,
      FN,
    };
  },
} as const satisfies Metric<GroundInput, GroundSums, GroundName>;

/** @returns Cells, of each pair nearer than `reach`, where the distances of all together are least. */
function matchedDistances(
  truth: NumberTable,
  truthRows: readonly number[],
  detected: NumberTable,
  detectedRows: readonly number[],
  reach: number,
): readonly number[] {
  const cols = detectedRows.length;
  const cost = new Float64Array(truthRows.length * cols);
  for (const [r, a] of truthRows.entries()) {
    for (const [c, b] of detectedRows.entries()) {
      const dx = truth.columns[GROUND.x]![a]! - detected.columns[GROUND.x]![b]!;
      const dy = truth.columns[GROUND.y]![a]! - detected.columns[GROUND.y]![b]!;
      const distance = Math.sqrt(dx * dx + dy * dy);
      // Whoever is at the very end of reach takes part in the matching and is not counted.
      cost[r * cols + c] = distance > reach ? TOO_FAR : distance;
    }
  }
  return [...assignLeast(cost, truthRows.length, cols)].flatMap((c, r) => {
    const distance = c < 0 ? TOO_FAR : cost[r * cols + c]!;
    return distance < reach ? [distance] : [];
  });
}

function rowsByFrame({ rows, columns }: NumberTable): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  for (let row = 0; row < rows; row++) {
    const frame = columns[GROUND.frame]![row]!;
    const list = found.get(frame);
    if (list === undefined) found.set(frame, [row]);
    else list.push(row);
  }
  return found;
}
