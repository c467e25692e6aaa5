import type { Condition } from '#core/detection/camera-condition.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { LiveSight } from '#workers/perceive/protocol.ts';

/**
 * What the scene was told of cameras' pictures: it is told when that changes, and of that moment on. A run begins with all of them well,
 * also one that goes on: see `takenBack`.
 */
export class ToldConditions {
  readonly #told = new Map<string, Condition>();

  /** @returns What is pushed of a sight: its sighting, and before it what is wrong with its camera from now on. */
  before({ sighting, condition }: LiveSight): readonly SceneInput[] {
    const { camera, time } = sighting;
    if ((this.#told.get(camera) ?? 'well') === condition) return [sighting];
    this.#told.set(camera, condition);
    return [{ kind: 'condition', camera, time, condition }, sighting];
  }
}
