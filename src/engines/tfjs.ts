/** TensorFlow.js behind the engine port: WASM with SIMD and threads, or WebGPU. */
import type { Size } from '#core/detection/letterbox.ts';
import { assert } from '#core/errors/assert.ts';
import { fetchPart } from '#core/errors/fetch-part.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { Engine, EngineOptions, TensorShape } from '#engines/engine.ts';
import { isPacked } from '#engines/graph-model/pack.ts';
import { sizeOf } from '#engines/network/constant.ts';
import { arrangeChannels } from '#engines/network/arrange-channels.ts';
import type { Network } from '#engines/network/network.ts';
import { importOnnx } from '#engines/onnx/import-onnx.ts';
import type { OnnxModel } from '#engines/onnx/model.ts';
import { readOnnx } from '#engines/onnx/read-model.ts';
import type { TfjsDevice } from '#engines/tfjs/device.ts';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';
import { type NetworkRunner, createNetworkRunner } from '#engines/tfjs/run-network.ts';
import type { GpuDevice } from '#engines/webgpu/device.ts';
import type { GpuEngine } from '#engines/webgpu/gpu-engine.ts';
import type { gpuNetwork } from '#engines/webgpu/network.ts';

/** @throws WorkbenchError `model/malformed`, `model/unsupported` */
export async function openTfjs(bytes: Uint8Array, options: EngineOptions): Promise<Engine> {
  const { fileName } = options;
  const read = await readModel(bytes, fileName);
  const model = options.input === undefined ? read : await resized(read, options.input, fileName);
  const isWasm = options.backend === 'wasm';
  const networkOf = (batch: number) => {
    const network = importOnnx(model, { fileName, batch, channelsLast: false });
    return isWasm ? arrangeChannels(network) : network;
  };
  const onDevice = async (batch: number, input?: Size) => {
    const sized = input === undefined ? model : await resized(read, input, fileName);
    return importOnnx(sized, { fileName, batch, channelsLast: true });
  };
  const first = networkOf(1); // what cannot be run is said before anything is downloaded for it
  const declared = model.inputs[0]!.shape![0]!;
  const gpu = options.backend === 'webgpu' ? await openGpu(fileName) : null;
  try {
    const device = await openDevice(options, gpu);
    return createEngine(device, first, typeof declared === 'string' ? declared : null, networkOf, onDevice);
  } catch (error) {
    gpu?.[Symbol.dispose]();
    throw error;
  }
}

/** Of both kinds of files the same graph. */
async function readModel(bytes: Uint8Array, fileName: string): Promise<OnnxModel> {
  if (!isPacked(bytes)) return readOnnx(bytes, fileName);
  return (await fetchPart(() => import('#engines/graph-model/graph-to-onnx.ts'))).graphToOnnx(bytes, fileName);
}

async function resized(model: OnnxModel, size: Size, fileName: string): Promise<OnnxModel> {
  return (await fetchPart(() => import('#engines/onnx/resize-model.ts'))).resizeModel(model, size, fileName);
}

interface OpenDevice extends TfjsDevice {
  /** Made here, and disposed of with the engine; `null` on WASM, which is one for all. */
  readonly own: {
    readonly gpu: GpuDevice;
    readonly backend: WebGPUBackend;
    readonly networkOn: typeof gpuNetwork;
  } | null;
}

async function openGpu(fileName: string): Promise<GpuDevice> {
  const { openGpuDevice } = await fetchPart(() => import('#engines/webgpu/device.ts'));
  const gpu = await openGpuDevice(navigator.gpu);
  if (gpu === null) throw new WorkbenchError('model/unsupported', `There is no GPU for ${fileName}.`);
  return gpu;
}

/** @param gpu - `null` on WASM. */
async function openDevice({ files, threads }: EngineOptions, gpu: GpuDevice | null): Promise<OpenDevice> {
  if (gpu === null) {
    const { openWasm } = await fetchPart(() => import('#engines/tfjs/open-wasm.ts'));
    return { ...(await openWasm(files.tfjs, threads)), own: null };
  }
  const [{ openWebgpu }, { gpuNetwork: networkOn }] = await Promise.all([
    fetchPart(() => import('#engines/tfjs/open-webgpu.ts')),
    fetchPart(() => import('#engines/webgpu/network.ts')),
  ]);
  const opened = openWebgpu(gpu.device, gpu.info);
  return { ...opened, own: { gpu, backend: opened.backend, networkOn } };
}

/**
 * @param open - What the file calls the length of its batch where that is open.
 * @param deviceNetworkOf - With its channels last, as graphics devices want them.
 */
function createEngine(
  { backend, name, threads, own }: OpenDevice,
  first: Network,
  open: string | null,
  networkOf: (batch: number) => Network,
  deviceNetworkOf: (batch: number, input?: Size) => Promise<Network>,
): Engine {
  const runners = new Map<number, NetworkRunner>();
  const runnerOf = (batch: number, network?: Network): NetworkRunner => {
    const known = runners.get(batch) ?? createNetworkRunner(network ?? networkOf(batch), backend, name);
    runners.set(batch, known);
    return known;
  };
  const forget = () => {
    for (const runner of runners.values()) runner[Symbol.dispose]();
    runners.clear();
  };
  runnerOf(first.input.shape[0] ?? 1, first);
  const frame = sizeOf(first.input.shape.slice(open === null ? 0 : 1));
  let [running, disposed] = [false, false];

  const engine: Engine = {
    runtime: 'tfjs',
    backend: name,
    threads,
    input: withOpenBatch(first.input, open),
    outputs: first.outputs.map((output) => withOpenBatch(output, open)),
    run: async (values) => {
      assert(!running && !disposed, 'an engine that is disposed of or busy is not run');
      assert(values.length > 0 && values.length % frame === 0, 'as many numbers as the input has are given');
      running = true;
      try {
        const runner = runnerOf(open === null ? (first.input.shape[0] ?? 1) : values.length / frame);
        const stored = [...runner.network.input.stored];
        const input = { dataId: backend.write(values, stored, 'float32'), shape: stored, dtype: 'float32' } as const;
        const outputs = runner.run(input);
        backend.disposeData(input.dataId);
        const arrays = await Promise.all(outputs.map(({ dataId }) => backend.read(dataId)));
        for (const { dataId } of outputs) backend.disposeData(dataId);
        return arrays as Float32Array[];
      } finally {
        running = false;
      }
    },
    [Symbol.dispose]: () => {
      disposed = true;
      forget();
      own?.gpu[Symbol.dispose]();
    },
  };
  if (own === null) return engine;
  const onDevice = async (batch: number, input?: Size) => {
    const network = await deviceNetworkOf(batch, input);
    assert(!running && !disposed, 'an engine that is disposed of or busy gives no network');
    forget(); // the weights would lie there twice; whoever runs the engine itself uploads them again
    return own.networkOn(own.gpu, own.backend, createNetworkRunner(network, own.backend, name));
  };
  const onGpu: GpuEngine = { ...engine, onDevice };
  return onGpu;
}

function withOpenBatch({ name, shape }: { name: string; shape: readonly number[] }, open: string | null): TensorShape {
  return { name, shape: open === null ? shape : [open, ...shape.slice(1)] };
}
