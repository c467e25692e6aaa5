import { MOT } from '#core/datasets/mot-table.ts';
import type { NumberTable } from '#core/datasets/number-table.ts';
import { WORLD } from '#core/datasets/world-table.ts';
import { entriesOf } from '#core/metrics/entries.ts';
import { type ScoredSequence, createSequence } from '#core/metrics/sequence.ts';

/**
 * A sequence of positions on the floor. Two are alike by how near they are: 1 at the same spot, a half at `radius`, 0 from twice of
 * it on. Heights do not matter.
 *
 * Source: TrackEval 12c8791, similarity of 3D MOTChallenge.
 *
 * @param frames - Length of the sequence, no less than the largest frame of either.
 * @param radius - m; as far off CLEAR and Identity still take somebody for found.
 */
export function worldSequence(
  truth: NumberTable,
  tracked: NumberTable,
  frames: number,
  radius: number,
): ScoredSequence {
  const a = entriesOf(frames, truth.columns[MOT.frame]!, truth.columns[MOT.id]!);
  const b = entriesOf(frames, tracked.columns[MOT.frame]!, tracked.columns[MOT.id]!);
  const [ax, ay] = [truth.columns[WORLD.x]!, truth.columns[WORLD.y]!];
  const [bx, by] = [tracked.columns[WORLD.x]!, tracked.columns[WORLD.y]!];
  return createSequence(a.entries, b.entries, (i, j) => {
    const dx = ax[a.rows[i]!]! - bx[b.rows[j]!]!;
    const dy = ay[a.rows[i]!]! - by[b.rows[j]!]!;
    return Math.max(0, 1 - Math.sqrt(dx * dx + dy * dy) / (2 * radius));
  });
}
