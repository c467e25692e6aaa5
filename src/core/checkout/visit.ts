import type { Micros } from '#core/time/micros.ts';

/** One shopper from entry to exit. */
export interface Visit {
  /** `V1`, `V2`, … in order of entry. */
  readonly id: string;
  readonly shopper: string;
  /** When the shopper was first seen. */
  readonly entered: Micros;
  /** When they were last seen in the store and not at its exit; `null` while they are inside. */
  readonly left: Micros | null;
  /**
   * Why it is closed; `null` while it is open. `lost`: nobody saw them for minutes, so they must have gone. `merged`:
   * the shopper turned out to be another one, whose visit goes on and who holds what they held; it has no receipt.
   */
  readonly closed: 'exit' | 'end-session' | 'lost' | 'merged' | null;
}
