import type { ModelRace } from '#core/speed/bench-report.ts';
import type { Machine } from '#core/speed/machine.ts';
import type { MeasureOptions } from '#core/speed/measure-options.ts';
import type { SpeedRow } from '#core/speed/row.ts';
import type { CachedModel } from '#storage/model-cache.ts';
import type { Rooms } from '#app/desk.ts';
import { type Problem, isAbort, problemOf } from '#app/problem.ts';
import { raceModel } from '#app/speed/measure-speed.ts';

/** Longer than before a first run: somebody has come to see figures. */
const THOROUGH = {
  what: 'network',
  budgetMs: 8000,
  mostRounds: 50,
  hopeless: 100,
} as const satisfies Partial<MeasureOptions>;

/** As the file of the made-up network would be called. */
const GENERATED = 'generated-160.onnx';

interface Going {
  readonly model: string;
  /** Of all models, in `[0, 1]`. */
  readonly fraction: number;
}

/** How fast networks run on this device, in all ways it has; goes on when somebody looks elsewhere. Nothing of it is stored. */
export class SpeedBench {
  races = $state.raw<readonly ModelRace[]>([]);
  machine = $state.raw<Machine | null>(null);
  going = $state.raw<Going | null>(null);
  problems = $state.raw<readonly Problem[]>([]);
  /** Measures software graphics too. */
  softwareGraphics = $state(false);
  readonly #rooms: Rooms;
  #stopping: AbortController | null = null;

  constructor(rooms: Rooms) {
    this.#rooms = rooms;
  }

  /** @param models - When there is none, a small network that is made up. */
  async start(models: readonly CachedModel[]): Promise<void> {
    if (this.going !== null) return;
    const { signal } = (this.#stopping = new AbortController());
    [this.races, this.problems] = [[], []];
    const all = models.length === 0 ? [null] : models;
    try {
      for (const [done, model] of all.entries()) await this.#measure(model, { done, of: all.length }, signal);
    } finally {
      this.going = null;
    }
  }

  /** What was measured stays. */
  cancel(): void {
    this.#stopping?.abort(new DOMException('stopped by the person', 'AbortError'));
  }

  dismiss(problem: Problem): void {
    this.problems = this.problems.filter((other) => other !== problem);
  }

  /** One that cannot be measured does not keep the others from it. */
  async #measure(
    model: CachedModel | null,
    { done, of }: { readonly done: number; readonly of: number },
    signal: AbortSignal,
  ): Promise<void> {
    if (signal.aborted) return;
    const name = model?.name ?? GENERATED;
    const sha256 = model?.sha256 ?? null;
    const before = this.races;
    this.going = { model: name, fraction: done / of };
    const tell = (rows: readonly SpeedRow[], fraction: number): void => {
      if (signal.aborted) return;
      this.going = { model: name, fraction: (done + fraction) / of };
      this.races = [...before, { model: name, sha256, rows }];
    };
    try {
      const bytes = model === null ? null : (await this.#rooms.models.loadModel(model.sha256))!.buffer;
      const options = { ...THOROUGH, softwareGraphics: this.softwareGraphics };
      const { machine, rows } = await raceModel(this.#rooms, { name, bytes }, options, 0, tell, signal);
      this.machine = machine;
      this.races = [...before, { model: name, sha256, rows }];
    } catch (error) {
      this.races = before;
      if (!isAbort(error)) this.problems = [...this.problems, problemOf(error)];
    }
  }
}
