/**
 * A session that is over, at any moment of it: where its inputs are kept, and the scene at some of them. A scene shares
 * most of what it holds with the one before, so many fit beside each other.
 */
import { assert } from '#core/errors/assert.ts';
import { InputPieces, type ReadAgain, upperBound } from '#core/pipeline/input-pieces.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { SceneLog } from '#core/pipeline/scene-log.ts';
import { type Scene, createScene } from '#core/pipeline/scene.ts';
import type { SceneSettings } from '#core/pipeline/settings.ts';
import { stepScene } from '#core/pipeline/step-scene.ts';
import type { Project } from '#core/planning/project.ts';
import type { TrackerPrograms } from '#core/tracking/tracker-programs.ts';

interface Checkpoint {
  /** How many inputs it has taken in. */
  readonly count: number;
  readonly scene: Scene;
}

/** What the scenes that are kept may take, bytes; with more, every other one is given up. */
const MEMORY = 200e6;
/** What a scene does not share with one half a minute before: roughly this, and this for each of its scales, bytes. */
const OF_A_SCENE = 20e3;
const OF_A_SCALE = 1e3;
/** On the way from a scene that is kept to the one that is asked for, this many parts of the way are kept as well, … */
const PARTS = 16;
/** … of the last few ways. */
const NEARBY = 64;

export class Recollection {
  readonly inputs = new InputPieces();
  readonly log: SceneLog;
  #checkpoints: Checkpoint[];
  #every = 64;
  #count = 0;
  /** After all inputs. */
  #last: Scene;
  /** Where somebody looked before: the next look is often a little later. */
  #near: Checkpoint;
  /** What lies around it, newest last: somebody who steps back or looks again is not far from there. */
  readonly #nearby = new Map<number, Scene>();
  readonly #most: number;

  /** As `createScene`. */
  constructor(project: Project, settings?: SceneSettings, programs?: TrackerPrograms) {
    this.log = new SceneLog(project);
    this.#last = createScene(project, settings, programs);
    this.#near = { count: 0, scene: this.#last };
    this.#checkpoints = [this.#near];
    this.#most = MEMORY / (OF_A_SCENE + OF_A_SCALE * project.sensors.length);
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
      this.log.take(this.#last);
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
    let { count: at, scene } = this.#before(count);
    const part = Math.max(1, this.#every / PARTS);
    for await (const inputs of this.inputs.between(at, count)) {
      for (const input of inputs) {
        scene = stepScene(scene, input);
        if (++at % part === 0) this.#pass({ count: at, scene });
      }
    }
    this.#near = { count, scene };
    return scene;
  }

  /** The nearest scene that is at hand and has taken in no more than `count` inputs. */
  #before(count: number): Checkpoint {
    const kept = this.#checkpoints[upperBound(this.#checkpoints, ({ count: c }) => c <= count) - 1];
    assert(kept, 'the empty scene is kept');
    const nearby = [...this.#nearby].map(([c, scene]): Checkpoint => ({ count: c, scene }));
    return [this.#near, ...nearby].reduce((a, b) => (b.count <= count && b.count > a.count ? b : a), kept);
  }

  #pass({ count, scene }: Checkpoint): void {
    this.#nearby.delete(count);
    this.#nearby.set(count, scene);
    if (this.#nearby.size > NEARBY) this.#nearby.delete(this.#nearby.keys().next().value!);
  }

  #keep(checkpoint: Checkpoint): void {
    this.#checkpoints.push(checkpoint);
    if (this.#checkpoints.length <= this.#most) return;
    this.#every *= 2;
    this.#checkpoints = this.#checkpoints.filter(({ count }) => count % this.#every === 0);
  }
}
