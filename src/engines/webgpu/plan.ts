/**
 * A network as a list of dispatches. TensorFlow.js rebuilds shader keys, uniforms and bind groups of every operation at
 * every inference; a plan keeps those of one execution, so that the next ones cost two calls a dispatch. Fixed shapes,
 * and nothing that reads numbers back on the way.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';
import { type TensorInfo, env } from '@tensorflow/tfjs-core';
import { PlanBuffers } from '#engines/webgpu/plan-buffers.ts';
import { type Step, recordingDevice } from '#engines/webgpu/plan-recorder.ts';
import { bufferOf, internalsOf } from '#engines/webgpu/tfjs-internals.ts';

export interface Plan extends Disposable {
  /** Dispatches and copies. */
  readonly steps: number;
  /** Held by the plan: results, uniforms, constants. Weights are the runtime's. */
  readonly bytes: number;
  /** Where the results are after the commands have run, row-major, in the order of `run`'s. */
  readonly outputs: readonly GPUBuffer[];
  /** Adds all of it to `encoder`, which must have no pass open. */
  encode(encoder: GPUCommandEncoder): void;
}

/** Submit after every operation, so that a result is free again as soon as the last one that needs it is encoded. */
const AT_ONCE = 1;

/**
 * @param run - One execution. It must have run before on this backend: weights then lie on the device and pipelines
 *   are compiled. What it reads must lie in the same buffer at every replay.
 * @throws Whatever `run` throws, also when it does what cannot be captured.
 */
export function capturePlan(backend: WebGPUBackend, run: () => readonly TensorInfo[]): Plan {
  const internals = internalsOf(backend);
  flush(backend);

  const { device, queue, bufferManager } = internals;
  const steps: Step[] = [];
  const buffers = new PlanBuffers(device, bufferManager);
  const patience = env().getNumber('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE');
  internals.device = recordingDevice(device, steps);
  internals.queue = { submit: () => undefined, writeBuffer: queue.writeBuffer.bind(queue) };
  internals.bufferManager = buffers;
  env().set('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE', AT_ONCE);
  let outputs: readonly GPUBuffer[];
  try {
    const tensors = run();
    outputs = tensors.map((tensor) => bufferOf(backend, tensor));
    flush(backend);
    // Released to the plan's own buffers or to nobody: what a plan needs is never given away.
    for (const { dataId } of tensors) backend.disposeData(dataId);
  } catch (error) {
    flush(backend); // gives back what it took, before nobody knows these buffers any more
    buffers[Symbol.dispose]();
    throw error;
  } finally {
    Object.assign(internals, { device, queue, bufferManager, commandEncoder: null });
    env().set('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE', patience);
  }

  return {
    steps: steps.length,
    bytes: buffers.bytes,
    outputs,
    encode: (encoder) => encodeSteps(encoder, steps),
    [Symbol.dispose]: () => buffers[Symbol.dispose](),
  };
}

/** Whatever the runtime has encoded and not submitted yet. */
export function flush(backend: WebGPUBackend): void {
  const internals = internalsOf(backend);
  internals.endComputePassEncoder();
  internals.ensureCommandEncoderReady();
  internals.submitQueue();
}

function encodeSteps(encoder: GPUCommandEncoder, steps: readonly Step[]): void {
  let pass: GPUComputePassEncoder | null = null;
  for (const step of steps) {
    if ('copy' in step) {
      pass?.end();
      pass = null;
      encoder.copyBufferToBuffer(...step.copy);
      continue;
    }
    pass ??= encoder.beginComputePass();
    pass.setPipeline(step.pipeline);
    pass.setBindGroup(0, step.bindGroup);
    pass.dispatchWorkgroups(...step.workgroups);
  }
  pass?.end();
}
