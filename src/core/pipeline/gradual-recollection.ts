import type { ReadAgain } from '#core/pipeline/input-pieces.ts';
import { Recollection } from '#core/pipeline/recollection.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { SceneSettings } from '#core/pipeline/settings.ts';
import type { Project } from '#core/planning/project.ts';
import type { TrackerPrograms } from '#core/tracking/tracker-programs.ts';

/** A {@link Recollection} that is still being made: whoever asks for a moment waits until it is there. */
export class GradualRecollection {
  readonly #recollection: Recollection;
  #over = false;
  #waiting: { readonly time: number; readonly go: () => void }[] = [];

  /** As `createScene`. */
  constructor(project: Project, settings?: SceneSettings, programs?: TrackerPrograms) {
    this.#recollection = new Recollection(project, settings, programs);
  }

  /** What is there by now. */
  get sofar(): Recollection {
    return this.#recollection;
  }

  /** As `Recollection.take`. */
  take(inputs: readonly SceneInput[], again?: ReadAgain): void {
    this.#recollection.take(inputs, again);
    this.#wake();
  }

  /** Nothing more comes, so nobody need wait. */
  end(): void {
    this.#over = true;
    this.#wake();
  }

  /** The recollection once all of it up to `time`, µs, is there, or as much as there will ever be. */
  async until(time: number): Promise<Recollection> {
    if (!this.#has(time)) await new Promise<void>((go) => this.#waiting.push({ time, go }));
    return this.#recollection;
  }

  /** Several inputs may be of one moment, so a moment is there when a later one is. */
  #has(time: number): boolean {
    return this.#over || this.#recollection.last.time > time;
  }

  #wake(): void {
    for (const { time, go } of this.#waiting) if (this.#has(time)) go();
    this.#waiting = this.#waiting.filter(({ time }) => !this.#has(time));
  }
}
