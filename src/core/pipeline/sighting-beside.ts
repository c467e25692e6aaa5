import type { InputPieces } from '#core/pipeline/input-pieces.ts';
import type { Micros } from '#core/time/micros.ts';

/** What a session's frames are, the first that it has. */
const FRAMES = ['camera', 'people', 'readings'] as const;

/**
 * When the next or the last frame was seen: what stepping goes by. In a session without cameras, when people were placed
 * or, without those, when something was weighed.
 *
 * @param time - µs; what is found is later, or earlier.
 * @returns `null` at the ends.
 */
export async function sightingBeside(inputs: InputPieces, time: number, step: 1 | -1): Promise<Micros | null> {
  const kind = FRAMES.find((each) => inputs.kinds.has(each));
  const from = await inputs.countUntil(time);
  for await (const piece of step === 1 ? inputs.between(from, Infinity) : inputs.before(from)) {
    const found = piece.find((input) => input.kind === kind && (input.time - time) * step > 0);
    if (found !== undefined) return found.time;
  }
  return null;
}
