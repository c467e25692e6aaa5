import type { CachedModel } from '#storage/model-cache.ts';
import type { Desk } from '#app/desk.ts';
import { m } from '#messages/compiled/messages.js';

/** The detectors that are on this device. */
export class ModelShelf {
  all = $state.raw<readonly CachedModel[]>([]);
  /** The one a person dropped last; the first there is when they have not dropped any since the page was opened. */
  latest: CachedModel | null = null;
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  async read(): Promise<void> {
    this.all = await this.#desk.rooms.models.listModels();
    this.latest ??= this.all[0] ?? null;
  }

  /** Takes it off the shelf; the toast that says so puts it back. */
  async remove(model: CachedModel): Promise<void> {
    const { rooms, toasts } = this.#desk;
    const bytes = await rooms.models.loadModel(model.sha256);
    await rooms.models.removeModel(model.sha256);
    await rooms.speeds.forget(model.sha256);
    if (this.latest?.sha256 === model.sha256) this.latest = null;
    await this.read();
    const putBack = bytes === null ? null : () => this.#desk.later(() => this.#keep(model.name, bytes));
    toasts.say(() => m.shell_model_removed({ name: model.name }), putBack);
  }

  async #keep(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#desk.rooms.models.keepModel(name, bytes);
    await this.read();
  }
}
