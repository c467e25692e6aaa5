/**
 * A session that is over, at any moment of it: where its inputs are kept, and the scene at some of them. A scene shares
 * most of what it holds with the one before, so many fit beside each other.
 */
import { assert } from '#core/errors/assert.ts';
import { InputPieces, type ReadAgain, upperBound } from '#core/pipeline/input-pieces.ts';
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
  readonly inputs = new InputPieces();
  #checkpoints: Checkpoint[];
  #every = 64;
  #count = 0;
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

  /**
   * @param inputs - In the order they were journalled.
   * @param again - How to have them again; kept in memory where it is left out.
   */
  take(inputs: readonly SceneInput[], again: ReadAgain = () => Promise.resolve(inputs)): void {
    const from = this.#last.time;
    for (const input of inputs) {
      this.#last = stepScene(this.#last, input);
      this.#count++;
      if (this.#count % this.#every === 0) this.#keep({ count: this.#count, scene: this.#last });
    }
    this.inputs.add(inputs, from, this.#last.time, again);
  }

  /**
   * The scene as it was.
   *
   * @param time - µs; what came later is left out.
   */
  async at(time: number): Promise<Scene> {
    const count = await this.inputs.countUntil(time);
    if (count === this.#count) return this.#last;
    const kept = this.#checkpoints[upperBound(this.#checkpoints, ({ count: c }) => c <= count) - 1];
    assert(kept, 'the empty scene is kept');
    const from = this.#near.count <= count && this.#near.count > kept.count ? this.#near : kept;
    let { scene } = from;
    for await (const inputs of this.inputs.between(from.count, count)) scene = inputs.reduce(stepScene, scene);
    this.#near = { count, scene };
    return scene;
  }

  #keep(checkpoint: Checkpoint): void {
    this.#checkpoints.push(checkpoint);
    if (this.#checkpoints.length <= MOST) return;
    this.#every *= 2;
    this.#checkpoints = this.#checkpoints.filter(({ count }) => count % this.#every === 0);
  }
}
