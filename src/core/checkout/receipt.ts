import type { Cents } from '#core/basket/money.ts';
import type { Micros } from '#core/time/micros.ts';

export interface ReceiptLine {
  readonly gtin: string;
  readonly name: string;
  readonly quantity: number;
  /** VAT included; `null` when the project has no price for the SKU. */
  readonly unitPrice: Cents | null;
  /** The postings the line was folded from. */
  readonly postings: readonly number[];
}

/** What a visit came to. Pro forma: OpenAisle is not a fiscal till. */
export interface Receipt {
  /** The visit's id; a visit has one receipt. */
  readonly visit: string;
  readonly shopper: string;
  readonly time: Micros;
  readonly lines: readonly ReceiptLine[];
  /** How often it was written anew because a person corrected something; absent on the first. */
  readonly revision?: number;
  /** Sum of the priced lines. */
  readonly total: Cents;
}
