import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { SceneView } from '#core/pipeline/scene-view.ts';
import type { SceneClient } from '#workers/scene/client.ts';

/**
 * Pushes into the scene of a live run, one push at a time. A disk that is full stops nothing: what could not be
 * written is tried again with what comes next, and `full` is told.
 */
export class LiveScene {
  readonly #scene: SceneClient;
  readonly #saw: (view: SceneView) => void;
  readonly #full: () => void;
  #last: Promise<void> = Promise.resolve();

  constructor(scene: SceneClient, saw: (view: SceneView) => void, full: () => void) {
    this.#scene = scene;
    this.#saw = saw;
    this.#full = full;
  }

  /** Resolves when the push before this one is through; rejects when that one failed. */
  async push(inputs: readonly SceneInput[]): Promise<void> {
    await this.#last;
    this.#last = this.#told(() => this.#scene.push(inputs));
    this.#last.catch(() => undefined); // whoever pushes next, or settles, is told
  }

  /** A camera was lost: it is not waited for until it sends again. */
  async ended(source: string): Promise<void> {
    await this.#last;
    this.#last = this.#told(() => this.#scene.ended([source]));
    this.#last.catch(() => undefined);
  }

  settled(): Promise<void> {
    return this.#last;
  }

  async #told(work: () => Promise<SceneView>): Promise<void> {
    try {
      this.#saw(await work());
    } catch (error) {
      if (!(error instanceof WorkbenchError) || error.code !== 'storage/quota') throw error;
      this.#full();
      // The failure was of what came before; these inputs were not stepped yet.
      this.#saw(await work());
    }
  }
}
