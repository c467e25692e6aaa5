import type { Micros } from '#core/time/micros.ts';

/** One shopper from entry to exit. */
export interface Visit {
  /** `V1`, `V2`, … in order of entry. */
  readonly id: string;
  readonly shopper: string;
  readonly entered: Micros;
  /** `null` while the shopper is inside. */
  readonly left: Micros | null;
  /** Why it is closed; `null` while it is open. */
  readonly closed: 'exit' | 'end-session' | null;
}
