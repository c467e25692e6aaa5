import type { NumberTable } from '#core/datasets/number-table.ts';
import { checkFrames, framesOf } from '#core/metrics/mot-rows.ts';
import { type TrackingSums, tracking } from '#core/metrics/tracking.ts';
import { worldSequence } from '#core/metrics/world-sequence.ts';

/**
 * Scores who was tracked where on the floor in one sequence.
 *
 * @param sequence - Its name, for messages.
 * @param length - In frames; `null` when nobody says, and then the last frame of the truth is the last.
 * @param radius - m; as far off CLEAR and Identity still take somebody for found.
 * @throws WorkbenchError `dataset/malformed` for a frame outside the sequence, or an id twice in one.
 */
export function scoreWorld(
  sequence: string,
  truth: NumberTable,
  tracked: NumberTable,
  length: number | null,
  radius: number,
): TrackingSums {
  const frames = length ?? framesOf(truth);
  checkFrames(truth, sequence, frames);
  checkFrames(tracked, sequence, frames);
  return tracking.score(worldSequence(truth, tracked, frames, radius));
}

/** How far off those who were found are on average, m; `null` of nobody. @param radius - With which it was scored. */
export const meanDistance = (
  { TP, MOTP }: { readonly TP: number; readonly MOTP: number },
  radius: number,
): number | null => (TP === 0 ? null : (1 - MOTP) * 2 * radius);
