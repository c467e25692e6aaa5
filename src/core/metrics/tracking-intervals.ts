import { withoutDetector } from '#core/datasets/mot-layout.ts';
import { type Intervals, bootstrapIntervals } from '#core/metrics/bootstrap.ts';
import { type TrackingName, type TrackingSums, tracking } from '#core/metrics/tracking.ts';

/**
 * Intervals of the combined figures of a tracker. The DPM, FRCNN and SDP variants of a sequence show the same people at the same
 * moments, so they are drawn together and count as one sequence.
 *
 * @param scored - By name of sequence.
 * @param seed - Equal seeds give equal intervals.
 * @returns `null` of fewer than five independent sequences.
 */
export function trackingIntervals(
  scored: ReadonlyMap<string, TrackingSums>,
  seed: number,
): Intervals<TrackingName> | null {
  const independent = new Map<string, TrackingSums[]>();
  for (const [name, sums] of scored) {
    const base = withoutDetector(name);
    independent.set(base, [...(independent.get(base) ?? []), sums]);
  }
  return bootstrapIntervals(
    tracking,
    [...independent.values()].map((sums) => tracking.combine(sums)),
    seed,
  );
}
