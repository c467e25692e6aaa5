import type { Contender } from '#core/speed/contender.ts';
import type { Figures } from '#core/speed/figures.ts';

/** A line of the table: a contender with what it took, or with why nothing was measured. */
export type SpeedRow = MeasuredRow | RefusedRow;

export interface MeasuredRow {
  readonly contender: Contender;
  readonly figures: Figures;
}

export interface RefusedRow {
  readonly contender: Contender;
  readonly refusal: Refusal;
}

/**
 * Why a contender has no figures.
 *
 * - `cannot`: the runtime does not run this model.
 * - `no-graphics`: the browser gives no graphics processor.
 * - `software`: the graphics are computed by the processor, which does the same work sooner without them.
 * - `too-slow`: it was so far behind after one call that more of them would have told nothing.
 * - `no-time`: the time was over before its turn.
 */
export interface Refusal {
  readonly kind: 'cannot' | 'no-graphics' | 'software' | 'too-slow' | 'no-time';
  /** To the letter, for a technician. English. */
  readonly details: string;
}

export function isMeasured(row: SpeedRow): row is MeasuredRow {
  return 'figures' in row;
}

export function isRefused(row: SpeedRow): row is RefusedRow {
  return 'refusal' in row;
}

/** ms of one frame. */
export function frameMs({ contender, figures }: MeasuredRow): number {
  return figures.medianMs / contender.batch;
}
