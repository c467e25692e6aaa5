/** One runtime with a worker to itself: nobody else's threads are in its process's way while the others rest. */
import { expose } from 'comlink';
import type { Detector } from '#engines/detector.ts';
import { createEngineRunner } from '#engines/calibration/runners.ts';
import type { Runner } from '#engines/calibration/race.ts';
import type { Backend, RuntimeName } from '#engines/engine.ts';
import { openDetector } from '#engines/open-detector.ts';
import { type ModelFile, openEngine } from '#engines/open-model.ts';
import { runtimeFiles } from '#engines/runtime-files.ts';
import { openWasm } from '#engines/tfjs/open-wasm.ts';

export interface Chosen {
  readonly runtime: RuntimeName;
  readonly backend: Backend;
  readonly threads: number;
  /** Frames of a look, for a detector on a graphics device; 1 elsewhere. */
  readonly batch: number;
}

/** What a runtime holds. */
export interface Held {
  /** Arrays that TensorFlow.js keeps on WASM. */
  readonly tensors: number;
  /** B of the memories that WASM shares between threads. */
  readonly wasm: number;
  /** B of buffers that were made on the graphics device and not destroyed; how many were made. */
  readonly gpu: number;
  readonly buffers: number;
}

const memories: WebAssembly.Memory[] = [];
const onDevice = { bytes: 0, made: 0 };
let runner: Runner | null = null;
let detector: Detector | null = null;
let chosen: Chosen | null = null;

const api = {
  async openNetwork(file: ModelFile, how: Chosen): Promise<number> {
    const engine = await openEngine(file, { ...how, files: runtimeFiles });
    runner = createEngineRunner(engine);
    return engine.threads;
  },

  /** @returns ms of each of `runs` inferences; those before it warm up what has rested. */
  async time(runs: number, before: number): Promise<number[]> {
    const times: number[] = [];
    for (let run = -before; run < runs; run++) {
      const start = performance.now();
      await runner!.run();
      if (run >= 0) times.push(performance.now() - start);
    }
    return times;
  },

  async openDetector(file: ModelFile, how: Chosen): Promise<string> {
    watchMemory();
    watchDevice();
    const opened = await openDetector(file, { ...how, files: runtimeFiles }, how.batch, () => undefined);
    [detector, chosen] = [opened.detector, how];
    return `${opened.engine.runtime} ${opened.engine.backend}`;
  },

  async look(count: number): Promise<Held> {
    const picture = new Uint8Array(64 * 64 * 1.5).map((_, i) => (i * 7919) >> 5);
    const frameAt = (timestamp: number) =>
      new VideoFrame(picture, { format: 'I420', codedWidth: 64, codedHeight: 64, timestamp });
    for (let done = 0; done < count; done += chosen!.batch) {
      const frames = Array.from({ length: chosen!.batch }, (_, i) => ({ frame: frameAt(done + i), masks: [] }));
      await detector!.look(frames);
    }
    const isOurs = chosen!.runtime === 'tfjs' && chosen!.backend === 'wasm';
    const tensors = isOurs ? (await openWasm(runtimeFiles.tfjs, chosen!.threads)).backend.numDataIds() : 0;
    const wasm = memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
    return { tensors, wasm, gpu: onDevice.bytes, buffers: onDevice.made };
  },
};

export type EngineWorker = typeof api;

function watchMemory(): void {
  const { Memory } = WebAssembly;
  WebAssembly.Memory = class extends Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor);
      memories.push(this);
    }
  };
}

function watchDevice(): void {
  if (typeof GPUDevice === 'undefined') return;
  const createBuffer = Reflect.get(GPUDevice.prototype, 'createBuffer');
  const destroy = Reflect.get(GPUBuffer.prototype, 'destroy');
  const alive = new WeakSet<GPUBuffer>();
  GPUDevice.prototype.createBuffer = function (descriptor) {
    const buffer = createBuffer.call(this, descriptor);
    alive.add(buffer);
    onDevice.made++;
    onDevice.bytes += buffer.size;
    return buffer;
  };
  GPUBuffer.prototype.destroy = function () {
    if (alive.delete(this)) onDevice.bytes -= this.size;
    destroy.call(this);
    return undefined;
  };
}

expose(api);
