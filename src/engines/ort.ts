/** onnxruntime-web behind the engine port: WASM with SIMD, or WebGPU. */
import { fetchPart } from '#core/errors/fetch-part.ts';
import type { InferenceSession } from 'onnxruntime-web';
import { assert } from '#core/errors/assert.ts';
import type { Engine, EngineOptions, TensorShape } from '#engines/engine.ts';

/**
 * The runtime settles on one device for ever: once that has failed, nothing can be opened again in this realm. So it is
 * left unanswered and reported, which ends the worker, and whoever started that starts another.
 */
function endWorker(error: unknown): Promise<never> {
  reportError(error);
  return new Promise(() => undefined);
}

async function endWith(device: Promise<GPUDevice>): Promise<void> {
  const { reason, message } = await (await device).lost;
  if (reason !== 'destroyed') await endWorker(new Error(`the graphics processor was lost: ${message}`));
}

/** Older exporters make the runtime warn of every weight. */
const ERROR = 3;

/**
 * @throws WorkbenchError `model/unsupported` for a size that the model cannot have; what the runtime throws when `model` is no ONNX
 *   model or has an operator it lacks.
 */
export async function openOrt(
  model: Uint8Array,
  { fileName, backend, threads, files, input: size }: EngineOptions,
): Promise<Engine> {
  const file =
    size === undefined
      ? model
      : (await fetchPart(() => import('#engines/onnx/write-resized.ts'))).writeResized(model, size, fileName);
  // Two bundles: whoever computes on the CPU never loads the 26 MB of the other.
  const ort = await fetchPart(() =>
    backend === 'webgpu' ? import('onnxruntime-web/webgpu') : import('onnxruntime-web/wasm'),
  );
  ort.env.wasm.wasmPaths = files.ort[backend];
  ort.env.wasm.numThreads = backend === 'webgpu' ? 1 : threads;
  const session = await ort.InferenceSession.create(file, { executionProviders: [backend], logSeverityLevel: ERROR });
  if (backend === 'webgpu') void endWith(ort.env.webgpu.device);
  const [input, outputs] = [shapesOf(session.inputMetadata)[0]!, shapesOf(session.outputMetadata)];
  const frame = input.shape.reduce<number>((size, length) => size * (typeof length === 'number' ? length : 1), 1);
  let [running, disposed] = [false, false];

  return {
    runtime: 'ort',
    backend,
    threads: ort.env.wasm.numThreads,
    input,
    outputs,
    run: async (values) => {
      assert(!running && !disposed, 'an engine that is disposed of or busy is not run');
      assert(values.length > 0 && values.length % frame === 0, 'as many numbers as the input has are given');
      running = true;
      try {
        // Only the batch may be open: see `input` of the port.
        const shape = input.shape.map((length) => (typeof length === 'number' ? length : values.length / frame));
        const answer = session.run({ [input.name]: new ort.Tensor('float32', values, shape) });
        const results = await (backend === 'webgpu' ? answer.catch(endWorker) : answer);
        return outputs.map(({ name }) => results[name]!.data as Float32Array);
      } finally {
        running = false;
      }
    },
    [Symbol.dispose]: () => {
      disposed = true;
      void session.release();
    },
  };
}

function shapesOf(values: readonly InferenceSession.ValueMetadata[]): readonly TensorShape[] {
  return values.map((value) => ({ name: value.name, shape: value.isTensor ? value.shape : [] }));
}
