import type { SceneView, ShopperTrack } from '#core/pipeline/scene-view.ts';
import type { Notice } from '#app/pilot/notice.ts';
import { Paced } from '#app/pilot/paced.ts';
import type { RunControl } from '#app/pilot/run-control.svelte.ts';
import type { RunWatcher } from '#app/pilot/run-watcher.ts';
import type { Words } from '#app/words.ts';

type Reached = Parameters<RunWatcher['reached']>;

/**
 * Shows the run of a recording to whoever watches it, scenes and the playhead only as often as a screen does. A camera
 * that is set aside and taken back between two of them is not noted. Disposed of at the end of the run.
 */
export class PacedWatcher implements RunWatcher, Disposable {
  readonly #watcher: RunWatcher;
  readonly #views: Paced<SceneView>;
  readonly #reached: Paced<Reached>;

  constructor(watcher: RunWatcher, control: Pick<RunControl, 'reached'>) {
    this.#watcher = watcher;
    this.#views = new Paced((view) => watcher.saw(view));
    this.#reached = new Paced((reached) => {
      control.reached(reached[0], reached[1]);
      watcher.reached(...reached);
    });
  }

  saw(view: SceneView): void {
    this.#views.tell(view);
  }

  /** What came of somebody's word: no scene from before it is shown any more. */
  sawEntry(view: SceneView): void {
    this.#views.tellAtOnce(view);
  }

  reached(...reached: Reached): void {
    this.#reached.tell(reached);
  }

  picture(camera: string, frame: VideoFrame, tracks: readonly ShopperTrack[]): void {
    this.#watcher.picture(camera, frame, tracks);
  }

  runsOn(engine: Words, onCpu: boolean): void {
    this.#watcher.runsOn(engine, onCpu);
  }

  note(words: Words, kind?: Notice['kind']): void {
    this.#watcher.note(words, kind);
  }

  notNumbers(camera: string, frames: number): void {
    this.#watcher.notNumbers(camera, frames);
  }

  /** Shows at once what still waits. */
  flush(): void {
    this.#views.flush();
    this.#reached.flush();
  }

  [Symbol.dispose](): void {
    this.#views[Symbol.dispose]();
    this.#reached[Symbol.dispose]();
  }
}
