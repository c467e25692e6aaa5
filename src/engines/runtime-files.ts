/** Addresses of the runtimes' files as the bundler places them beside our own. */
import tfjsSimd from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import tfjsScript from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js?url';
import tfjsThreaded from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.wasm?url';
import gpuMjs from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import gpuWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import mjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { RuntimeFiles } from '#engines/engine.ts';

export const runtimeFiles: RuntimeFiles = {
  tfjs: { simd: absolute(tfjsSimd), threaded: absolute(tfjsThreaded), threadedScript: absolute(tfjsScript) },
  ort: {
    wasm: { mjs: absolute(mjs), wasm: absolute(wasm) },
    webgpu: { mjs: absolute(gpuMjs), wasm: absolute(gpuWasm) },
  },
};

/** The runtimes pass them on to workers of their own, whose base is another. */
function absolute(path: string): string {
  return new URL(path, self.location.href).href;
}
