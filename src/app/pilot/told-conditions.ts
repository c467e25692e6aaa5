import type { Condition } from '#core/detection/camera-condition.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { LiveSight } from '#workers/perceive/protocol.ts';

/**
 * What the scene was told of cameras' pictures: it is told when that changes, and of that moment on; the first time always, because
 * the scene of a run that goes on may have heard otherwise before it was interrupted.
 */
export class ToldConditions {
  readonly #told = new Map<string, Condition>();

  /** @returns What is pushed of a sight: its sighting, and before it what is wrong with its camera from now on. */
  before({ sighting, condition }: LiveSight): readonly SceneInput[] {
    const { camera, time } = sighting;
    if (this.#told.get(camera) === condition) return [sighting];
    this.#told.set(camera, condition);
    return [{ kind: 'condition', camera, time, condition }, sighting];
  }
}
