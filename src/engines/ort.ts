/** onnxruntime-web behind the engine port: WASM with SIMD, or WebGPU. */
import type { InferenceSession } from 'onnxruntime-web';
import type { Backend, Engine, TensorShape } from '#engines/engine.ts';

/** Where the runtime's own two files are, absolute addresses. They come from our origin, never from a CDN. */
export interface OrtFiles {
  readonly mjs: string;
  readonly wasm: string;
}

export interface OrtOptions {
  readonly backend: Backend;
  /** For `wasm`; more than 1 needs cross-origin isolation. The first engine of a realm decides for all. */
  readonly threads: number;
  readonly files: OrtFiles;
}

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

/** @throws What the runtime throws when `model` is no ONNX model or has an operator it lacks. */
export async function openOrt(model: Uint8Array, { backend, threads, files }: OrtOptions): Promise<Engine> {
  // Two bundles: whoever computes on the CPU never loads the 26 MB of the other.
  const ort = backend === 'webgpu' ? await import('onnxruntime-web/webgpu') : await import('onnxruntime-web/wasm');
  ort.env.wasm.wasmPaths = files;
  ort.env.wasm.numThreads = backend === 'webgpu' ? 1 : threads;
  const session = await ort.InferenceSession.create(model, { executionProviders: [backend], logSeverityLevel: ERROR });
  if (backend === 'webgpu') void endWith(ort.env.webgpu.device);
  const [input, outputs] = [shapesOf(session.inputMetadata)[0]!, shapesOf(session.outputMetadata)];

  return {
    runtime: 'ort',
    backend,
    threads: ort.env.wasm.numThreads,
    input,
    outputs,
    run: async (values) => {
      const tensor = new ort.Tensor('float32', values, input.shape.map(Number));
      const running = session.run({ [input.name]: tensor });
      const results = await (backend === 'webgpu' ? running.catch(endWorker) : running);
      return outputs.map(({ name }) => results[name]!.data as Float32Array);
    },
    [Symbol.dispose]: () => void session.release(),
  };
}

function shapesOf(values: readonly InferenceSession.ValueMetadata[]): readonly TensorShape[] {
  return values.map((value) => ({ name: value.name, shape: value.isTensor ? value.shape : [] }));
}
