import type { CachedModel, NewModel } from '#storage/model-cache.ts';
import { type ModelKind, offerOf } from '#storage/model-offers.ts';
import type { Desk } from '#app/desk.ts';
import { ModelChoice } from '#app/models/model-choice.svelte.ts';
import { m } from '#messages/compiled/messages.js';

/** The models that are on this device, and which of them are used. */
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

  /** What finds people in a run; `null` while there is none. */
  get detector(): CachedModel | null {
    return this.inUse('detector');
  }

  /** bytes */
  get size(): number {
    return this.all.reduce((sum, { size }) => sum + size, 0);
  }

  /** The one that was chosen; while none was, or it is gone, the recommended one, or the first there is. */
  inUse(kind: ModelKind): CachedModel | null {
    const able = this.all.filter((model) => model.kind === kind);
    const chosen = this.#choice.of(kind);
    return (
      able.find(({ sha256 }) => sha256 === chosen) ??
      able.find((model) => offerOf(model)?.recommended) ??
      able[0] ??
      null
    );
  }

  async read(): Promise<void> {
    this.all = await this.#desk.rooms.models.listModels();
  }

  /** A session that is ready to run takes it at once. */
  use(model: CachedModel): void {
    this.#choice.choose(model.kind, model.sha256);
    const { pilot } = this.#desk;
    if (pilot?.phase === 'ready' && model.kind === 'detector') pilot.model = model;
  }

  /**
   * Keeps a model, and uses it from now on.
   *
   * @param pins - See `ModelCache.keepModel`.
   * @throws WorkbenchError `storage/quota`
   */
  async keep(about: NewModel, bytes: Uint8Array<ArrayBuffer>, pins?: ReadonlyMap<string, string>): Promise<void> {
    const model = await this.#desk.rooms.models.keepModel(about, bytes, pins);
    await this.read();
    this.use(model);
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
