/**
 * A session that is over, at any moment of it: its inputs, and the scene at some of them. A scene shares most of what
 * it holds with the one before, so many fit beside each other.
 */
import { assert } from '#core/errors/assert.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { type Scene, createScene } from '#core/pipeline/scene.ts';
import type { SceneSettings } from '#core/pipeline/settings.ts';
import { stepScene } from '#core/pipeline/step-scene.ts';
import type { Project } from '#core/planning/project.ts';

interface Checkpoint {
  /** How many inputs it has taken in. */
  readonly count: number;
  readonly scene: Scene;
}

/** How many scenes are kept: with more, every other one is given up. */
const MOST = 256;

export class Recollection {
  readonly #inputs: SceneInput[] = [];
  /** The scene's time after each input, µs: an input may be older than the scene it comes to. */
  readonly #times: number[] = [];
  #checkpoints: Checkpoint[];
  #every = 64;
  /** After all inputs. */
  #last: Scene;
  /** Where somebody looked before: the next look is often a little later. */
  #near: Checkpoint;

  constructor(project: Project, settings?: SceneSettings) {
    this.#last = createScene(project, settings);
    this.#near = { count: 0, scene: this.#last };
    this.#checkpoints = [this.#near];
  }

  /** The scene after all inputs. */
  get last(): Scene {
    return this.#last;
  }

  get inputs(): readonly SceneInput[] {
    return this.#inputs;
  }

  /** @param inputs - In the order they were journalled. */
  take(inputs: readonly SceneInput[]): void {
    for (const input of inputs) {
      this.#last = stepScene(this.#last, input);
      this.#inputs.push(input);
      this.#times.push(this.#last.time);
      if (this.#inputs.length % this.#every === 0) this.#keep({ count: this.#inputs.length, scene: this.#last });
    }
  }

  /**
   * The scene as it was.
   *
   * @param time - µs; what came later is left out.
   */
  at(time: number): Scene {
    const count = this.countUntil(time);
    if (count === this.#inputs.length) return this.#last;
    const kept = this.#checkpoints[upperBound(this.#checkpoints, ({ count: c }) => c <= count) - 1];
    assert(kept, 'the empty scene is kept');
    const from = this.#near.count <= count && this.#near.count > kept.count ? this.#near : kept;
    let { scene } = from;
    for (let i = from.count; i < count; i++) scene = stepScene(scene, this.#inputs[i]!);
    this.#near = { count, scene };
    return scene;
  }

  /** How many inputs the scene had taken in at `time`, µs. */
  countUntil(time: number): number {
    return upperBound(this.#times, (each) => each <= time);
  }

  #keep(checkpoint: Checkpoint): void {
    this.#checkpoints.push(checkpoint);
    if (this.#checkpoints.length <= MOST) return;
    this.#every *= 2;
    this.#checkpoints = this.#checkpoints.filter(({ count }) => count % this.#every === 0);
  }
}

/** How many items from the front `belongs` holds for; it holds for none after the first it does not hold for. */
function upperBound<T>(items: readonly T[], belongs: (item: T) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (belongs(items[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}
