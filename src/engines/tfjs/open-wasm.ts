/** The WASM backend of TensorFlow.js: XNNPACK with SIMD, and threads where memory can be shared. One in a realm. */
import { BackendWasm, getThreadsCount, setThreadsCount } from '@tensorflow/tfjs-backend-wasm/dist/backend_wasm';
import type { BackendWasmModule, WasmFactoryConfig } from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.js';
import { wasmWorkerContents } from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.worker.js';
import { registerBackend, registerKernel, setBackend } from '@tensorflow/tfjs-core';
import { createHeapLoops } from '#engines/kernel/heap.ts';
import type { TfjsFiles } from '#engines/engine.ts';
import type { TfjsDevice } from '#engines/tfjs/device.ts';
import { wasmKernels } from '#engines/tfjs/wasm-kernels.ts';

let opened: Promise<TfjsDevice> | undefined;

/** @param threads - More than 1 needs cross-origin isolation. Whoever comes first in a realm decides for all. */
export function openWasm(files: TfjsFiles, threads: number): Promise<TfjsDevice> {
  opened ??= open(files, threads).catch((error: unknown) => {
    opened = undefined; // a file that did not arrive may the next time
    throw error;
  });
  return opened;
}

async function open(files: TfjsFiles, threads: number): Promise<TfjsDevice> {
  const module = threads > 1 ? await withProcessors(2 * threads, () => startThreaded(files)) : await startPlain(files);
  const program = module as BackendWasmModule & EmscriptenModule;
  const backend = createBackend(program, threads);
  // Where threads share it, it was made outside the program.
  const loops = createHeapLoops(program.wasmMemory ?? program.asm.memory);
  for (const kernel of Object.values(wasmKernels(loops))) registerKernel(kernel);
  registerBackend('wasm', () => backend);
  await setBackend('wasm');
  return { name: 'wasm', backend, threads: getThreadsCount() };
}

async function startPlain({ simd }: TfjsFiles): Promise<BackendWasmModule> {
  const { default: factory } = await import('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.js');
  return factory({ locateFile: () => simd });
}

/** What the script leaves behind. */
interface ThreadedScript {
  WasmBackendModuleThreadedSimd(settings: WasmFactoryConfig): Promise<BackendWasmModule>;
}

/** The threads load their script from our origin: a content security policy forbids the one TensorFlow.js would make. */
async function startThreaded({ threaded, threadedScript }: TfjsFiles): Promise<BackendWasmModule> {
  // It is kept inside a template, which has made line breaks of those within its texts.
  const script = wasmWorkerContents.replaceAll('\n', '\\n');
  const worker = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  // Who starts the threads runs their script too: it is fetched once.
  await import(/* @vite-ignore */ threadedScript);
  return (globalThis as unknown as ThreadedScript).WasmBackendModuleThreadedSimd({
    mainScriptUrlOrBlob: threadedScript,
    locateFile: (path) => (path.endsWith('.worker.js') ? worker : threaded),
  });
}

/** What of Emscripten's module TensorFlow.js needs wrapped for itself, and its memory. */
interface EmscriptenModule {
  readonly wasmMemory?: WebAssembly.Memory;
  readonly asm: { readonly memory: WebAssembly.Memory };
  cwrap(name: string, result: 'number' | null, parameters: readonly 'number'[]): (...numbers: number[]) => number;
}

function createBackend(module: BackendWasmModule & EmscriptenModule, threads: number): BackendWasm {
  module.tfjs = {
    init: module.cwrap('init', null, []),
    initWithThreadsCount: module.cwrap('init_with_threads_count', null, ['number']),
    getThreadsCount: module.cwrap('get_threads_count', 'number', []),
    registerTensor: module.cwrap('register_tensor', null, ['number', 'number', 'number']),
    disposeData: module.cwrap('dispose_data', null, ['number']),
    dispose: module.cwrap('dispose', null, []),
  };
  setThreadsCount(threads);
  return new BackendWasm(module);
}

/**
 * TensorFlow.js takes half of the processors at most, counted once while its program starts; how many threads it gets is
 * decided outside.
 */
async function withProcessors<T>(count: number, work: () => Promise<T>): Promise<T> {
  if (typeof navigator === 'undefined') return work();
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: count, configurable: true });
  try {
    return await work();
  } finally {
    Reflect.deleteProperty(navigator, 'hardwareConcurrency');
  }
}
