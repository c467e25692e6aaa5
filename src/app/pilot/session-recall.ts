import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { SceneView } from '#core/pipeline/scene-view.ts';
import type { SceneClient } from '#workers/scene/client.ts';
import type { RecallScene } from '#workers/scene/protocol.ts';
import type { Recall } from '#app/pilot/recall.ts';

/** Who is told how the recall of a session goes. */
export interface RecallListener {
  /** @param fraction - In `[0, 1]`; `null` when it does not go on. */
  progress(fraction: number | null): void;
  /** All of it was gone through. */
  recalled(view: SceneView): void;
  failed(error: unknown): void;
}

/** A stored session that is gone through in a worker of its own. Cancelled, it begins again when it is asked something. */
export class SessionRecall implements Recall, Disposable {
  readonly #start: () => SceneClient;
  readonly #what: RecallScene;
  readonly #listener: RecallListener;
  #scene: SceneClient | null = null;

  constructor(start: () => SceneClient, what: RecallScene, listener: RecallListener) {
    this.#start = start;
    this.#what = what;
    this.#listener = listener;
  }

  at(time: number): ReturnType<Recall['at']> {
    return this.#ask((scene) => scene.at(time));
  }

  beside(time: number, step: 1 | -1): ReturnType<Recall['beside']> {
    return this.#ask((scene) => scene.beside(time, step));
  }

  stretch(plates: readonly string[], from: number, to: number): ReturnType<Recall['stretch']> {
    return this.#ask((scene) => scene.stretch(plates, from, to));
  }

  dwell(from: number, to: number): ReturnType<Recall['dwell']> {
    return this.#ask((scene) => scene.dwell(from, to));
  }

  tracks(from: number, to: number): ReturnType<Recall['tracks']> {
    return this.#ask((scene) => scene.tracks(from, to));
  }

  amend(inputs: readonly SceneInput[]): ReturnType<Recall['amend']> {
    return this.#ask((scene) => scene.amend(inputs));
  }

  /** Whoever waits is turned away. */
  cancel(): void {
    this.#scene?.[Symbol.dispose]();
    this.#scene = null;
    this.#listener.progress(null);
  }

  [Symbol.dispose](): void {
    this.cancel();
  }

  begin(): SceneClient {
    if (this.#scene !== null) return this.#scene;
    const scene = this.#start();
    this.#scene = scene;
    void this.#goThrough(scene);
    return scene;
  }

  async #goThrough(scene: SceneClient): Promise<void> {
    const mine = () => this.#scene === scene;
    this.#listener.progress(0);
    try {
      const view = await scene.recall(this.#what, (fraction) => {
        if (mine()) this.#listener.progress(fraction);
      });
      if (!mine()) return;
      this.#listener.progress(null);
      this.#listener.recalled(view);
    } catch (error) {
      if (!mine()) return;
      this.#listener.progress(null);
      this.#listener.failed(error);
    }
  }

  async #ask<T>(exchange: (scene: SceneClient) => Promise<T>): Promise<T> {
    const scene = this.begin();
    try {
      return await exchange(scene);
    } catch (error) {
      throw this.#scene === scene ? error : new DOMException('the recall was cancelled', 'AbortError');
    }
  }
}
