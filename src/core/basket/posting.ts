import type { Micros } from '#core/time/micros.ts';

/** One entry of the ledger. Appended, never changed: undo is a counter-posting. */
export interface Posting {
  /** 1, 2, 3, … over the session. */
  readonly sequence: number;
  readonly time: Micros;
  readonly shopper: string;
  readonly gtin: string;
  /** Positive for a take, negative for a return; never 0. */
  readonly quantity: number;
  /** Id of the interaction it came from, or of the addition: what a person put in by hand. */
  readonly interaction: string;
  /** Of what a person posted; what the machine posted has none. */
  readonly correction?: {
    readonly operator: string;
    readonly reason: string;
    /** The sequence number of the first of the postings that this one and its neighbours undo. */
    readonly takesBack?: number;
  };
}
