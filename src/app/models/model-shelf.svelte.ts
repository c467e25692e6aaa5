import type { CachedModel, NewModel } from '#storage/model-cache.ts';
import { offerOf } from '#storage/model-offers.ts';
import type { Desk } from '#app/desk.ts';
import { isOwnModel } from '#app/models/is-own-model.ts';
import { ModelChoice } from '#app/models/model-choice.svelte.ts';
import { m } from '#messages/compiled/messages.js';

/** The models that are on this device, and which detector is used; among embedders each run chooses. */
export class ModelShelf {
  /** `null` until it was read. */
  #all = $state.raw<readonly CachedModel[] | null>(null);
  readonly #desk: Desk;
  readonly #choice = new ModelChoice();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  get all(): readonly CachedModel[] {
    return this.#all ?? [];
  }

  set all(models: readonly CachedModel[]) {
    this.#all = models;
  }

  /** Whether it is known that there is none. */
  get lacksDetector(): boolean {
    return this.#all !== null && this.detector === null;
  }

  /**
   * What finds people in a run: the one that was chosen; while none was, or it is gone, the recommended one, another that
   * was brought here, or the one that the demo brought. `null` while there is none.
   */
  get detector(): CachedModel | null {
    const able = this.all.filter(({ kind }) => kind === 'detector');
    return (
      able.find(({ sha256 }) => sha256 === this.#choice.detector) ??
      able.find((model) => offerOf(model)?.recommended) ??
      able.find((model) => !isOwnModel(model)) ??
      able[0] ??
      null
    );
  }

  /** bytes */
  get size(): number {
    return this.all.reduce((sum, { size }) => sum + size, 0);
  }

  async read(): Promise<void> {
    this.all = await this.#desk.rooms.models.listModels();
  }

  /** A session that is ready to run takes it at once. @param model - A detector. */
  use(model: CachedModel): void {
    this.#choice.choose(model.sha256);
    const { pilot } = this.#desk;
    if (pilot?.phase === 'ready') pilot.model = model;
  }

  /**
   * Keeps a model; a detector is used from now on.
   *
   * @param pins - See `ModelCache.keepModel`.
   * @throws WorkbenchError `storage/quota`
   */
  async keep(about: NewModel, bytes: Uint8Array<ArrayBuffer>, pins?: ReadonlyMap<string, string>): Promise<void> {
    const model = await this.#desk.rooms.models.keepModel(about, bytes, pins);
    await this.read();
    if (model.kind === 'detector') this.use(model);
  }

  /** Takes it off the shelf; the toast that says so puts it back. */
  async remove(model: CachedModel): Promise<void> {
    const { rooms, toasts } = this.#desk;
    const bytes = await rooms.models.loadModel(model.sha256);
    await rooms.models.removeModel(model.sha256);
    await rooms.speeds.forget(model.sha256);
    await this.read();
    const putBack = bytes === null ? null : () => this.#desk.later(() => this.#putBack(model, bytes));
    toasts.say(() => m.shell_model_removed({ name: model.name }), putBack);
  }

  async #putBack(model: CachedModel, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#desk.rooms.models.keepModel(model, bytes);
    await this.read();
  }
}
