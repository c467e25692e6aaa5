import { readingCounts } from '#core/interaction/interactions.ts';
import type { Scene } from '#core/pipeline/scene.ts';

/** Counts of what happened, by name. No measured times: a replay gives the same. */
export function figuresOf(scene: Scene): Readonly<Record<string, number>> {
  const { frames, detections, positions, samples, late, unknown, unbilled, corrections, refused } = scene.counts;
  const faults = [...readingCounts(scene.weighing).values()];
  const sum = (kind: 'late' | 'doubled' | 'missing' | 'gaps') => faults.reduce((n, counts) => n + counts[kind], 0);
  return {
    frames,
    detections,
    positions,
    samples,
    lateInputs: late,
    unknownSources: unknown,
    lateSamples: sum('late'),
    doubledSamples: sum('doubled'),
    missingSamples: sum('missing'),
    sensorGaps: sum('gaps'),
    shoppers: scene.fusion.shoppers,
    interactions: scene.interactions.length,
    postings: scene.ledger.postings.length,
    refusals: scene.ledger.refusals.length,
    unbilledPostings: unbilled,
    corrections,
    refusedCorrections: refused,
    visits: scene.visits.filter(({ closed }) => closed !== 'merged').length,
    receipts: scene.receipts.length,
  };
}
