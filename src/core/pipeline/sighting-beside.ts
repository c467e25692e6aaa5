import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { Recollection } from '#core/pipeline/recollection.ts';
import type { Micros } from '#core/time/micros.ts';

/**
 * When the next or the last frame was seen: what stepping goes by. In a session without cameras, when people were placed
 * or, without those, when something was weighed.
 *
 * @param time - µs; what is found is later, or earlier.
 * @returns `null` at the ends.
 */
export function sightingBeside(recollection: Recollection, time: number, step: 1 | -1): Micros | null {
  const { inputs } = recollection;
  const kind = kindOfFrames(inputs);
  for (let i = recollection.countUntil(time) - (step === 1 ? 0 : 1); i >= 0 && i < inputs.length; i += step) {
    const input = inputs[i]!;
    if (input.kind === kind && (input.time - time) * step > 0) return input.time;
  }
  return null;
}

/** What a session's frames are. */
const kindOfFrames = (inputs: readonly SceneInput[]): SceneInput['kind'] | undefined =>
  (['camera', 'people', 'readings'] as const).find((kind) => inputs.some((input) => input.kind === kind));
