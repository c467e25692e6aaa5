import type { Micros } from '#core/time/micros.ts';

/** What could have been moved: `quantity` units of the SKU `gtin`. */
export interface Candidate {
  readonly gtin: string;
  readonly quantity: number;
  /** In `[0, 1]`; the candidates of one interaction sum to 1 or less (the rest is "something else"). */
  readonly probability: number;
}

export interface Attribution {
  readonly shopper: string;
  /** In `[0, 1]`; sums to 1 or less (the rest is "nobody we see"). */
  readonly probability: number;
}

/** Something was taken from or put on a shelf, with what makes us think so. */
export interface Interaction {
  /** `I1`, `I2`, … in order of detection. */
  readonly id: string;
  readonly type: 'take' | 'return' | 'touch';
  /** From the first to the last change of weight. */
  readonly start: Micros;
  readonly end: Micros;
  readonly fixture: string;
  readonly shelf: string;
  /** The plates whose weight changed, with their change, g. Negative is a take. */
  readonly plates: readonly { readonly plate: string; readonly grams: number }[];
  /** Sum over the plates, g. */
  readonly grams: number;
  /** Most probable first. */
  readonly candidates: readonly Candidate[];
  /** Most probable first. */
  readonly attributions: readonly Attribution[];
}
