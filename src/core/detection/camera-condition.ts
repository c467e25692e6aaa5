/**
 * What is wrong with a camera while it sends. Told as an input of its own, so that a replay sets aside what the run set aside.
 */
import type { Micros } from '#core/time/micros.ts';

/**
 * `covered`: the picture has no detail; `frozen`: it is the same picture all the time; `clock-ahead`, `clock-behind`: its stamps are
 * seconds away from the other cameras'; `moved`: it looks elsewhere than when whoever looks at its pictures began to. Written to the
 * journal as its index, so the order is for ever and new ones go to the end.
 */
export const CONDITIONS = ['well', 'covered', 'frozen', 'clock-ahead', 'clock-behind', 'moved'] as const;

export type Condition = (typeof CONDITIONS)[number];

export interface CameraCondition {
  readonly kind: 'condition';
  readonly camera: string;
  /** From when on it holds. */
  readonly time: Micros;
  readonly condition: Condition;
}
