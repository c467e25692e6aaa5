import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { Micros } from '#core/time/micros.ts';
import type { Polygon } from '#core/detection/masks.ts';
import type { Perceiver } from '#workers/perceive/client.ts';
import type { Compute, LoadedModel, Seen, TellLoss } from '#workers/perceive/protocol.ts';

/** A perceive worker with a detector. */
export interface Running {
  readonly perceiver: Perceiver;
  readonly loaded: LoadedModel;
}

/** What is told once a worker that died, or a graphics device that was lost, has been replaced. */
export interface Restart extends Pick<LoadedModel, 'runtime' | 'backend' | 'threads'> {
  readonly what: 'worker' | 'device';
  /** Frames that nobody has looked at, of this run so far. */
  readonly skipped: number;
  /** What ran it before. */
  readonly before: LoadedModel['backend'];
}

/**
 * Finds people with a worker that may die. It is started again once; when it dies of a graphics processor a second time,
 * once more without it. A worker that loses its graphics device gets itself another. Frames that were lost are left out
 * and counted.
 */
export class SteadyPerceiver implements Disposable {
  readonly #start: (compute: Compute, tell: TellLoss) => Promise<Running>;
  readonly #restarted: (restart: Restart) => void;
  #running: Promise<Running> | null = null;
  #kept = '';
  #restarts = 0;
  #disposed = false;
  /** Frames that nobody looked at. */
  skipped = 0;

  /** @param start - Starts a worker and gives it the detector; it is this one's to dispose of. */
  constructor(start: (compute: Compute, tell: TellLoss) => Promise<Running>, restarted: (restart: Restart) => void) {
    this.#start = start;
    this.#restarted = restarted;
  }

  /** @throws WorkbenchError `model/malformed`, `model/unsupported`, `model/no-decoder`, `worker/crashed` */
  async ready(): Promise<void> {
    await (this.#running ??= this.#start('auto', this.#lost));
  }

  /**
   * Takes ownership of `frame`, also when it throws.
   *
   * @returns `null` when the worker died, or lost its device, over it; another is ready then, or soon.
   * @throws WorkbenchError `worker/crashed` when it died once too often.
   */
  see(frame: VideoFrame, camera: string, time: Micros, masks: readonly Polygon[]): Promise<Seen | null> {
    const see = ({ perceiver }: Running) => perceiver.see(frame, camera, time, masks);
    return this.ask(see, () => 1).finally(() => frame.close());
  }

  /** Which portraits people are still compared by: others need not be kept. */
  keep(portraits: readonly number[]): void {
    const key = portraits.join(' ');
    if (key === this.#kept) return;
    this.#kept = key;
    // Of a worker that is dead, or not there yet, nothing is kept.
    void this.#running?.then(({ perceiver }) => perceiver.keep(portraits)).catch(() => undefined);
  }

  /**
   * Asks whichever worker there is.
   *
   * @param lost - Says how many frames were lost with it, when it dies over the question.
   * @returns `null` when it died; another is ready then.
   * @throws WorkbenchError `worker/crashed` when it died once too often.
   */
  async ask<T>(question: (running: Running) => Promise<T>, lost: () => number): Promise<T | null> {
    const running = (this.#running ??= this.#start('auto', this.#lost));
    const asked = await running;
    try {
      return await question(asked);
    } catch (error) {
      if (this.#disposed || !(error instanceof WorkbenchError) || error.code !== 'worker/crashed') throw error;
      this.skipped += lost();
      // Whoever else waited for the same worker waits for the same other one.
      if (this.#running === running) this.#running = this.#startAgain(error, asked.loaded);
      await this.#running;
      return null;
    }
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    void this.#running?.then(
      ({ perceiver }) => perceiver[Symbol.dispose](),
      () => undefined, // it never ran, or is dead
    );
  }

  readonly #lost: TellLoss = ({ backend, threads, frames }) => {
    this.skipped += frames;
    // Only TensorFlow.js, whose device is ours, goes on after losing it.
    this.#restarted({ what: 'device', skipped: this.skipped, runtime: 'tfjs', backend, threads, before: 'webgpu' });
  };

  async #startAgain(crash: WorkbenchError, { runtime, backend: before }: LoadedModel): Promise<Running> {
    this.#restarts++;
    if (this.#restarts > (before === 'webgpu' ? 2 : 1)) throw crash;
    const next = await this.#start(this.#restarts > 1 ? { runtime, backend: 'wasm' } : 'auto', this.#lost);
    const { runtime: goesOn, backend, threads } = next.loaded;
    this.#restarted({ what: 'worker', skipped: this.skipped, runtime: goesOn, backend, threads, before });
    return next;
  }
}
