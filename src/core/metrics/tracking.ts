import { type ClearName, type ClearSums, clear } from '#core/metrics/clear.ts';
import { type HotaName, type HotaSums, hota } from '#core/metrics/hota.ts';
import { type IdentityName, type IdentitySums, identity } from '#core/metrics/identity.ts';
import type { Metric } from '#core/metrics/metric.ts';
import type { ScoredSequence } from '#core/metrics/sequence.ts';

/** What is said of a tracker, in the order of the tables. */
export const trackingMetrics = { hota, clear, identity } as const satisfies Record<
  string,
  Metric<ScoredSequence, unknown, string>
>;

export interface TrackingSums {
  readonly hota: HotaSums;
  readonly clear: ClearSums;
  readonly identity: IdentitySums;
}
export type TrackingName = HotaName | ClearName | IdentityName;

/** All of {@link trackingMetrics} as one. */
export const tracking = {
  name: 'Tracking',
  figures: { ...hota.figures, ...clear.figures, ...identity.figures },
  score: (sequence) => ({
    hota: hota.score(sequence),
    clear: clear.score(sequence),
    identity: identity.score(sequence),
  }),
  combine: (all) => ({
    hota: hota.combine(all.map((sums) => sums.hota)),
    clear: clear.combine(all.map((sums) => sums.clear)),
    identity: identity.combine(all.map((sums) => sums.identity)),
  }),
  finish: (sums) => ({
    ...hota.finish(sums.hota),
    ...clear.finish(sums.clear),
    ...identity.finish(sums.identity),
  }),
} as const satisfies Metric<ScoredSequence, TrackingSums, TrackingName>;
