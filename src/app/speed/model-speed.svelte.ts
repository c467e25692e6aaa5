import { type Pick, pick } from '#core/speed/pick.ts';
import { sameDevice } from '#core/speed/machine.ts';
import type { SpeedRow } from '#core/speed/row.ts';
import type { CachedModel } from '#storage/model-cache.ts';
import type { Measurement } from '#storage/speed-store.ts';
import type { Desk } from '#app/desk.ts';
import { type Problem, isAbort, problemOf } from '#app/problem.ts';
import type { EngineWish } from '#app/speed/engine-wishes.svelte.ts';
import { LIVE_SPARED } from '#app/speed/live-spared.ts';
import { measureSpeed } from '#app/speed/measure-speed.ts';
import type { ThisMachine } from '#app/speed/this-machine.ts';

/** What is shown is for live cameras, as many as a shop has. */
const CAMERAS = 4;

/** What is known of how fast a model runs here, and what is to run it. Goes on when somebody looks elsewhere. */
export class ModelSpeed {
  /** The newest of this device; `null` while nothing was measured or read. */
  measurement = $state.raw<Measurement | null>(null);
  /** It was measured, but in another browser or on another device: that says nothing of this one. */
  elsewhere = $state(false);
  /** Of a measurement that goes on: what there is of it, and how much of its time is spent, in `[0, 1]`. */
  going = $state.raw<{ readonly rows: readonly SpeedRow[]; readonly fraction: number } | null>(null);
  problem = $state.raw<Problem | null>(null);
  readonly #desk: Desk;
  readonly #model: CachedModel;
  readonly #here: ThisMachine;
  #stopping: AbortController | null = null;

  constructor(desk: Desk, model: CachedModel, here: ThisMachine) {
    this.#desk = desk;
    this.#model = model;
    this.#here = here;
  }

  get rows(): readonly SpeedRow[] {
    return this.going?.rows ?? this.measurement?.rows ?? [];
  }

  /** What runs it when nobody says otherwise; `null` while nothing is measured. */
  get pick(): Pick | null {
    return pick(this.measurement?.rows ?? [], { cameras: CAMERAS });
  }

  get wish(): EngineWish | null {
    return this.#desk.engines.of(this.#model.sha256);
  }

  /** @param wish - `null`: whatever is fastest. */
  choose(wish: EngineWish | null): void {
    if (!this.#desk.readOnly) this.#desk.engines.choose(this.#model.sha256, wish);
  }

  async read(): Promise<void> {
    try {
      const all = await this.#desk.rooms.speeds.all(this.#model.sha256);
      if (all.length === 0) return;
      const here = await this.#here.ask();
      this.measurement = all.find(({ machine }) => sameDevice(machine, here)) ?? null;
      this.elsewhere = this.measurement === null;
    } catch (error) {
      if (!isAbort(error)) this.problem = problemOf(error);
    }
  }

  async measure(): Promise<void> {
    if (this.going !== null || this.#desk.readOnly) return;
    const stopping = new AbortController();
    this.#stopping = stopping;
    this.problem = null;
    this.going = { rows: [], fraction: 0 };
    const tell = (rows: readonly SpeedRow[], fraction: number): void => {
      if (!stopping.signal.aborted) this.going = { rows, fraction };
    };
    try {
      this.measurement = await measureSpeed(this.#desk.rooms, this.#model, LIVE_SPARED, tell, stopping.signal);
    } catch (error) {
      if (!isAbort(error)) this.problem = problemOf(error);
    } finally {
      this.going = null;
    }
  }

  /** What was measured before stays. */
  cancel(): void {
    this.#stopping?.abort(new DOMException('stopped by the person', 'AbortError'));
  }
}
