/** What happened, as it is known to whoever made it happen. */

export interface Deed {
  /** `return` is to where it belongs, `misplace` to elsewhere. */
  readonly type: 'take' | 'return' | 'misplace' | 'restock' | 'give' | 'touch' | 'lean';
  /** Index into the cast. */
  readonly person: number;
  /** Who was given it. */
  readonly to: number | null;
  /** Index of the unit; `null` where none was moved. */
  readonly unit: number | null;
  /** Index of the product; of a touch, that of the facing. */
  readonly product: number;
  /** Index of the plate; `null` from hand to hand. */
  readonly plate: number | null;
  /** s; the hand at the thing, and the thing away or at rest. */
  readonly start: number;
  readonly end: number;
}

/** Somebody went out, with what they had. */
export interface Leaving {
  readonly person: number;
  /** s */
  readonly time: number;
  readonly units: readonly number[];
}
