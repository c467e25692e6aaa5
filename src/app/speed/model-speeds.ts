import type { CachedModel } from '#storage/model-cache.ts';
import type { Desk } from '#app/desk.ts';
import { ModelSpeed } from '#app/speed/model-speed.svelte.ts';
import { ThisMachine } from '#app/speed/this-machine.ts';

/** How fast models run here, by model; a measurement goes on when somebody looks elsewhere. */
export class ModelSpeeds {
  readonly #desk: Desk;
  readonly #here: ThisMachine;
  readonly #known = new Map<string, ModelSpeed>();

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#here = new ThisMachine(desk.rooms);
  }

  of(model: CachedModel): ModelSpeed {
    const known = this.#known.get(model.sha256) ?? new ModelSpeed(this.#desk, model, this.#here);
    this.#known.set(model.sha256, known);
    return known;
  }
}
