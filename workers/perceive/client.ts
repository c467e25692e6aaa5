import { proxy, transfer } from 'comlink';
import type { Polygon } from '#core/detection/masks.ts';
import type { Machine } from '#core/speed/machine.ts';
import type { MeasureOptions } from '#core/speed/measure-options.ts';
import type { SpeedRow } from '#core/speed/row.ts';
import type { Micros } from '#core/time/micros.ts';
import type {
  Compute,
  LiveOptions,
  LoadedModel,
  PerceiveApi,
  Seen,
  TellLoss,
  TellSpeed,
} from '#workers/perceive/protocol.ts';
import { startWorker } from '#workers/transport/start-worker.ts';

/** The main thread's side of the perceive worker. */
export interface Perceiver
  extends Disposable, Pick<PerceiveApi, 'compareBy' | 'keep' | 'next' | 'attend' | 'figures' | 'unwatch'> {
  /** @throws WorkbenchError `model/malformed`, `model/unsupported`, `model/no-decoder`, `model/not-numbers` */
  load(model: ArrayBuffer, fileName: string, compute?: Compute, spared?: number, tell?: TellLoss): Promise<LoadedModel>;
  /** Takes ownership of `frame`, also when it throws. @returns `null` when the graphics device was lost over it. */
  see(frame: VideoFrame, camera: string, time: Micros, masks: readonly Polygon[]): Promise<Seen | null>;
  watch(options: LiveOptions): Promise<void>;
  /** Takes ownership of `frame`, also when it throws. */
  offer(frame: VideoFrame, camera: string): Promise<void>;
  machine(spared: number): Promise<Machine>;
  /**
   * Whoever does not want to wait any longer disposes of it.
   *
   * @throws WorkbenchError `model/malformed`, `model/no-decoder`
   */
  measure(
    model: ArrayBuffer | null,
    fileName: string,
    options: MeasureOptions,
    spared: number,
    tell: TellSpeed,
  ): Promise<readonly SpeedRow[]>;
}

export function startPerceiver(): Perceiver {
  const worker = startWorker<PerceiveApi>(
    'perceive',
    () => new Worker(new URL('./perceive.worker.ts', import.meta.url), { type: 'module', name: 'perceive' }),
  );
  return {
    load: (model, fileName, compute = 'auto', spared = 0, tell = () => undefined) =>
      worker.call((api) => api.load(model, fileName, compute, spared, proxy(tell))),
    see: (frame, camera, time, masks) =>
      worker
        .call((api) => api.see(transfer(frame, [frame]), camera, time, masks))
        // A frame that was sent is closed here already; one that a dead worker never got is not.
        .finally(() => frame.close()),
    machine: (spared) => worker.call((api) => api.machine(spared)),
    measure: (model, fileName, options, spared, tell) =>
      worker.call((api) => api.measure(model, fileName, options, spared, proxy(tell))),
    compareBy: (model, fileName, failed) => worker.call((api) => api.compareBy(model, fileName, proxy(failed))),
    keep: (portraits) => worker.call((api) => api.keep(portraits)),
    watch: (options) => worker.call((api) => api.watch(options)),
    offer: (frame, camera) =>
      worker.call((api) => api.offer(transfer(frame, [frame]), camera)).finally(() => frame.close()),
    next: () => worker.call((api) => api.next()),
    attend: (camera, attention) => worker.call((api) => api.attend(camera, attention)),
    figures: () => worker.call((api) => api.figures()),
    unwatch: () => worker.call((api) => api.unwatch()),
    [Symbol.dispose]: () => worker[Symbol.dispose](),
  };
}
