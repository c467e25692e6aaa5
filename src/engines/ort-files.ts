/** Addresses of onnxruntime-web's files as the bundler places them beside our own. */
import gpuMjs from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import gpuWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import mjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { Backend } from '#engines/engine.ts';
import type { OrtFiles } from '#engines/ort.ts';

export const ortFiles: Record<Backend, OrtFiles> = {
  wasm: { mjs: absolute(mjs), wasm: absolute(wasm) },
  webgpu: { mjs: absolute(gpuMjs), wasm: absolute(gpuWasm) },
};

/** The runtime passes them on to workers of its own, whose base is another. */
function absolute(path: string): string {
  return new URL(path, self.location.href).href;
}
