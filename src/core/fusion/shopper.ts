import type { GroundFix, WorldPoint } from '#core/geometry/frames.ts';
import type { Micros } from '#core/time/micros.ts';

/** An identity across cameras; pseudonymous, gone at exit. `at` and `cov` are the filter's estimate. */
export interface Shopper extends GroundFix {
  /** `S1`, `S2`, … in the order they became shoppers, `C1`, `C2`, … while tentative; never used again in a session. */
  readonly id: string;
  /** `lost`: followed nowhere since nobody saw them for some seconds, and taken back if somebody appears in reach. */
  readonly state: 'tentative' | 'confirmed' | 'lost';
  /** m/s */
  readonly velocity: { readonly x: number; readonly y: number };
  readonly firstSeen: Micros;
  readonly lastSeen: Micros;
  /** The newest track of each camera (or id of each people source) that is this shopper: `cam1` → `3`. */
  readonly tracks: Readonly<Record<string, string>>;
  /** Newest known hands, m; empty when no source gives hands. */
  readonly hands: readonly WorldPoint[];
}
