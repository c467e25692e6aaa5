import type { NumberTable } from '#core/datasets/number-table.ts';
import { type GroundInput, type GroundSums, ground } from '#core/metrics/ground.ts';

/**
 * Scores where somebody was detected on the floor.
 *
 * @param cell - m; length of a cell of the grid.
 * @param radius - m; as far off somebody does not count as found any more.
 */
export function scoreGround(
  truth: NumberTable,
  detected: NumberTable,
  cell: number,
  radius: number,
  frames: GroundInput['frames'] = 'detected',
): GroundSums {
  return ground.score({ truth, detected, reach: radius / cell, frames });
}
