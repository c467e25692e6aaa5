import { sourceOf } from '#core/pipeline/input-order.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { SceneView } from '#core/pipeline/scene-view.ts';
import type { SceneClient } from '#workers/scene/client.ts';

/** Pushes into the scene while the next frame is looked at: one push is under way at a time. */
export class ScenePusher {
  readonly #scene: SceneClient;
  readonly #ends: ReadonlyMap<string, number>;
  readonly #saw: (view: SceneView) => void;
  #last: Promise<void> = Promise.resolve();

  /** @param ends - By source: the time of the last thing it says, µs. The scene stops waiting for it then. */
  constructor(scene: SceneClient, ends: ReadonlyMap<string, number>, saw: (view: SceneView) => void) {
    this.#scene = scene;
    this.#ends = ends;
    this.#saw = saw;
  }

  /** Resolves when the push before this one is through; rejects when that one failed. */
  async push(inputs: readonly SceneInput[]): Promise<void> {
    await this.#last;
    this.#last = this.#send(inputs);
    this.#last.catch(() => undefined); // whoever pushes next, or settles, is told
  }

  settled(): Promise<void> {
    return this.#last;
  }

  async #send(inputs: readonly SceneInput[]): Promise<void> {
    this.#saw(await this.#scene.push(inputs));
    const over = inputs.map((input) => [sourceOf(input), input.time] as const);
    const ended = over.flatMap(([source, time]) =>
      source !== null && this.#ends.get(source) === time ? [source] : [],
    );
    if (ended.length > 0) this.#saw(await this.#scene.ended(ended));
  }
}
