import type { CameraSighting } from '#core/detection/sighting.ts';
import type { Condition } from '#core/detection/camera-condition.ts';
import { sourceOf } from '#core/pipeline/input-order.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { StampGate, StampState } from '#core/time/stamp-gate.ts';
import type { Micros } from '#core/time/micros.ts';

const CONDITION: Readonly<Record<StampState, Condition>> = {
  well: 'well',
  ahead: 'clock-ahead',
  behind: 'clock-behind',
};

/**
 * What of live inputs may be put in order, with what turned out to be wrong with cameras' clocks.
 *
 * @param now - Of the scene: from when on what turned out holds.
 * @returns `aside`: sources whose clock jumped, as {@link sourceOf} names them. What they sent before must not be waited for.
 */
export function gateCameras(
  gate: StampGate<CameraSighting>,
  inputs: readonly SceneInput[],
  now: Micros,
): { readonly inputs: readonly SceneInput[]; readonly aside: readonly string[] } {
  const [through, aside]: [SceneInput[], string[]] = [[], []];
  for (const input of inputs) {
    if (input.kind !== 'camera') {
      through.push(input);
      continue;
    }
    const { items, changes } = gate.admit(input.camera, input);
    for (const { source: camera, state } of changes) {
      through.push({ kind: 'condition', camera, time: now, condition: CONDITION[state] });
      if (state !== 'well') aside.push(sourceOf({ ...input, camera })!);
    }
    through.push(...items);
  }
  return { inputs: through, aside };
}
