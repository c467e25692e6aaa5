import { fileURLToPath, pathToFileURL } from 'node:url';
import type { RuntimeFiles } from '#engines/engine.ts';

const packages = new URL('../../node_modules/', import.meta.url);
const dist = fileURLToPath(new URL('onnxruntime-web/dist/', packages));
const out = fileURLToPath(new URL('@tensorflow/tfjs-backend-wasm/wasm-out/', packages));
const ort = (name: string) => pathToFileURL(`${dist}ort-wasm-simd-threaded.${name}`).href;

const ortOnCpu = { mjs: ort('mjs'), wasm: ort('wasm') };

/** The runtimes' CPU files as Node finds them. */
export const runtimeFilesOfNode: RuntimeFiles = {
  ort: { wasm: ortOnCpu, webgpu: ortOnCpu },
  tfjs: {
    simd: `${out}tfjs-backend-wasm-simd.wasm`,
    threaded: `${out}tfjs-backend-wasm-threaded-simd.wasm`,
    threadedScript: `${out}tfjs-backend-wasm-threaded-simd.js`,
  },
};
